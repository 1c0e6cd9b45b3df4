package dev.tradewind.engine.guard;

import org.jspecify.annotations.Nullable;

/**
 * When a position is closed without anybody asking. At least one exit is given; with a stop-loss and a trailing stop
 * the one nearer to the market counts.
 *
 * @param stopLoss against the position, from its average price
 * @param takeProfit in favour of the position, from its average price
 * @param trailing against the position, from the best price since it was opened
 * @param emergency against the position, from its average price: watched by the engine in any case, for a stop at a
 *     venue may fail
 * @param longestNanos how long a position may last; 0 for ever
 */
public record GuardSpec(
        @Nullable Distance stopLoss,
        @Nullable Distance takeProfit,
        @Nullable Distance trailing,
        @Nullable Distance emergency,
        long longestNanos) {
    /** @throws IllegalArgumentException if there is no exit at all, or one that makes no sense */
    public GuardSpec {
        if (stopLoss == null && takeProfit == null && trailing == null && emergency == null && longestNanos == 0) {
            throw new IllegalArgumentException("a guard needs at least one exit");
        }
        if (longestNanos < 0) {
            throw new IllegalArgumentException("the longest time is not negative, was " + longestNanos);
        }
        if (trailing instanceof Distance.At) {
            throw new IllegalArgumentException("a trailing stop has a distance, not a price");
        }
    }

    public static GuardSpec stop(Distance stopLoss) {
        return new GuardSpec(stopLoss, null, null, null, 0);
    }

    public GuardSpec withTarget(Distance takeProfit) {
        return new GuardSpec(stopLoss, takeProfit, trailing, emergency, longestNanos);
    }

    public GuardSpec withTrailing(Distance distance) {
        return new GuardSpec(stopLoss, takeProfit, distance, emergency, longestNanos);
    }

    public GuardSpec withEmergency(Distance distance) {
        return new GuardSpec(stopLoss, takeProfit, trailing, distance, longestNanos);
    }

    public GuardSpec withLongest(long nanos) {
        return new GuardSpec(stopLoss, takeProfit, trailing, emergency, nanos);
    }
}
