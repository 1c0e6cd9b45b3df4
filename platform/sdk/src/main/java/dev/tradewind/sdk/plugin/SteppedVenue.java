package dev.tradewind.sdk.plugin;

/**
 * A venue whose time is moved by its host, as simulated ones are: it does nothing of itself, and the listener is called
 * within {@link #advanceTo} only, on the caller's thread and in order of time. One thread at a time.
 *
 * <p>A backtest advances from one {@link #nextNanos} to the next; a host that trades on paper advances to the time that
 * its clock shows, and sleeps until the next.
 */
public interface SteppedVenue extends VenueConnection {
    /** The venue's time, nanoseconds since the epoch: where it was last advanced to, its beginning before that. */
    long nanos();

    /**
     * When something next happens; {@link Long#MAX_VALUE} if never, {@link #nanos} if something is waiting to be told.
     */
    long nextNanos();

    /**
     * Lets everything happen that does so up to and including this time.
     *
     * @throws IllegalArgumentException if it is before {@link #nanos}
     * @throws IllegalStateException before {@link #start} and after {@link #close}
     */
    void advanceTo(long nanos);
}
