package dev.tradewind.runtime.node;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.BookView;
import dev.tradewind.sdk.market.DataQuality;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.Order;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.Portfolio;
import dev.tradewind.sdk.strategy.Position;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The engine's context of a strategy, less the instruments that it was not configured with. */
final class ScopedContext implements StrategyContext {
    private final StrategyContext outer;
    private final HostedStrategy.Scope scope;
    private boolean bars;

    ScopedContext(StrategyContext outer, HostedStrategy.Scope scope) {
        this.outer = outer;
        this.scope = scope;
    }

    /** Whether any bars were asked for. */
    boolean hasBars() {
        return bars;
    }

    @Override
    public long nowNanos() {
        return outer.nowNanos();
    }

    @Override
    public RandomGenerator random() {
        return outer.random();
    }

    @Override
    public List<Instrument> instruments() {
        return scope.instruments().stream().map(outer::instrument).toList();
    }

    @Override
    public Instrument instrument(InstrumentId id) {
        if (!scope.instruments().contains(id)) {
            throw new IllegalArgumentException(id + " is not among the strategy's instruments " + scope.instruments());
        }
        return outer.instrument(id);
    }

    @Override
    public void subscribeBars(InstrumentId instrument, Timeframe timeframe) {
        outer.subscribeBars(instrument, timeframe);
        bars = true;
    }

    @Override
    public OrderId submit(OrderRequest request) {
        instrument(request.instrument());
        return outer.submit(request);
    }

    @Override
    public List<OrderId> submitOneCancelsOther(OrderRequest first, OrderRequest second) {
        instrument(first.instrument());
        instrument(second.instrument());
        return outer.submitOneCancelsOther(first, second);
    }

    @Override
    public void cancel(OrderId id) {
        outer.cancel(id);
    }

    @Override
    public void cancel(OrderId id, String reason) {
        outer.cancel(id, reason);
    }

    @Override
    public void cancelAll(InstrumentId instrument) {
        outer.cancelAll(instrument);
    }

    @Override
    public void amend(OrderId id, Quantity quantity, OrderPrices prices) {
        outer.amend(id, quantity, prices);
    }

    @Override
    public Optional<Order> order(OrderId id) {
        return outer.order(id);
    }

    @Override
    public List<Order> openOrders(InstrumentId instrument) {
        return outer.openOrders(instrument);
    }

    @Override
    public Position position(InstrumentId instrument) {
        return outer.position(instrument);
    }

    @Override
    public Portfolio portfolio() {
        return outer.portfolio();
    }

    @Override
    public BookView book(InstrumentId instrument) {
        return outer.book(instrument);
    }

    @Override
    public Quantity entryQuantity(InstrumentId instrument) {
        return scope.size()
                .map(size -> instrument(instrument).roundedDownToLot(size))
                .orElseGet(() -> outer.entryQuantity(instrument));
    }

    @Override
    public String whyNoEntry(InstrumentId instrument) {
        return outer.whyNoEntry(instrument);
    }

    @Override
    public DataQuality dataQuality(InstrumentId instrument) {
        return outer.dataQuality(instrument);
    }

    @Override
    public boolean mayTakeRisk(InstrumentId instrument) {
        return outer.mayTakeRisk(instrument);
    }

    @Override
    public boolean isHistory() {
        return outer.isHistory();
    }

    @Override
    public void setTimer(String name, long atNanos) {
        outer.setTimer(name, atNanos);
    }

    @Override
    public void cancelTimer(String name) {
        outer.cancelTimer(name);
    }

    @Override
    public void skipped(InstrumentId instrument, Side side, String reason) {
        outer.skipped(instrument, side, reason);
    }
}
