package dev.tradewind.sdk.market;

import dev.tradewind.sdk.instrument.InstrumentId;

/**
 * A whole order book, or its top levels.
 *
 * @param instrument whose book
 * @param eventNanos when, by the venue's clock
 * @param sequence the venue's number of the last update that the snapshot holds; {@link BookDelta.Sequences#UNKNOWN}
 *     where the venue does not number them
 * @param levels bids highest first, then asks lowest first; no quantity is zero
 */
public record BookSnapshot(InstrumentId instrument, long eventNanos, long sequence, BookLevels levels)
        implements MarketEvent {}
