package dev.tradewind.engine;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.plugin.VenueFill;
import dev.tradewind.sdk.plugin.VenueOrder;
import dev.tradewind.sdk.plugin.VenueQueries.Balance;
import dev.tradewind.sdk.value.Decimal;
import java.util.List;

/**
 * What a venue said about the account, asked by {@link dev.tradewind.sdk.plugin.VenueQueries}.
 *
 * @param venue its name
 * @param askedNanos the shard's time when the first question was put; the balances are to be asked for last
 * @param coverage which questions were answered
 * @param orders as the venue has them, working and ended
 * @param fills oldest first
 * @param balances what the account holds of each asset; what is missing is nothing
 * @param positions of contracts; what is missing is nothing
 */
public record VenueStatement(
        String venue,
        long askedNanos,
        Coverage coverage,
        List<VenueOrder> orders,
        List<VenueFill> fills,
        List<Balance> balances,
        List<Holding> positions) {
    public VenueStatement {
        orders = List.copyOf(orders);
        fills = List.copyOf(fills);
        balances = List.copyOf(balances);
        positions = List.copyOf(positions);
    }

    /**
     * Which questions were answered wholly, for every instrument of the venue. A question that was not answered, or in
     * part, is not covered, and nothing is concluded from what is missing in its answer.
     *
     * @param sinceNanos ended orders and fills are those since then, by the venue's clock
     */
    public record Coverage(
            boolean openOrders,
            boolean closedOrders,
            boolean fills,
            boolean balances,
            boolean positions,
            long sinceNanos) {
        /** Nothing was answered. */
        public static final Coverage NONE = new Coverage(false, false, false, false, false, Long.MAX_VALUE);

        /** Of a venue with cash alone, such as one for spot trading. */
        public static Coverage spot(long sinceNanos) {
            return new Coverage(true, true, true, true, false, sinceNanos);
        }

        /** Whether an order that is not in the answer is not at the venue. */
        public boolean isComplete() {
            return openOrders && closedOrders && fills;
        }
    }

    /**
     * A position in a contract.
     *
     * @param quantity negative when short
     */
    public record Holding(InstrumentId instrument, Decimal quantity) {}

    /** A venue that was asked and did not answer: it counts as an attempt. */
    public static VenueStatement unanswered(String venue, long askedNanos) {
        return new VenueStatement(venue, askedNanos, Coverage.NONE, List.of(), List.of(), List.of(), List.of());
    }
}
