package dev.tradewind.sdk.indicator;

/**
 * The sum of the last so many values. A second total counts only what came since the window last began anew; when that
 * is a whole window, it takes the place of the first. So no rounding error outlives one window, at constant cost.
 */
final class RollingSum {
    private final double[] window;
    private final DoubleDouble sum = new DoubleDouble();
    private final DoubleDouble renewed = new DoubleDouble();
    private int next;
    private int count;

    RollingSum(int period) {
        window = new double[Inputs.period(period)];
    }

    void add(double value) {
        if (count == window.length) {
            sum.add(-window[next]);
        } else {
            count++;
        }
        window[next] = value;
        sum.add(value);
        renewed.add(value);
        next++;
        if (next == window.length) {
            next = 0;
            sum.set(renewed);
            renewed.clear();
        }
    }

    boolean isFull() {
        return count == window.length;
    }

    int period() {
        return window.length;
    }

    double value() {
        return sum.value();
    }

    double mean() {
        return sum.value() / window.length;
    }

    DoubleDouble total() {
        return sum;
    }

    /** The value at a place of the ring, in no particular order of time. */
    double at(int index) {
        return window[index];
    }
}
