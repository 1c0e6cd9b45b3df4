package dev.tradewind.sdk.strategy;

import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.DataQuality;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.OrderUpdate;

/**
 * A trading strategy. The engine calls it on one thread; it must be deterministic: no clock but
 * {@link StrategyContext#nowNanos()}, no randomness but {@link StrategyContext#random()}, no threads, no I/O.
 *
 * <p>Every callback has a default that does nothing, so that a strategy implements what it needs. An exception in a
 * callback stops the strategy; an order that makes no sense is denied and reported, never thrown.
 */
public interface Strategy {
    /** Called once before the first event. Subscribe to derived bars and set timers here. */
    default void onStart(StrategyContext context) {}

    /** A bar closed. */
    default void onBar(Bar bar, StrategyContext context) {}

    /**
     * A bar of the past: from before the start, as many as {@link #warmUpBars} asked for, or of an outage, told once
     * the missing data was fetched. Bars come in order of time, here or to {@link #onBar}, none twice. Orders that are
     * placed in here are denied, and {@link StrategyContext#isHistory} is true. What is done unless overridden: the
     * same as with any bar.
     */
    default void onHistory(Bar bar, StrategyContext context) {
        onBar(bar, context);
    }

    /** How many bars of its length it wants to see before it decides anything; 0 for none. */
    default int warmUpBars() {
        return 0;
    }

    /** The data of an instrument became bad, bad in another way, or good again. */
    default void onDataQuality(DataQuality quality, StrategyContext context) {}

    /** The best bid or ask changed. */
    default void onQuote(Quote quote, StrategyContext context) {}

    /** Somebody traded. */
    default void onTrade(TradeTick trade, StrategyContext context) {}

    /** A book snapshot or delta, or a funding rate, arrived. */
    default void onBook(MarketEvent event, StrategyContext context) {}

    /** Something happened to an order of this strategy. */
    default void onOrder(OrderUpdate update, StrategyContext context) {}

    /** A timer of this strategy went off. */
    default void onTimer(String name, StrategyContext context) {}
}
