package dev.tradewind.engine.guard;

import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * A guard's exits as prices, on the instrument's ticks.
 *
 * @param side BUY guards a long position, SELL a short one
 * @param entry the position's average price that they were measured from
 * @param exits where
 * @param times when
 */
public record GuardLevels(Side side, Decimal entry, Exits exits, Times times) {
    /**
     * Prices; null where there is no such exit.
     *
     * @param stop of the stop-loss or the trailing stop, whichever is nearer to the market
     * @param target of the take-profit
     * @param emergency where the engine closes at the market whatever rests at the venue
     * @param trail how far a trailing stop stays behind the best price
     * @param best the best price since the position was opened, as far as the trailing stop took notice
     */
    public record Exits(
            @Nullable Decimal stop,
            @Nullable Decimal target,
            @Nullable Decimal emergency,
            @Nullable Decimal trail,
            Decimal best) {}

    /**
     * @param openedNanos when the position was opened in this direction
     * @param deadlineNanos when it is closed; {@link Long#MAX_VALUE} for never
     */
    public record Times(long openedNanos, long deadlineNanos) {}

    public GuardLevels trailedTo(Decimal best, Decimal stop) {
        return new GuardLevels(
                side, entry, new Exits(stop, exits.target(), exits.emergency(), exits.trail(), best), times);
    }
}
