package dev.tradewind.runtime.node;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The time that events are stamped with: nanoseconds since the epoch that never fall. Between two looks it goes as the
 * monotonic clock goes, so that it does not stand still while a wall clock that was put back catches up; a wall clock
 * that is ahead by more than a second, as after a suspend, is followed.
 */
final class NodeClock implements LongSupplier {
    private static final long FOLLOW_NANOS = 1_000_000_000L;

    private final LongSupplier wall;
    private final LongSupplier monotonic;
    private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);
    private volatile Anchor anchor;

    private record Anchor(long wallNanos, long monotonicNanos) {}

    NodeClock() {
        this(() -> System.currentTimeMillis() * 1_000_000L, System::nanoTime);
    }

    /**
     * @param wall nanoseconds since the epoch; may jump
     * @param monotonic nanoseconds from any beginning; does not
     */
    NodeClock(LongSupplier wall, LongSupplier monotonic) {
        this.wall = wall;
        this.monotonic = monotonic;
        this.anchor = new Anchor(wall.getAsLong(), monotonic.getAsLong());
    }

    /** Not before this from now on: where the journal ended, whatever the wall clock says today. */
    void startFrom(long nanos) {
        long now = getAsLong();
        if (nanos > now) {
            anchor = new Anchor(nanos, monotonic.getAsLong());
        }
    }

    @Override
    public long getAsLong() {
        Anchor from = anchor;
        long passed = monotonic.getAsLong() - from.monotonicNanos();
        long steady = from.wallNanos() + Math.max(0, passed);
        long shown = wall.getAsLong();
        if (shown - steady > FOLLOW_NANOS) {
            anchor = new Anchor(shown, monotonic.getAsLong());
            steady = shown;
        }
        return last.accumulateAndGet(steady, Math::max);
    }

    /** How far the wall clock is behind what events are stamped with; positive after it was put back. */
    long behindNanos() {
        return getAsLong() - wall.getAsLong();
    }
}
