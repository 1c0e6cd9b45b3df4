package dev.tradewind.engine.ledger;

/**
 * When the account sent its last messages to venues: new orders, amendments and cancels. Holds those of a second, up to
 * {@value #CAPACITY}; a count that would be higher is reported as {@value #CAPACITY}, which is more than any sensible
 * limit.
 */
final class MessageWindow {
    static final int CAPACITY = 1024;

    private static final long SECOND = 1_000_000_000L;

    private final long[] times = new long[CAPACITY];
    private long first;
    private long count;

    void add(long timeNanos) {
        first = Math.max(first, count + 1 - CAPACITY);
        times[(int) (count++ % CAPACITY)] = timeNanos;
        while (first < count - 1 && times[(int) (first % CAPACITY)] <= timeNanos - SECOND) {
            first++;
        }
    }

    /** Messages in the last second before this time. */
    int withinSecond(long nowNanos) {
        long from = first;
        while (from < count && times[(int) (from % CAPACITY)] <= nowNanos - SECOND) {
            from++;
        }
        return (int) (count - from);
    }

    /** Messages still held, oldest first: what a snapshot must carry. */
    int size() {
        return (int) (count - first);
    }

    long timeAt(int index) {
        return times[(int) ((first + index) % CAPACITY)];
    }
}
