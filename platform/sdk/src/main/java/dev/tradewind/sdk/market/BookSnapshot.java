package dev.tradewind.sdk.market;

import dev.tradewind.sdk.instrument.InstrumentId;
import java.util.List;

/**
 * A whole order book, or its top levels.
 *
 * @param instrument whose book
 * @param eventNanos when, by the venue's clock
 * @param sequence the venue's number of the last update that the snapshot holds
 * @param bids bid levels, highest first
 * @param asks ask levels, lowest first
 */
public record BookSnapshot(
        InstrumentId instrument, long eventNanos, long sequence, List<PriceLevel> bids, List<PriceLevel> asks)
        implements MarketEvent {
    public BookSnapshot {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }
}
