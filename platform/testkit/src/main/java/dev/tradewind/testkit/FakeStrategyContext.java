package dev.tradewind.testkit;

import dev.tradewind.sdk.instrument.ContractTerms;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookView;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.Order;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.OrderUpdate;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.Portfolio;
import dev.tradewind.sdk.strategy.Position;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A strategy's surroundings without an engine, for unit tests of strategies that trade with market orders.
 * {@link #feed} fills what is open at the open of the bar, tells the strategy, then shows it the bar; so an order never
 * fills inside the bar that caused it. {@link #denyOrders} makes the house refuse everything, {@link #holdFills} makes
 * orders rest until they are let go. Orders that are not market orders stay open until cancelled. Positions are kept at
 * average cost, spot-like (multiplier 1), without fees. Everything that was asked for can be read back.
 *
 * <p>It knows no rules, no fees and no margin: results belong in a backtest, decisions here.
 */
public final class FakeStrategyContext implements StrategyContext {
    /** A spot instrument with a tick and lot of 0.01. */
    public static final Instrument DEMO = spot("DEMO.TEST");

    /** A signal that the strategy did not trade. */
    public record Skipped(InstrumentId instrument, Side side, String reason) {}

    private final Map<InstrumentId, Instrument> instruments = new LinkedHashMap<>();
    private final Map<InstrumentId, FakePosition> positions = new LinkedHashMap<>();
    private final Map<OrderId, FakeOrder> orders = new LinkedHashMap<>();
    private final Map<InstrumentId, FakeBook> books = new LinkedHashMap<>();
    private final Map<OrderId, FakeOrder> open = new LinkedHashMap<>();
    private final Map<String, Long> timers = new TreeMap<>();
    private final List<OrderRequest> submitted = new ArrayList<>();
    private final List<Skipped> skippedSignals = new ArrayList<>();
    private final List<String> subscriptions = new ArrayList<>();
    private final RandomGenerator random = new SplittableRandom(1);
    private Quantity entrySize = Quantity.of("1");
    private Decimal cash = Decimal.of(10_000);
    private boolean denying;
    private boolean holding;
    private long now;
    private long trades;

    /** With {@link #DEMO} alone. */
    public FakeStrategyContext() {
        this(DEMO);
    }

    /** @throws IllegalArgumentException if there is no instrument */
    public FakeStrategyContext(Instrument... traded) {
        if (traded.length == 0) {
            throw new IllegalArgumentException("a strategy trades at least one instrument");
        }
        for (Instrument each : traded) {
            instruments.put(each.id(), each);
            positions.put(each.id(), new FakePosition(each));
        }
    }

    /** A spot instrument, quoted in USD, with a tick and lot of 0.01 and no minima. */
    public static Instrument spot(String id) {
        InstrumentId parsed = InstrumentId.parse(id);
        Decimal cent = Decimal.parse("0.01");
        return new Instrument(
                parsed,
                InstrumentKind.SPOT,
                new TradingSteps(cent, cent, Decimal.ZERO, Decimal.ZERO),
                ContractTerms.spot(Currency.of(parsed.symbol()), Currency.of("USD")),
                parsed.symbol() + "/USD");
    }

    /** How much {@link #entryQuantity} gives; 1 until this is called. */
    public FakeStrategyContext withEntryQuantity(String quantity) {
        entrySize = Quantity.of(quantity);
        return this;
    }

    /** From now on every order is denied, or no longer. */
    public void denyOrders(boolean deny) {
        denying = deny;
    }

    /** From now on orders stay open, or are filled again at the next bar. */
    public void holdFills(boolean hold) {
        holding = hold;
    }

    /** From now on {@link #book} shows these levels, best first, at the instrument's places. */
    public void showBook(InstrumentId instrument, BookLevels levels) {
        bookOf(instrument).show(levels, now);
    }

    /** Fills the open market orders of the bar's instrument at its open, then shows the strategy the bar. */
    public void feed(Strategy strategy, Bar bar) {
        now = bar.eventNanos();
        InstrumentId id = bar.instrument();
        tellOfDenials(strategy);
        for (Order order : openOrders(id)) {
            if (!holding && order.request().type() == OrderType.MARKET) {
                fill(strategy, (FakeOrder) order, bar.open());
            }
        }
        positionOf(id).lastPrice = bar.close();
        strategy.onBar(bar, this);
        tellOfDenials(strategy);
    }

    private void fill(Strategy strategy, FakeOrder order, Price price) {
        FakePosition position = positionOf(order.request.instrument());
        Quantity quantity = order.request.quantity();
        if (order.request.conditions().reduceOnly()) {
            boolean reduces = position.signedQuantity.signum() == -order.request.side().sign();
            quantity = reduces ? quantity.min(position.quantity()) : Quantity.ZERO;
        }
        if (quantity.isZero()) {
            close(strategy, order, OrderStatus.CANCELLED, "nothing to reduce");
            return;
        }
        Decimal value = price.value().times(quantity.value());
        order.filled = quantity;
        order.filledValue = value;
        cash = order.request.side() == Side.BUY ? cash.minus(value) : cash.plus(value);
        position.apply(order.request.side(), quantity.value(), price.value());
        trades++;
        Money fee = Money.zero(position.instrument.settlement());
        OrderStatus previous = order.status;
        order.status = OrderStatus.FILLED;
        open.remove(order.id);
        Fill fill = new Fill("T-" + trades, price, quantity, fee, Liquidity.TAKER);
        strategy.onOrder(new OrderUpdate(order, previous, fill, ""), this);
    }

    private void close(Strategy strategy, FakeOrder order, OrderStatus status, String reason) {
        OrderStatus previous = order.status;
        order.status = status;
        open.remove(order.id);
        strategy.onOrder(new OrderUpdate(order, previous, null, reason), this);
    }

    private void tellOfDenials(Strategy strategy) {
        for (FakeOrder order : List.copyOf(open.values())) {
            if (order.status == OrderStatus.INITIALISED) {
                close(strategy, order, OrderStatus.DENIED, "denied by the test");
            }
        }
    }

    /** Feeds bars of one price each, a minute apart, of the first instrument. */
    public void feedCloses(Strategy strategy, double... closes) {
        InstrumentId id = instruments.keySet().iterator().next();
        for (double close : closes) {
            String price = Decimal.of(close, RoundingMode.HALF_EVEN).toString();
            long end = now + Timeframe.MINUTE_1.nanos();
            feed(strategy, Bar.of(id, Timeframe.MINUTE_1, end, price, price, price, price, "1"));
        }
    }

    /** The sides of all requests so far, oldest first. */
    public List<Side> sides() {
        return submitted.stream().map(OrderRequest::side).toList();
    }

    /** How many requests there were so far. */
    public int submittedCount() {
        return submitted.size();
    }

    /** Every request so far, oldest first. */
    public List<OrderRequest> submitted() {
        return List.copyOf(submitted);
    }

    /** The last request. @throws java.util.NoSuchElementException if there was none */
    public OrderRequest lastSubmitted() {
        return submitted.getLast();
    }

    public List<Skipped> skippedSignals() {
        return List.copyOf(skippedSignals);
    }

    /** What was subscribed to, as {@code INSTRUMENT TIMEFRAME}. */
    public List<String> subscriptions() {
        return List.copyOf(subscriptions);
    }

    /** The timers that are set, by name. */
    public Map<String, Long> timers() {
        return new TreeMap<>(timers);
    }

    @Override
    public long nowNanos() {
        return now;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public List<Instrument> instruments() {
        return List.copyOf(instruments.values());
    }

    @Override
    public Instrument instrument(InstrumentId id) {
        return positionOf(id).instrument;
    }

    @Override
    public void subscribeBars(InstrumentId instrument, Timeframe timeframe) {
        subscriptions.add(instrument(instrument).id() + " " + timeframe);
    }

    @Override
    public OrderId submit(OrderRequest request) {
        submitted.add(request);
        OrderId id = new OrderId(submitted.size());
        OrderStatus status = denying ? OrderStatus.INITIALISED : OrderStatus.SUBMITTED;
        FakeOrder order = new FakeOrder(id, request, now, status);
        orders.put(id, order);
        open.put(id, order);
        return id;
    }

    @Override
    public List<OrderId> submitOneCancelsOther(OrderRequest first, OrderRequest second) {
        return List.of(submit(first), submit(second));
    }

    @Override
    public void cancel(OrderId id) {
        FakeOrder order = orders.get(id);
        if (order != null && !order.status.isClosed()) {
            order.status = OrderStatus.CANCELLED;
            open.remove(id);
        }
    }

    @Override
    public void cancelAll(InstrumentId instrument) {
        openOrders(instrument).forEach(order -> cancel(order.id()));
    }

    @Override
    public void amend(OrderId id, Quantity quantity, OrderPrices prices) {
        FakeOrder order = orders.get(id);
        if (order != null && !order.status.isClosed()) {
            order.request = order.request.withQuantity(quantity).withPrices(prices);
        }
    }

    @Override
    public Optional<Order> order(OrderId id) {
        return Optional.ofNullable(orders.get(id));
    }

    @Override
    public List<Order> openOrders(InstrumentId instrument) {
        if (open.isEmpty()) {
            return List.of();
        }
        List<Order> found = new ArrayList<>();
        for (FakeOrder order : open.values()) {
            if (order.request.instrument().equals(instrument)) {
                found.add(order);
            }
        }
        return found;
    }

    @Override
    public Position position(InstrumentId instrument) {
        return positionOf(instrument);
    }

    private FakePosition positionOf(InstrumentId id) {
        FakePosition position = positions.get(id);
        if (position == null) {
            throw new IllegalArgumentException("unknown instrument " + id + "; there are " + instruments.keySet());
        }
        return position;
    }

    @Override
    public BookView book(InstrumentId instrument) {
        return bookOf(instrument);
    }

    private FakeBook bookOf(InstrumentId instrument) {
        return books.computeIfAbsent(instrument, id -> new FakeBook(instrument(id)));
    }

    @Override
    public Portfolio portfolio() {
        return new FakePortfolio();
    }

    @Override
    public Quantity entryQuantity(InstrumentId instrument) {
        return instrument(instrument).roundedDownToLot(entrySize.value());
    }

    @Override
    public void setTimer(String name, long atNanos) {
        timers.put(name, atNanos);
    }

    @Override
    public void cancelTimer(String name) {
        timers.remove(name);
    }

    @Override
    public void skipped(InstrumentId instrument, Side side, String reason) {
        skippedSignals.add(new Skipped(instrument, side, reason));
    }

    private static final class FakeOrder implements Order {
        private final OrderId id;
        private final long createdNanos;
        private OrderRequest request;
        private OrderStatus status;
        private Quantity filled = Quantity.ZERO;
        private Decimal filledValue = Decimal.ZERO;

        FakeOrder(OrderId id, OrderRequest request, long createdNanos, OrderStatus status) {
            this.id = id;
            this.request = request;
            this.createdNanos = createdNanos;
            this.status = status;
        }

        @Override
        public OrderId id() {
            return id;
        }

        @Override
        public OrderRequest request() {
            return request;
        }

        @Override
        public OrderStatus status() {
            return status;
        }

        @Override
        public Quantity filledQuantity() {
            return filled;
        }

        @Override
        public Decimal filledValue() {
            return filledValue;
        }

        @Override
        public long createdNanos() {
            return createdNanos;
        }
    }

    private static final class FakePosition implements Position {
        private final Instrument instrument;
        private Decimal signedQuantity = Decimal.ZERO;
        private Decimal average = Decimal.ZERO;
        private Decimal realised = Decimal.ZERO;
        private @Nullable Price lastPrice;

        FakePosition(Instrument instrument) {
            this.instrument = instrument;
        }

        void apply(Side side, Decimal quantity, Decimal price) {
            Decimal change = side == Side.BUY ? quantity : quantity.negate();
            Decimal after = signedQuantity.plus(change);
            boolean adds = signedQuantity.signum() * change.signum() >= 0;
            if (adds) {
                Decimal cost = average.times(signedQuantity.abs()).plus(price.times(quantity));
                average = cost.dividedBy(after.abs(), Decimal.MAX_SCALE, RoundingMode.HALF_EVEN);
            } else {
                Decimal gained = side == Side.SELL ? price.minus(average) : average.minus(price);
                realised = realised.plus(gained.times(quantity.min(signedQuantity.abs())));
                boolean turned = after.signum() == change.signum();
                average = turned ? price : after.isZero() ? Decimal.ZERO : average;
            }
            signedQuantity = after;
        }

        @Override
        public InstrumentId instrument() {
            return instrument.id();
        }

        @Override
        public Decimal signedQuantity() {
            return signedQuantity;
        }

        @Override
        public @Nullable Price averagePrice() {
            return signedQuantity.isZero() ? null : new Price(average);
        }

        @Override
        public Money realisedPnl() {
            return new Money(realised, instrument.settlement());
        }

        @Override
        public Money unrealisedPnl() {
            Decimal open = lastPrice == null
                    ? Decimal.ZERO
                    : lastPrice.value().minus(average).times(signedQuantity);
            return new Money(open, instrument.settlement());
        }

        Decimal marketValue() {
            return lastPrice == null ? Decimal.ZERO : lastPrice.value().times(signedQuantity);
        }
    }

    private final class FakePortfolio implements Portfolio {
        @Override
        public Currency baseCurrency() {
            return instruments.values().iterator().next().settlement();
        }

        @Override
        public List<Money> balances() {
            return List.of(new Money(cash, baseCurrency()));
        }

        @Override
        public Decimal balance(Currency currency) {
            return currency.equals(baseCurrency()) ? cash : Decimal.ZERO;
        }

        @Override
        public Money equity() {
            Decimal equity = cash;
            for (FakePosition position : positions.values()) {
                equity = equity.plus(position.marketValue());
            }
            return new Money(equity, baseCurrency());
        }

        @Override
        public boolean isComplete() {
            return true;
        }
    }
}
