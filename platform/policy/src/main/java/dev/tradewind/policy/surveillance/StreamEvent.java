package dev.tradewind.policy.surveillance;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Side;

/**
 * What surveillance looks at: orders and fills of the accounts that are watched, and what the market did. In the order
 * of time; nanoseconds since the epoch. Quantities and prices are in the instrument's units.
 */
public sealed interface StreamEvent {
    long nanos();

    InstrumentId instrument();

    /** Something that an account did, or that was done to its order. */
    sealed interface Own extends StreamEvent {
        String account();

        /** Names the order within the account. */
        String orderId();
    }

    /** @param price NaN for an order at the market */
    record Placed(
            long nanos,
            InstrumentId instrument,
            String account,
            String orderId,
            Side side,
            double price,
            double quantity)
            implements Own {}

    /** @param quantity of the whole order, what is filled included */
    record Amended(long nanos, InstrumentId instrument, String account, String orderId, double price, double quantity)
            implements Own {}

    /** The account took back the rest of an order. */
    record Cancelled(long nanos, InstrumentId instrument, String account, String orderId) implements Own {}

    /** The rest of an order is gone without the account's doing: refused by the venue, expired. */
    record Ended(long nanos, InstrumentId instrument, String account, String orderId) implements Own {}

    /**
     * A trade of an order.
     *
     * @param tradeId the venue's, the same for both sides where the venue says so; empty where there is none
     * @param aggressive whether the order took a price that was there
     */
    record Filled(
            long nanos,
            InstrumentId instrument,
            String account,
            String orderId,
            String tradeId,
            Side side,
            double price,
            double quantity,
            boolean aggressive)
            implements Own {}

    /** The venue printed a trade, of whomever. */
    record Traded(long nanos, InstrumentId instrument, double price, double quantity) implements StreamEvent {}

    /** The best prices. */
    record Quoted(long nanos, InstrumentId instrument, double bid, double ask) implements StreamEvent {}

    /** A session ended: a closing price was made. */
    record Closed(long nanos, InstrumentId instrument) implements StreamEvent {}
}
