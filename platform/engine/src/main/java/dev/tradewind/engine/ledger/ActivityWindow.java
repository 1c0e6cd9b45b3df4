package dev.tradewind.engine.ledger;

import dev.tradewind.sdk.order.OrderRequest;
import org.jspecify.annotations.Nullable;

/**
 * The account's last {@value #CAPACITY} orders that were not denied at once, for limits on their rate: one that never
 * left uses up no rate, or a strategy that asks again and again would keep itself and others denied for ever. A count
 * that would be higher is reported as {@value #CAPACITY}: no sensible limit is.
 */
public final class ActivityWindow {
    static final int CAPACITY = 1024;

    private static final long SECOND = 1_000_000_000L;

    private final long[] times = new long[CAPACITY];
    private final @Nullable OrderRequest[] requests = new OrderRequest[CAPACITY];
    /** Of what {@link #asksTheSame} compares, so that most others are told apart by one number. */
    private final int[] keys = new int[CAPACITY];
    /** Number of the newest order with such a key, and of the one before each; one more than it is, 0 for none. */
    private final long[] newest = new long[2 * CAPACITY];
    private final long[] before = new long[CAPACITY];
    private long count;

    /** Orders before this one were written over. */
    private long firstKnown;

    /** Requests before this one are too old to be asked for again, and have been let go. */
    private long firstKept;

    /** @param request null where it is too old to be kept, as in a snapshot */
    void add(long timeNanos, @Nullable OrderRequest request) {
        firstKnown = Math.max(firstKnown, count + 1 - CAPACITY);
        firstKept = Math.max(firstKept, count - CAPACITY);
        while (firstKept < count && times[(int) (firstKept % CAPACITY)] <= timeNanos - SECOND) {
            requests[(int) (firstKept++ % CAPACITY)] = null;
        }
        int slot = (int) (count++ % CAPACITY);
        times[slot] = timeNanos;
        requests[slot] = request;
        int key = request == null ? 0 : keyOf(request);
        keys[slot] = key;
        before[slot] = newest[chainOf(key)];
        newest[chainOf(key)] = count;
    }

    private static int chainOf(int key) {
        return (key ^ key >>> 16) & (2 * CAPACITY - 1);
    }

    /** Takes back the newest: it was denied. What it was written over stays unknown. */
    void takeBack() {
        if (count > firstKnown) {
            count--;
            firstKept = Math.min(firstKept, count);
            int slot = (int) (count % CAPACITY);
            requests[slot] = null;
            // Whoever is written here next has another key perhaps: the chain must not lead through it.
            newest[chainOf(keys[slot])] = before[slot];
        }
    }

    /** Orders in the last {@code seconds} before {@code nowNanos}, apart from the newest {@code skip}. */
    public int ordersWithin(long nowNanos, long seconds, int skip) {
        return (int) Math.max(0, count - skip - firstAfter(nowNanos - seconds * SECOND));
    }

    /** Number of the oldest order after this time; that of the next to come where there is none. */
    private long firstAfter(long nanos) {
        long low = firstKnown;
        long high = count;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (times[(int) (middle % CAPACITY)] > nanos) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Orders in the last second that ask for the same as this one, apart from the newest {@code skip}. */
    public int duplicatesWithinSecond(long nowNanos, OrderRequest request, int skip) {
        int found = 0;
        int key = keyOf(request);
        long first = firstAfter(nowNanos - SECOND);
        long i = newest[chainOf(key)] - 1;
        while (i >= first) {
            int slot = (int) (i % CAPACITY);
            OrderRequest other = i < count - skip && keys[slot] == key ? requests[slot] : null;
            if (other != null && asksTheSame(other, request)) {
                found++;
            }
            i = before[slot] - 1;
        }
        return found;
    }

    private static int keyOf(OrderRequest request) {
        int key = 31 * request.side().ordinal() + request.type().ordinal();
        key = 31 * key + request.instrument().hashCode();
        key = 31 * key + request.quantity().hashCode();
        return 31 * key + request.prices().hashCode();
    }

    private static boolean asksTheSame(OrderRequest one, OrderRequest other) {
        return one.side() == other.side()
                && one.type() == other.type()
                && one.instrument().equals(other.instrument())
                && one.quantity().equals(other.quantity())
                && one.prices().equals(other.prices());
    }

    /** Entries still held, oldest first: what a snapshot must carry. */
    int size() {
        return (int) (count - firstKnown);
    }

    long timeAt(int index) {
        return times[(int) ((count - size() + index) % CAPACITY)];
    }

    /** Null where it was too old to be kept. */
    @Nullable OrderRequest requestAt(int index) {
        return requests[(int) ((count - size() + index) % CAPACITY)];
    }
}
