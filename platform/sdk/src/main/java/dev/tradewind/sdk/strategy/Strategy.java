package dev.tradewind.sdk.strategy;

import dev.tradewind.sdk.market.Bar;
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
