package dev.tradewind.sdk.market;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;

/**
 * One trade that the venue printed.
 *
 * @param instrument what was traded
 * @param eventNanos when, by the venue's clock
 * @param price at which price
 * @param quantity how much
 * @param aggressor which side took liquidity
 * @param tradeId the venue's id of the trade
 */
public record TradeTick(
        InstrumentId instrument, long eventNanos, Price price, Quantity quantity, Side aggressor, String tradeId)
        implements MarketEvent {}
