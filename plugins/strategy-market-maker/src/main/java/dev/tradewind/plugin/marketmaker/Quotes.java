package dev.tradewind.plugin.marketmaker;

import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.Side;
import org.jspecify.annotations.Nullable;

/** The two quotes in one instrument. */
final class Quotes {
    final OneSide bid = new OneSide(Side.BUY);
    final OneSide ask = new OneSide(Side.SELL);

    /** The quote of one side. */
    static final class OneSide {
        final Side side;
        /** The last order of this side; it may be closed. */
        @Nullable OrderId order;
        /** No quote before this. */
        long pausedUntilNanos = Long.MIN_VALUE;

        OneSide(Side side) {
            this.side = side;
        }
    }
}
