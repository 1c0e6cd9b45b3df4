package dev.tradewind.runtime.node;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time that events are stamped with: nanoseconds since the epoch that never fall. Between two looks it goes as the
 * monotonic clock goes; a wall clock that is ahead by more than a second, as after a suspend, is followed. While it is
 * ahead of a wall clock that was put back by more than a second, it goes at half speed until that has caught up: it
 * neither stands still nor stays apart from the clocks of venues for ever.
 */
final class NodeClock implements LongSupplier {
    private static final Logger LOG = LoggerFactory.getLogger(NodeClock.class);

    private static final long FOLLOW_NANOS = 1_000_000_000L;

    private final LongSupplier wall;
    private final LongSupplier monotonic;
    private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);
    private volatile Anchor anchor;

    private record Anchor(long wallNanos, long monotonicNanos, boolean slow) {
        long now(long monotonicNow) {
            long passed = Math.max(0, monotonicNow - monotonicNanos);
            return wallNanos + (slow ? passed / 2 : passed);
        }
    }

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
        this.anchor = new Anchor(wall.getAsLong(), monotonic.getAsLong(), false);
    }

    /** Not before this from now on: where the journal ended, whatever the wall clock says today. */
    void startFrom(long nanos) {
        long now = getAsLong();
        if (nanos > now) {
            anchor = new Anchor(nanos, monotonic.getAsLong(), false);
        }
    }

    @Override
    public long getAsLong() {
        Anchor from = anchor;
        long steady = from.now(monotonic.getAsLong());
        long ahead = steady - wall.getAsLong();
        if (ahead < -FOLLOW_NANOS || (from.slow() ? ahead <= 0 : ahead > FOLLOW_NANOS)) {
            steady = adjust();
        }
        return last.accumulateAndGet(steady, Math::max);
    }

    private synchronized long adjust() {
        long now = monotonic.getAsLong();
        long steady = anchor.now(now);
        long shown = wall.getAsLong();
        long ahead = steady - shown;
        if (ahead < -FOLLOW_NANOS) {
            anchor = new Anchor(shown, now, false);
            return shown;
        }
        if (!anchor.slow() && ahead > FOLLOW_NANOS) {
            LOG.warn(
                    "ALERT this machine's clock is {} s behind what was journaled: it was wrong or is; time goes at"
                            + " half speed until they meet",
                    ahead / FOLLOW_NANOS);
            anchor = new Anchor(steady, now, true);
        } else if (anchor.slow() && ahead <= 0) {
            LOG.info("this machine's clock and what was journaled have met");
            anchor = new Anchor(steady, now, false);
        }
        return steady;
    }

    /** How far the wall clock is behind what events are stamped with; positive after it was put back. */
    long behindNanos() {
        return getAsLong() - wall.getAsLong();
    }
}
