package dev.tradewind.runtime.node;

import java.util.Arrays;

/**
 * The band in which the next price is expected: the median of the last trades, give or take the larger of a share of it
 * and so many times their spread. Spread is 1.4826 times the median absolute deviation, which for normal values is the
 * standard deviation, and which a few wild values do not move (Hampel 1974).
 */
final class PriceBand {
    static final int WINDOW = 50;
    static final int LEAST = 20;
    static final double SPREADS = 10;

    private static final double NORMAL = 1.4826;

    private final double share;
    private final double[] newest = new double[WINDOW];
    private final double[] sorted = new double[WINDOW];
    private final double[] deviations = new double[WINDOW];
    private int size;
    private int next;

    /** @param percent of the median that is in the band however calm the market is */
    PriceBand(double percent) {
        this.share = percent / 100;
    }

    void add(double price) {
        if (size == WINDOW) {
            removeSorted(newest[next]);
        }
        newest[next] = price;
        next = (next + 1) % WINDOW;
        int at = Arrays.binarySearch(sorted, 0, size, price);
        int place = at < 0 ? -at - 1 : at;
        System.arraycopy(sorted, place, sorted, place + 1, size - place);
        sorted[place] = price;
        size++;
    }

    private void removeSorted(double price) {
        int at = Arrays.binarySearch(sorted, 0, size, price);
        System.arraycopy(sorted, at + 1, sorted, at, size - at - 1);
        size--;
    }

    void clear() {
        size = 0;
        next = 0;
    }

    /** Whether the price is outside; never while too few trades are known. */
    boolean isOutside(double price) {
        if (size < LEAST) {
            return false;
        }
        double distance = Math.abs(price - median());
        // Nearly every price is well inside, so that the spread is not needed.
        return distance > share * median() && distance > SPREADS * spread();
    }

    /** Whether two prices are as near as calm markets have them. */
    boolean isNear(double one, double other) {
        return Math.abs(one - other) <= share * Math.abs(other);
    }

    double median() {
        return middle(sorted, size);
    }

    private double spread() {
        double median = median();
        for (int i = 0; i < size; i++) {
            deviations[i] = Math.abs(sorted[i] - median);
        }
        Arrays.sort(deviations, 0, size);
        return NORMAL * middle(deviations, size);
    }

    private static double middle(double[] values, int count) {
        return count % 2 == 1 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
    }
}
