package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.simulation.data.Text;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Looks for levels whose size is far beyond the usual, in memory that does not grow. */
final class SizeWatch {
    /** Powers of two beyond the median that are usual still: some sizes are thousands of times it. */
    private static final int USUAL = 20;

    private static final int LISTED = 5;

    /** Below this many levels nothing can be said of what is usual. */
    private static final int LEAST = 20;

    /** Doubles of a size are that far apart; the smallest decimal has exponent -60. */
    private static final int OFFSET = 64;

    private final long[] byExponent = new long[2 * OFFSET + 1];
    private final PriorityQueue<Seen> largest = new PriorityQueue<>(Comparator.comparingDouble(Seen::size));
    private long count;

    /** A level and when it was received. */
    private record Seen(long nanos, boolean bid, PriceLevel level) {
        double size() {
            return level.quantity().value().toDouble();
        }
    }

    void take(long receivedNanos, BookLevels levels) {
        double unit = StrictMath.pow(10, -levels.scales().quantity());
        for (int i = 0; i < levels.size(); i++) {
            double size = levels.quantityUnscaled(i) * unit;
            if (size <= 0) {
                continue;
            }
            count++;
            byExponent[bucket(size)]++;
            Seen least = largest.peek();
            if (largest.size() < LISTED || (least != null && size > least.size())) {
                if (largest.size() == LISTED) {
                    largest.remove();
                }
                largest.add(new Seen(receivedNanos, i < levels.bids(), levels.level(i)));
            }
        }
    }

    private static int bucket(double size) {
        return Math.clamp(Math.getExponent(size) + OFFSET, 0, 2 * OFFSET);
    }

    /** The first bucket that is out of the usual. */
    private int limit() {
        if (count < LEAST) {
            return Integer.MAX_VALUE;
        }
        int median = 0;
        long below = byExponent[0];
        while (below * 2 < count) {
            median++;
            below += byExponent[median];
        }
        return median + USUAL;
    }

    /** Levels of more than about a million times the median's size. */
    long outliers() {
        long found = 0;
        int limit = limit();
        for (int i = byExponent.length - 1; i >= limit; i--) {
            found += byExponent[i];
        }
        return found;
    }

    /** The largest of them, as text, the largest first. */
    List<String> largest() {
        int limit = limit();
        return largest.stream()
                .filter(seen -> bucket(seen.size()) >= limit)
                .sorted(Comparator.comparingDouble(Seen::size).reversed())
                .map(seen -> Text.time(seen.nanos()) + ": " + (seen.bid() ? "bid" : "ask") + " of "
                        + seen.level().quantity() + " at " + seen.level().price() + ", far beyond the usual size")
                .toList();
    }
}
