package dev.tradewind.runtime.node;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.DataQuality;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Order;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.OrderUpdate;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Decimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A strategy that sees its own instruments and bars alone, and whose callbacks are watched. */
final class HostedStrategy implements Strategy {
    /** Not the strategy's own wish: nobody would know why else. */
    private static final String FORGOTTEN = "the strategies of the account began anew: it is of an instance before";

    private final String name;
    private final Strategy strategy;
    private final Scope scope;
    private final CallbackWatch watch;
    private final Set<InstrumentId> instruments;
    private @Nullable ScopedContext context;
    private boolean started;

    /**
     * What a strategy is configured with.
     *
     * @param size of its entries; empty for the account's
     * @param bars length of its bars; empty for none but those that it asks for itself
     * @param warmUp how many bars of the past it gets at the start; empty for as many as it asks for
     */
    record Scope(
            List<InstrumentId> instruments,
            Optional<Decimal> size,
            Optional<Timeframe> bars,
            Optional<Integer> warmUp) {
        Scope {
            instruments = List.copyOf(instruments);
        }
    }

    HostedStrategy(String name, Strategy strategy, Scope scope, CallbackWatch watch) {
        this.name = name;
        this.strategy = strategy;
        this.scope = scope;
        this.watch = watch;
        this.instruments = new LinkedHashSet<>(scope.instruments());
    }

    private ScopedContext scoped(StrategyContext outer) {
        ScopedContext known = context;
        if (known == null) {
            known = new ScopedContext(outer, scope);
            context = known;
        }
        return known;
    }

    @Override
    public void onStart(StrategyContext outer) {
        started = true;
        ScopedContext inner = scoped(outer);
        cancelForgotten(outer);
        scope.bars().ifPresent(bars -> scope.instruments().forEach(id -> inner.subscribeBars(id, bars)));
        watch.begin(name, "onStart");
        strategy.onStart(inner);
        watch.end();
    }

    /** A new instance knows nothing of the entry orders of the one before: they would rest and fill for nobody. */
    private void cancelForgotten(StrategyContext outer) {
        // Also in instruments that it does not trade any more.
        for (Instrument instrument : outer.instruments()) {
            for (Order order : outer.openOrders(instrument.id())) {
                if (!order.request().conditions().reduceOnly() && order.status() != OrderStatus.PENDING_CANCEL) {
                    outer.cancel(order.id(), FORGOTTEN);
                }
            }
        }
    }

    @Override
    public void onBar(Bar bar, StrategyContext outer) {
        ScopedContext inner = scoped(outer);
        if (inner.hasBars() && instruments.contains(bar.instrument())) {
            watch.begin(name, "onBar");
            strategy.onBar(bar, inner);
            watch.end();
        }
    }

    @Override
    public void onHistory(Bar bar, StrategyContext outer) {
        ScopedContext inner = scoped(outer);
        if (inner.hasBars() && instruments.contains(bar.instrument())) {
            watch.begin(name, "onHistory");
            strategy.onHistory(bar, inner);
            watch.end();
        }
    }

    @Override
    public void onDataQuality(DataQuality quality, StrategyContext outer) {
        if (instruments.contains(quality.instrument())) {
            watch.begin(name, "onDataQuality");
            strategy.onDataQuality(quality, scoped(outer));
            watch.end();
        }
    }

    @Override
    public int warmUpBars() {
        return strategy.warmUpBars();
    }

    @Override
    public void onQuote(Quote quote, StrategyContext outer) {
        if (started && instruments.contains(quote.instrument())) {
            watch.begin(name, "onQuote");
            strategy.onQuote(quote, scoped(outer));
            watch.end();
        }
    }

    @Override
    public void onTrade(TradeTick trade, StrategyContext outer) {
        if (started && instruments.contains(trade.instrument())) {
            watch.begin(name, "onTrade");
            strategy.onTrade(trade, scoped(outer));
            watch.end();
        }
    }

    @Override
    public void onBook(MarketEvent event, StrategyContext outer) {
        if (started && instruments.contains(event.instrument())) {
            watch.begin(name, "onBook");
            strategy.onBook(event, scoped(outer));
            watch.end();
        }
    }

    @Override
    public void onOrder(OrderUpdate update, StrategyContext outer) {
        watch.begin(name, "onOrder");
        strategy.onOrder(update, scoped(outer));
        watch.end();
    }

    @Override
    public void onTimer(String timer, StrategyContext outer) {
        watch.begin(name, "onTimer");
        strategy.onTimer(timer, scoped(outer));
        watch.end();
    }
}
