package dev.tradewind.sdk.plugin;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import java.util.List;
import java.util.Optional;

/**
 * What a venue knows about the account, asked outright: after a start, after an order of unknown fate, and now and then.
 * A call waits for the answer and may take seconds. It works from the making of a connection to its end, also before the
 * start; every method throws {@link VenueException} if there is no answer, and never an empty answer instead.
 *
 * <p>Answers may lag behind what happened by {@link VenueTimes#queryLagNanos}.
 */
public interface VenueQueries {
    /** The venue's clock now, nanoseconds since the epoch. */
    long serverNanos();

    /** One attempt, working or not; empty if the venue says that there is no such order. */
    Optional<VenueOrder> order(InstrumentId instrument, ClientOrderId id);

    /** All orders of the account that work, of whoever placed them, of the connection's instruments. */
    List<VenueOrder> openOrders();

    /**
     * Orders of an instrument that do not work any more, oldest first.
     *
     * @param sinceNanos those placed or changed since, by the venue's clock; how far back the venue remembers is its own
     */
    List<VenueOrder> closedOrders(InstrumentId instrument, long sinceNanos);

    /** Fills of the account in an instrument since then, by the venue's clock, oldest first. */
    List<VenueFill> fills(InstrumentId instrument, long sinceNanos);

    /** What the account holds; assets of which there is nothing may be missing. */
    List<Balance> balances();

    /**
     * What there is of one asset.
     *
     * @param currency the asset
     * @param free may be used
     * @param locked is bound by orders that work
     */
    record Balance(Currency currency, Decimal free, Decimal locked) {
        public Decimal total() {
            return free.plus(locked);
        }
    }
}
