package dev.tradewind.policy.surveillance;

import java.util.ArrayDeque;
import java.util.Iterator;

/** The last ids with their times. */
final class Recent {
    static final int MOST = 500;

    private final ArrayDeque<Named> last = new ArrayDeque<>();

    private record Named(long nanos, String id) {}

    void add(long nanos, String id) {
        if (last.size() == MOST) {
            last.removeFirst();
        }
        last.addLast(new Named(nanos, id));
    }

    /** Those at or after a time, the newest first. */
    Ids since(long nanos) {
        Ids ids = new Ids();
        Iterator<Named> newestFirst = last.descendingIterator();
        while (newestFirst.hasNext()) {
            Named named = newestFirst.next();
            if (named.nanos() < nanos) {
                break;
            }
            ids.add(named.id());
        }
        return ids;
    }
}
