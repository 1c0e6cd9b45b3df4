package dev.tradewind.sdk.indicator;

/**
 * A running total of about 106 bits: the unevaluated sum of two doubles. Dekker (1971), "A floating-point technique for
 * extending the available precision"; the exact sum of two doubles is Knuth's TwoSum.
 */
final class DoubleDouble {
    private double high;
    private double low;

    void clear() {
        high = 0;
        low = 0;
    }

    void set(DoubleDouble other) {
        high = other.high;
        low = other.low;
    }

    void add(double value) {
        double sum = high + value;
        double part = sum - high;
        double lost = (high - (sum - part)) + (value - part);
        double rest = low + lost;
        high = sum + rest;
        low = rest - (high - sum);
    }

    /** Adds a product, with the bits that a double would round off. */
    void addProduct(double a, double b) {
        double product = a * b;
        add(product);
        add(Math.fma(a, b, -product));
    }

    void subtractProduct(double a, double b) {
        addProduct(-a, b);
    }

    void subtract(DoubleDouble other) {
        add(-other.high);
        add(-other.low);
    }

    double value() {
        return high + low;
    }

    /** {@code n * squares - sum * sum}, where both terms may be nearly equal; never negative. */
    static double spread(int n, DoubleDouble squares, DoubleDouble sum) {
        double left = n * squares.high;
        double leftRest = Math.fma(n, squares.high, -left) + n * squares.low;
        double right = sum.high * sum.high;
        double rightRest = Math.fma(sum.high, sum.high, -right) + 2 * sum.high * sum.low;
        double difference = left - right;
        double part = difference - left;
        double lost = (left - (difference - part)) - (right + part);
        return Math.max(0, difference + (lost + (leftRest - rightRest)));
    }
}
