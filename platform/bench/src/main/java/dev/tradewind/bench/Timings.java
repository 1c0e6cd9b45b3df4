package dev.tradewind.bench;

import java.util.Arrays;
import java.util.List;

/** Times of single things, in nanoseconds, as they came; grows as it must. One thread at a time. */
final class Timings {
    private static final int FIRST = 1 << 16;

    private long[] nanos = new long[FIRST];
    private int size;

    void add(long one) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        nanos[size++] = one;
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** The value that so many percent are not above, in nanoseconds. @throws IllegalStateException if there is none */
    double percentile(double percent) {
        if (size == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return sorted[Math.clamp((int) Math.ceil(percent / 100 * size) - 1, 0, size - 1)];
    }

    /** The middle of some figures. */
    static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
