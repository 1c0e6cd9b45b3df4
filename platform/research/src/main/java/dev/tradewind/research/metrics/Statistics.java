package dev.tradewind.research.metrics;

import java.util.Arrays;
import java.util.OptionalDouble;

/** Moments and quantiles of a sample. Inputs must be finite; they are not changed. */
public final class Statistics {
    private Statistics() {}

    /** The arithmetic mean; empty for no values. */
    public static OptionalDouble mean(double[] values) {
        return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(rawMean(values));
    }

    /** The sample standard deviation (ddof 1); empty under two values. Exactly zero when all values are equal. */
    public static OptionalDouble standardDeviation(double[] values) {
        if (values.length < 2) {
            return OptionalDouble.empty();
        }
        // The mean of equal values may be off by an ulp, which would leave a tiny deviation to divide by.
        return OptionalDouble.of(isConstant(values) ? 0 : Math.sqrt(sumOfSquares(values) / (values.length - 1)));
    }

    /**
     * The quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996, the default of R
     * and NumPy).
     *
     * @param q in 0..1
     */
    public static OptionalDouble quantile(double[] values, double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("a quantile is in 0..1, was " + q);
        }
        if (values.length == 0) {
            return OptionalDouble.empty();
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double position = q * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return OptionalDouble.of(sorted[below] + (position - below) * (sorted[above] - sorted[below]));
    }

    static double rawMean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    static boolean isConstant(double[] values) {
        for (double value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }

    private static double sumOfSquares(double[] values) {
        double mean = rawMean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum;
    }

    /** The number, or empty where it is NaN or infinite. */
    static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
