package dev.tradewind.sdk.indicator;

/**
 * The highest or lowest of the last so many values: a queue of the values that can still become the extreme, monotonic,
 * in a ring of fixed size. Each value enters and leaves once, so the cost is constant when averaged over the bars.
 */
final class RollingExtreme {
    private final double[] values;
    private final long[] positions;
    private final int sign;
    private int head;
    private int size;
    private long count;

    private RollingExtreme(int period, int sign) {
        this.values = new double[Inputs.period(period)];
        this.positions = new long[period];
        this.sign = sign;
    }

    static RollingExtreme highest(int period) {
        return new RollingExtreme(period, 1);
    }

    static RollingExtreme lowest(int period) {
        return new RollingExtreme(period, -1);
    }

    void add(double value) {
        if (size > 0 && positions[head] <= count - values.length) {
            head = wrap(head + 1);
            size--;
        }
        // Of equal values the newest stays.
        while (size > 0 && sign * values[wrap(head + size - 1)] <= sign * value) {
            size--;
        }
        int tail = wrap(head + size);
        values[tail] = value;
        positions[tail] = count;
        size++;
        count++;
    }

    boolean isFull() {
        return count >= values.length;
    }

    double value() {
        return values[head];
    }

    /** How many values ago the extreme came; 0 when it is the last one. */
    int age() {
        return (int) (count - 1 - positions[head]);
    }

    private int wrap(int index) {
        return index >= values.length ? index - values.length : index;
    }
}
