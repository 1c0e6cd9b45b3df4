package dev.tradewind.runtime.node;

import dev.tradewind.runtime.node.FeedPosition.Mark;
import dev.tradewind.runtime.node.FeedPosition.Range;
import dev.tradewind.sdk.market.Bar;
import java.util.ArrayList;
import java.util.List;

/** What a shard took and did not journal since the last batch: it goes with the next one. One thread. */
final class Interleaving {
    /** A shard that decides nothing for long still notes what it took, before this grows. */
    private static final int MOST = 256;

    private final String feed;
    private final List<Range> ranges = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final List<Long> skipped = new ArrayList<>();
    private long generation;
    private long applied;
    private int items;
    private long nanos = Long.MIN_VALUE;

    Interleaving(String feed, long generation) {
        this.feed = feed;
        this.generation = generation;
    }

    /** A new engine goes on: it begins with the books. */
    void restart(long newGeneration) {
        generation = newGeneration;
        ranges.clear();
        marks.clear();
        skipped.clear();
        items = 0;
        nanos = Long.MIN_VALUE;
    }

    /** An event is not told; that is noted with the one that is taken next. */
    void skip(long number) {
        skipped.add(number);
    }

    /**
     * An event is taken.
     *
     * @param decidedNanos the time that the engine is given
     */
    void market(Inbox.Market market, long decidedNanos) {
        for (long number : skipped) {
            ranges.add(new Range(items, number, number, false));
        }
        skipped.clear();
        if (market.droppedFrom() != 0) {
            boolean books = !(market.event() instanceof Bar);
            ranges.add(new Range(
                    items, market.droppedFrom(), books ? market.number() : market.number() - 1, books));
        }
        if (decidedNanos != Math.max(nanos, market.receivedNanos())) {
            marks.add(new Mark(items, false, decidedNanos));
        }
        nanos = decidedNanos;
        applied = market.number();
        items++;
    }

    /** A tick of the clock let timers go off, and is not journaled. */
    void tick(long decidedNanos) {
        marks.add(new Mark(items, true, decidedNanos));
        nanos = decidedNanos;
    }

    boolean isFull() {
        return ranges.size() >= MOST || marks.size() >= MOST;
    }

    /**
     * For a batch, which the next one begins after.
     *
     * @param inputNanos the time of its input
     */
    FeedPosition take(long inputNanos) {
        FeedPosition position = new FeedPosition(feed, applied, items, generation, ranges, marks);
        ranges.clear();
        marks.clear();
        items = 0;
        nanos = Math.max(nanos, inputNanos);
        return position;
    }
}
