package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.plugin.SteppedVenue;
import java.util.function.LongSupplier;

/**
 * Moves a venue's time along with a clock: at the clock's own pace, so many times as fast, or from one event to the
 * next as fast as possible. The host calls {@link #step} and sleeps for as long as it is told.
 *
 * <pre>{@code
 * VenuePace pace = VenuePace.times(10, venue, System::nanoTime);
 * for (long wait = pace.step(); wait != VenuePace.NEVER; wait = pace.step()) {
 *     LockSupport.parkNanos(wait);
 * }
 * }</pre>
 */
public final class VenuePace {
    /** There is nothing to wait for. */
    public static final long NEVER = Long.MAX_VALUE;

    /** As fast as a pace can be named; beyond, go without a clock. */
    public static final int FASTEST = 1_000_000;

    private final SteppedVenue venue;
    private final LongSupplier clock;
    private final int times;
    private final long venueStart;
    private final long clockStart;

    private VenuePace(SteppedVenue venue, LongSupplier clock, int times) {
        this.venue = venue;
        this.clock = clock;
        this.times = times;
        this.venueStart = venue.nanos();
        this.clockStart = clock.getAsLong();
    }

    /**
     * So many times as fast as the clock, from now on.
     *
     * @param times 1 to {@link #FASTEST}
     * @param clock in nanoseconds from any beginning; never goes back
     * @throws IllegalArgumentException if the pace is out of its range
     */
    public static VenuePace times(int times, SteppedVenue venue, LongSupplier clock) {
        if (times < 1 || times > FASTEST) {
            throw new IllegalArgumentException("the speed must be 1 to " + FASTEST + " times, was " + times);
        }
        return new VenuePace(venue, clock, times);
    }

    /** From one event to the next, without waiting. */
    public static VenuePace asFastAsPossible(SteppedVenue venue) {
        return new VenuePace(venue, () -> 0, 0);
    }

    /** The venue's time as the clock has it now; where the venue is, without a clock. */
    public long nanos() {
        if (times == 0) {
            return venue.nanos();
        }
        long passed = Math.max(0, clock.getAsLong() - clockStart);
        return Math.max(venue.nanos(), Math.addExact(venueStart, Math.multiplyExact(passed, (long) times)));
    }

    /**
     * Lets happen at the venue what is due.
     *
     * @return after how many nanoseconds of the clock there is more to do, 0 for at once; {@link #NEVER} if the venue
     *     will do nothing more of itself
     */
    public long step() {
        long due = venue.nextNanos();
        if (due == NEVER) {
            return NEVER;
        }
        if (times == 0) {
            venue.advanceTo(due);
            return venue.nextNanos() == NEVER ? NEVER : 0;
        }
        venue.advanceTo(nanos());
        long next = venue.nextNanos();
        return next == NEVER ? NEVER : Math.ceilDiv(Math.max(0, next - nanos()), (long) times);
    }
}
