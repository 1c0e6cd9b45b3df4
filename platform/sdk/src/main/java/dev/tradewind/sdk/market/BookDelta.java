package dev.tradewind.sdk.market;

import dev.tradewind.sdk.instrument.InstrumentId;
import java.util.List;

/**
 * Levels of an order book that changed.
 *
 * @param instrument whose book
 * @param eventNanos when, by the venue's clock
 * @param sequences the venue's numbers of the first and last update held here
 * @param bids changed bid levels; quantity zero removes one
 * @param asks changed ask levels
 */
public record BookDelta(
        InstrumentId instrument, long eventNanos, Sequences sequences, List<PriceLevel> bids, List<PriceLevel> asks)
        implements MarketEvent {
    public BookDelta {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }

    /**
     * Update numbers, by which gaps are found.
     *
     * @param first number of the first update
     * @param last number of the last update
     */
    public record Sequences(long first, long last) {
        /** @throws IllegalArgumentException if last is before first */
        public Sequences {
            if (last < first) {
                throw new IllegalArgumentException("last update " + last + " is before first " + first);
            }
        }
    }
}
