package dev.tradewind.sdk.market;

import dev.tradewind.sdk.instrument.InstrumentId;

/**
 * The best bid and ask.
 *
 * @param instrument whose
 * @param eventNanos when, by the venue's clock
 * @param bid highest price that somebody pays
 * @param ask lowest price that somebody takes
 */
public record Quote(InstrumentId instrument, long eventNanos, PriceLevel bid, PriceLevel ask) implements MarketEvent {}
