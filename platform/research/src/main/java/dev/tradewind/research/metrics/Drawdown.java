package dev.tradewind.research.metrics;

import java.util.OptionalLong;

/**
 * A fall from a peak.
 *
 * @param depth the fall as a positive share of the peak: 0.25 is a quarter; 0 where there was no fall
 * @param peakNanos when the peak was reached
 * @param troughNanos when the lowest value was reached
 * @param recoveryNanos when the peak was reached again; empty if it was not
 * @param endNanos the recovery, or the end of the curve where there was none
 */
public record Drawdown(double depth, long peakNanos, long troughNanos, OptionalLong recoveryNanos, long endNanos) {
    public static final Drawdown NONE = new Drawdown(0, 0, 0, OptionalLong.empty(), 0);

    /** From the peak to the recovery, or to the end of the curve. */
    public long durationNanos() {
        return endNanos - peakNanos;
    }

    /** The deepest fall of a path of compounded returns that starts at 1, as a positive share. */
    public static double deepest(double[] returns) {
        double value = 1;
        double peak = 1;
        double deepest = 0;
        for (double r : returns) {
            value *= 1 + r;
            peak = Math.max(peak, value);
            deepest = Math.max(deepest, (peak - value) / peak);
        }
        return deepest;
    }
}
