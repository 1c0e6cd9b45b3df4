package dev.tradewind.sdk.market;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.value.Decimal;

/**
 * A funding payment of a perpetual contract.
 *
 * @param instrument the contract
 * @param eventNanos when it is paid
 * @param rate fraction of the position's notional that longs pay to shorts (negative: the other way)
 */
public record FundingRate(InstrumentId instrument, long eventNanos, Decimal rate) implements MarketEvent {}
