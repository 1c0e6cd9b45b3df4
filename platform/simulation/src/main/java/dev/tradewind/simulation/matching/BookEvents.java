package dev.tradewind.simulation.matching;

import dev.tradewind.sdk.order.Side;

/**
 * Hears what the commands of a {@link MatchingBook} lead to, in the order in which it happens, within the call of the
 * command. Prices are ticks, quantities lots. Every event that changes what the book shows carries side and price, so
 * that a listener can look up the level when the command is done; the book must not be called from within an event.
 */
public interface BookEvents {
    /** Hears nothing. */
    BookEvents NONE = new BookEvents() {};

    /** The order is valid and takes part from now on; what it trades follows. */
    default void accepted(long id, long owner, Side side, OrderKind kind, long price, long quantity) {}

    /** The command on order {@code id} was refused and has changed nothing. */
    default void rejected(long id, RejectReason reason) {}

    /**
     * A trade at the resting order's price.
     *
     * @param takerSide the side of the order that came later
     * @param makerOpen what is left open of the resting order, hidden quantity included; 0: it is gone
     * @param takerOpen what is left of the other one
     */
    default void traded(
            long makerId, long takerId, Side takerSide, long price, long quantity, long makerOpen, long takerOpen) {}

    /** The order, or what is left of it, stands at the end of the queue of its price and shows {@code shown}. */
    default void rested(long id, Side side, long price, long shown) {}

    /** An iceberg order's next slice stands at the end of the queue of its price. */
    default void replenished(long id, Side side, long price, long shown) {}

    /**
     * A resting order was changed by request.
     *
     * @param open what is open from now on, hidden quantity included
     * @param kept whether it keeps its place in the queue; otherwise what it trades, and where it rests, follows
     */
    default void amended(long id, Side side, long oldPrice, long newPrice, long open, boolean kept) {}

    /** {@code quantity} of the order is cancelled, which is all that was open. */
    default void cancelled(long id, Side side, long price, long quantity, CancelReason reason) {}

    /** Both orders of one owner lose {@code quantity} without a trade; 0 left: gone. */
    default void decremented(long makerId, long takerId, Side takerSide, long price, long quantity, long makerOpen,
            long takerOpen) {}

    /** The stop order waits for a trade at {@code trigger} or beyond. */
    default void waiting(long id, Side side, long trigger) {}

    /** A trade at {@code tradePrice} has set off the stop order; what it trades follows. */
    default void triggered(long id, Side side, long tradePrice) {}
}
