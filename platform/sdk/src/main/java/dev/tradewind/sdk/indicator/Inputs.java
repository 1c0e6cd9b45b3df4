package dev.tradewind.sdk.indicator;

/** The checks that all indicators share. */
final class Inputs {
    /** Squares and products of such numbers, summed over the longest window, still fit a double. */
    private static final double LARGEST = 1e100;

    private static final int LONGEST = 1_000_000;

    private Inputs() {}

    static int period(int period) {
        return period("period", period, 1);
    }

    static int period(String name, int period, int least) {
        if (period < least || period > LONGEST) {
            throw new IllegalArgumentException(name + " must be in " + least + ".." + LONGEST + ", was " + period);
        }
        return period;
    }

    static double positive(String name, double value) {
        if (!(value > 0 && value <= LARGEST)) {
            throw new IllegalArgumentException(name + " must be a positive finite number, was " + value);
        }
        return value;
    }

    static void value(double value) {
        finite("value", value);
    }

    static void range(double high, double low, double close) {
        range(high, low);
        finite("close", close);
    }

    static void range(double high, double low) {
        finite("high", high);
        finite("low", low);
        if (high < low) {
            throw new IllegalArgumentException("high " + high + " is below low " + low);
        }
    }

    static void volume(double volume) {
        finite("volume", volume);
        if (volume < 0) {
            throw new IllegalArgumentException("volume must not be negative, was " + volume);
        }
    }

    private static void finite(String name, double value) {
        // Written so that NaN fails too.
        if (!(Math.abs(value) <= LARGEST)) {
            throw new IllegalArgumentException(name + " must be a finite number up to 1e100, was " + value);
        }
    }
}
