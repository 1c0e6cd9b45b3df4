package dev.tradewind.sdk.market;

import dev.tradewind.sdk.instrument.InstrumentId;

/**
 * Levels of an order book that changed.
 *
 * @param instrument whose book
 * @param eventNanos when, by the venue's clock
 * @param sequences the venue's numbers of the updates held here, by which gaps are found
 * @param levels what changed; quantity zero removes a level
 */
public record BookDelta(InstrumentId instrument, long eventNanos, Sequences sequences, BookLevels levels)
        implements MarketEvent {

    /**
     * Update numbers.
     *
     * @param previous number of the last update before these; {@link #UNKNOWN} where the venue does not say, so that
     *     gaps cannot be seen
     * @param first number of the first update
     * @param last number of the last update
     */
    public record Sequences(long previous, long first, long last) {
        public static final long UNKNOWN = -1;

        /** Of a venue that does not number its updates. */
        public static final Sequences NONE = new Sequences(UNKNOWN, UNKNOWN, UNKNOWN);

        /** @throws IllegalArgumentException if they are not in order */
        public Sequences {
            if (last < first || (previous != UNKNOWN && previous >= last)) {
                throw new IllegalArgumentException(
                        "updates are not in order: previous " + previous + ", first " + first + ", last " + last);
            }
        }

        /** Of a venue whose numbers have no holes: the update before these is the one before the first. */
        public static Sequences contiguous(long first, long last) {
            return new Sequences(first - 1, first, last);
        }
    }
}
