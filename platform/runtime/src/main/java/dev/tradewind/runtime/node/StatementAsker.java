package dev.tradewind.runtime.node;

import dev.tradewind.engine.VenueStatement;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.plugin.VenueException;
import dev.tradewind.sdk.plugin.VenueFill;
import dev.tradewind.sdk.plugin.VenueOrder;
import dev.tradewind.sdk.plugin.VenueQueries;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a venue everything that a statement holds; what it does not answer is not covered. */
final class StatementAsker {
    private static final Logger LOG = LoggerFactory.getLogger(StatementAsker.class);

    private StatementAsker() {}

    /** Waits for the answers, which may take seconds. */
    static VenueStatement ask(
            String venue, VenueQueries queries, List<Instrument> instruments, long askedNanos, long sinceNanos) {
        try {
            List<VenueOrder> orders = new ArrayList<>(queries.openOrders());
            List<VenueFill> fills = new ArrayList<>();
            for (Instrument instrument : instruments) {
                orders.addAll(queries.closedOrders(instrument.id(), sinceNanos));
                fills.addAll(queries.fills(instrument.id(), sinceNanos));
            }
            return new VenueStatement(
                    venue,
                    askedNanos,
                    VenueStatement.Coverage.spot(sinceNanos),
                    orders,
                    fills,
                    queries.balances(),
                    List.of());
        } catch (VenueException e) {
            LOG.warn("{} did not say what it knows: {}", venue, e.getMessage());
            return VenueStatement.unanswered(venue, askedNanos);
        } catch (RuntimeException e) {
            // A plugin's mistake must not end the asking.
            LOG.error("{} did not say what it knows", venue, e);
            return VenueStatement.unanswered(venue, askedNanos);
        }
    }
}
