package dev.tradewind.sdk.market;

import dev.tradewind.sdk.instrument.InstrumentId;

/** Something that a market said. */
public sealed interface MarketEvent permits Bar, TradeTick, Quote, BookDelta, BookSnapshot, FundingRate {
    InstrumentId instrument();

    /** When it happened, by the venue's clock: nanoseconds since the epoch. A bar's is the end of its interval. */
    long eventNanos();
}
