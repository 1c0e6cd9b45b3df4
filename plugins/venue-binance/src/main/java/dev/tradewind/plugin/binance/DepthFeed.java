package dev.tradewind.plugin.binance;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookDelta.Sequences;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import java.util.ArrayDeque;

/**
 * Makes a book's snapshot and changes of what Binance sends, by its documented rule: changes wait until a snapshot was
 * asked for and came; those that it holds are dropped; the first that follows has
 * {@code U <= lastUpdateId + 1 <= u}, and each after it begins where the one before ended. What does not is a gap, after
 * which another snapshot is asked for.
 *
 * <p>Under the teller's lock.
 */
final class DepthFeed {
    /** So many changes wait for a snapshot, which is over six minutes; then the oldest go, for a newer snapshot. */
    static final int MAX_WAITING = 4_096;

    private final Instrument instrument;
    private final Teller teller;
    private final ServerClock clock;
    private final Runnable ask;
    private final ArrayDeque<Change> waiting = new ArrayDeque<>();
    private boolean inStep;
    private boolean asked;
    private long last;
    private long gaps;

    /**
     * Changes of a book.
     *
     * @param first number of the first update
     * @param last number of the last
     * @param nanos when, by the exchange's clock
     * @param levels what changed
     */
    record Change(long first, long last, long nanos, BookLevels levels) {}

    /** @param ask asks for a snapshot, and returns at once; {@link #snapshot} or {@link #noSnapshot} is called then */
    DepthFeed(Instrument instrument, Teller teller, ServerClock clock, Runnable ask) {
        this.instrument = instrument;
        this.teller = teller;
        this.clock = clock;
        this.ask = ask;
    }

    long gaps() {
        return gaps;
    }

    void change(Change change) {
        if (inStep && change.last <= last) {
            return;
        }
        if (inStep && change.first <= last + 1) {
            tell(change);
            return;
        }
        if (inStep) {
            gaps++;
            inStep = false;
            teller.trouble(instrument.id(), "book: updates " + (last + 1) + " to " + (change.first - 1)
                    + " are missing; a new snapshot is asked for");
        }
        // A hole among those that wait: what came before it cannot be used with any snapshot that is still to come.
        if (!waiting.isEmpty() && change.first > waiting.peekLast().last + 1) {
            waiting.clear();
        }
        if (waiting.size() >= MAX_WAITING) {
            waiting.removeFirst();
        }
        waiting.add(change);
        if (!asked) {
            asked = true;
            ask.run();
        }
    }

    /** @return whether it is new enough; if not, another is needed */
    boolean snapshot(long number, BookLevels levels) {
        while (!waiting.isEmpty() && waiting.peekFirst().last <= number) {
            waiting.removeFirst();
        }
        if (!waiting.isEmpty() && waiting.peekFirst().first > number + 1) {
            return false;
        }
        asked = false;
        inStep = true;
        last = number;
        teller.market(new BookSnapshot(instrument.id(), clock.nanos(), number, levels));
        while (!waiting.isEmpty()) {
            tell(waiting.removeFirst());
        }
        return true;
    }

    /** There is none; the next change asks again. */
    void noSnapshot() {
        asked = false;
    }

    private void tell(Change change) {
        // Two streams overlap while one takes over from the other: what is told goes on from what was told.
        teller.market(new BookDelta(
                instrument.id(),
                change.nanos,
                new Sequences(last, Math.max(change.first, last + 1), change.last),
                change.levels));
        last = change.last;
    }
}
