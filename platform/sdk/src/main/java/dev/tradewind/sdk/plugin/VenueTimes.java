package dev.tradewind.sdk.plugin;

/**
 * How long it takes until silence means something. An order of unknown fate is closed or sent anew only when both have
 * passed and the venue, asked then, knows nothing of it.
 *
 * @param validityNanos so long after it was sent the venue may still act on a command, such as its receive window
 * @param queryLagNanos so long after it happened something may be missing in the answers to {@link VenueQueries}
 */
public record VenueTimes(long validityNanos, long queryLagNanos) {
    /** Of a venue in the same process, which has acted when it has answered. */
    public static final VenueTimes NONE = new VenueTimes(0, 0);

    /** @throws IllegalArgumentException if one is negative */
    public VenueTimes {
        if (validityNanos < 0 || queryLagNanos < 0) {
            throw new IllegalArgumentException("times are not negative: " + validityNanos + ", " + queryLagNanos);
        }
    }
}
