package dev.tradewind.simulation.backtest;

import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.OrderUpdate;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Price;

/** A {@link RandomTrader} that acts on ticks and on a timer. */
final class RandomTickTrader implements Strategy {
    private final RandomTrader trader;

    RandomTickTrader(long seed) {
        trader = new RandomTrader(seed);
    }

    @Override
    public void onStart(StrategyContext context) {
        context.setTimer("tick", context.nowNanos() + 100 * TickRuns.MILLI);
    }

    @Override
    public void onTimer(String name, StrategyContext context) {
        context.setTimer("tick", context.nowNanos() + 100 * TickRuns.MILLI);
    }

    @Override
    public void onBook(MarketEvent event, StrategyContext context) {
        Price price =
                switch (event) {
                    case BookDelta delta when delta.levels().size() > 0 -> delta.levels().level(0).price();
                    case BookSnapshot snapshot -> snapshot.levels().level(0).price();
                    default -> Price.of("100");
                };
        act(event, price, context);
    }

    @Override
    public void onQuote(Quote quote, StrategyContext context) {
        act(quote, quote.bid().price(), context);
    }

    @Override
    public void onTrade(TradeTick trade, StrategyContext context) {
        act(trade, trade.price(), context);
    }

    @Override
    public void onOrder(OrderUpdate update, StrategyContext context) {
        trader.onOrder(update, context);
    }

    private void act(MarketEvent event, Price price, StrategyContext context) {
        String text = price.toString();
        trader.onBar(
                Bar.of(event.instrument(), Timeframe.MINUTE_1, context.nowNanos(), text, text, text, text, "1"),
                context);
    }
}
