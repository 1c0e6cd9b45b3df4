package dev.tradewind.strategy.smacross;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.Order;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.Portfolio;
import dev.tradewind.sdk.strategy.Position;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Keeps the orders of a strategy and fills each when it is told to. */
final class RecordingContext implements StrategyContext {
    final List<OrderRequest> placed = new ArrayList<>();
    final List<String> skipped = new ArrayList<>();
    int cancelled;

    private final Map<InstrumentId, Decimal> held = new TreeMap<>();
    private final List<OrderRequest> waiting = new ArrayList<>();
    private final Quantity size;

    RecordingContext(String size) {
        this.size = new Quantity(Decimal.parse(size));
    }

    void fillAll() {
        for (OrderRequest order : waiting) {
            Decimal quantity = order.quantity().value();
            held.merge(
                    order.instrument(),
                    order.side() == Side.BUY ? quantity : quantity.negate(),
                    Decimal::plus);
        }
        waiting.clear();
    }

    @Override
    public OrderId submit(OrderRequest request) {
        placed.add(request);
        waiting.add(request);
        return new OrderId(placed.size());
    }

    @Override
    public Position position(InstrumentId instrument) {
        return new Held(instrument, held.getOrDefault(instrument, Decimal.ZERO));
    }

    @Override
    public List<Order> openOrders(InstrumentId instrument) {
        if (waiting.isEmpty()) {
            return List.of();
        }
        // The strategy asks whether there is any, never what it is.
        return new java.util.AbstractList<>() {
            @Override
            public Order get(int index) {
                throw new UnsupportedOperationException();
            }

            @Override
            public int size() {
                return waiting.size();
            }
        };
    }

    @Override
    public void cancelAll(InstrumentId instrument) {
        cancelled += waiting.size();
        waiting.clear();
    }

    @Override
    public Quantity entryQuantity(InstrumentId instrument) {
        return size;
    }

    @Override
    public void skipped(InstrumentId instrument, Side side, String reason) {
        skipped.add(reason);
    }

    private record Held(InstrumentId instrument, Decimal signedQuantity) implements Position {
        @Override
        public @Nullable Price averagePrice() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Money realisedPnl() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Money unrealisedPnl() {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public long nowNanos() {
        throw new UnsupportedOperationException();
    }

    @Override
    public RandomGenerator random() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Instrument> instruments() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Instrument instrument(InstrumentId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void subscribeBars(InstrumentId instrument, Timeframe timeframe) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<OrderId> submitOneCancelsOther(OrderRequest first, OrderRequest second) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void cancel(OrderId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void amend(OrderId id, Quantity quantity, OrderPrices prices) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Order> order(OrderId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Portfolio portfolio() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setTimer(String name, long atNanos) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void cancelTimer(String name) {
        throw new UnsupportedOperationException();
    }
}
