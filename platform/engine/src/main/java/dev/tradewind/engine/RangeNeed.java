package dev.tradewind.engine;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Timeframe;

/**
 * Bars of the past that guards need to measure an average true range, which no ledger holds.
 *
 * @param instrument of the bars
 * @param timeframe of the bars
 * @param bars how many
 */
public record RangeNeed(InstrumentId instrument, Timeframe timeframe, int bars) {}
