package dev.tradewind.simulation.synthetic;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is traded at a synthetic exchange; how, is stated in {@code docs/venues.md}. The same on every machine for the
 * same arguments.
 *
 * @param seed the same seed gives the same market
 * @param startNanos when it opens, nanoseconds since the epoch, 1970 to 2100
 * @param listings what is traded, 1 to 64
 * @param correlation between the listings' values, in their order
 */
public record TickMarket(long seed, long startNanos, List<Listing> listings, Correlation correlation) {
    private static final int MOST_LISTINGS = 64;
    private static final long YEAR_2100 = 4_102_444_800_000_000_000L;
    private static final double DEFAULT_CORRELATION = 0.6;

    /** @throws IllegalArgumentException if an argument is out of its range, or an instrument is listed twice */
    public TickMarket {
        listings = List.copyOf(listings);
        if (listings.isEmpty() || listings.size() > MOST_LISTINGS) {
            throw new IllegalArgumentException(
                    "a synthetic exchange has 1 to " + MOST_LISTINGS + " instruments, was " + listings.size());
        }
        if (startNanos < TickRoom.WARM_UP_NANOS || startNanos > YEAR_2100) {
            throw new IllegalArgumentException("the start must be between 1970 and 2100");
        }
        if (correlation.size() != listings.size()) {
            throw new IllegalArgumentException("there are " + listings.size() + " instruments, and correlations of "
                    + correlation.size());
        }
        Set<InstrumentId> seen = new LinkedHashSet<>();
        for (Listing listing : listings) {
            if (!seen.add(listing.instrument().id())) {
                throw new IllegalArgumentException(listing.instrument().id() + " is listed twice");
            }
        }
    }

    /** Starts in 2024, at 10,000 ticks each, with a correlation of 0.6 between any two. */
    public static TickMarket of(long seed, List<Instrument> instruments) {
        return new TickMarket(
                seed,
                SyntheticMarket.DEFAULT_START_NANOS,
                instruments.stream().map(Listing::of).toList(),
                Correlation.equal(instruments.size(), DEFAULT_CORRELATION));
    }

    /** The same market, from another time on. */
    public TickMarket startingAt(long newStartNanos) {
        return new TickMarket(seed, newStartNanos, listings, correlation);
    }

    int indexOf(InstrumentId id) {
        for (int i = 0; i < listings.size(); i++) {
            if (listings.get(i).instrument().id().equals(id)) {
                return i;
            }
        }
        throw new IllegalArgumentException(id + " is not listed at the synthetic exchange");
    }
}
