package dev.tradewind.policy.surveillance;

import java.util.Arrays;

/**
 * Sums by the second over the last seconds. Each series holds what was added up since the beginning, as it stood at the
 * end of each second, so that what came between two seconds is a difference. Constant time and memory.
 */
final class SecondRing {
    private final int capacity;
    private final double[][] atEnd;
    private final double[] sums;
    private long first = Long.MIN_VALUE;
    private long current = Long.MIN_VALUE;

    /** @param capacity seconds that are held, the current one included */
    SecondRing(int series, int capacity) {
        this.capacity = capacity;
        this.atEnd = new double[series][capacity];
        this.sums = new double[series];
    }

    /** Goes to a second, which is never before the one where it stands. */
    void advance(long second) {
        if (current == Long.MIN_VALUE) {
            first = second;
            current = second;
        }
        if (second - current >= capacity) {
            for (int series = 0; series < sums.length; series++) {
                Arrays.fill(atEnd[series], sums[series]);
            }
            current = second;
        }
        while (current < second) {
            store();
            current++;
        }
        store();
    }

    private void store() {
        int slot = (int) Math.floorMod(current, (long) capacity);
        for (int series = 0; series < sums.length; series++) {
            atEnd[series][slot] = sums[series];
        }
    }

    /** Adds to the second where it stands. */
    void add(int series, double amount) {
        sums[series] += amount;
        atEnd[series][(int) Math.floorMod(current, (long) capacity)] = sums[series];
    }

    /** What came after the end of one second until the end of another, as far as it is held. */
    double between(int series, long afterSecond, long untilSecond) {
        return untilSecond <= afterSecond ? 0 : atEndOf(series, untilSecond) - atEndOf(series, afterSecond);
    }

    private double atEndOf(int series, long second) {
        if (current == Long.MIN_VALUE || second < first) {
            return 0;
        }
        long held = Math.min(current, Math.max(second, current - capacity + 1));
        return atEnd[series][(int) Math.floorMod(held, (long) capacity)];
    }

    /** The earliest second that is held; Long.MAX_VALUE while there is none. */
    long earliest() {
        return current == Long.MIN_VALUE ? Long.MAX_VALUE : Math.max(first, current - capacity + 1);
    }
}
