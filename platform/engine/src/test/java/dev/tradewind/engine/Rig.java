package dev.tradewind.engine;

import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerCodec;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerSnapshot;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.sdk.instrument.ContractTerms;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderUpdate;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** An engine with one strategy that does what a test tells it, and everything that came out. */
public final class Rig implements Output {
    public static final long MINUTE = Timeframe.MINUTE_1.nanos();
    public static final Currency USDT = Currency.of("USDT");
    public static final Currency BTC_COIN = Currency.of("BTC");
    public static final Instrument BTC = spot("BTC");
    public static final Instrument ETH = spot("ETH");
    public static final Instrument PERP = contract("BTC-PERP", "1", false);
    public static final Instrument INVERSE = contract("BTC-INV", "100", true);
    public static final EngineConfig.HardLimits LIVE =
            new EngineConfig.HardLimits(Decimal.of(1_000_000), 50, 2_000_000_000L, false);

    public final List<LedgerEvent> events = new ArrayList<>();
    public final List<OrderCommand> commands = new ArrayList<>();
    public final List<OrderUpdate> updates = new ArrayList<>();
    public final List<Bar> bars = new ArrayList<>();
    public Engine engine;

    private Consumer<StrategyContext> next = context -> {};
    private Consumer<OrderUpdate> onUpdate = update -> {};
    private long nowNanos;
    private final Policy policy;
    private final EngineConfig config;
    private int trades;

    private final class Obedient implements Strategy {
        @Override
        public void onBar(Bar bar, StrategyContext context) {
            bars.add(bar);
            Consumer<StrategyContext> task = next;
            next = ignored -> {};
            task.accept(context);
        }

        @Override
        public void onOrder(OrderUpdate update, StrategyContext context) {
            updates.add(update);
            onUpdate.accept(update);
        }
    }

    public Rig() {
        this(new NoRules(), LIVE);
    }

    public Rig(Policy policy, EngineConfig.HardLimits limits) {
        this(policy, config(limits));
    }

    public Rig(Policy policy, EngineConfig config) {
        this.policy = policy;
        this.config = config;
        engine = new Engine(config, policy, List.of(new NamedStrategy("obedient", "", new Obedient())));
        nowNanos = 100 * 1440 * MINUTE;
        for (Instrument instrument : List.of(BTC, ETH, PERP, INVERSE)) {
            send(new Input.AddInstrument(nowNanos, instrument));
        }
        send(new Input.MoveCash(nowNanos, Money.of("100000", "USDT"), "start"));
        send(new Input.StartStrategies(nowNanos));
        for (Instrument instrument : List.of(BTC, ETH, PERP, INVERSE)) {
            price(instrument, "100");
        }
    }

    /** A new engine on what the ledger's snapshot holds, as after a start of the process. */
    public void restart() {
        Ledger restored = LedgerSnapshot.read(LedgerSnapshot.write(engine.ledger()));
        engine = new Engine(config, policy, List.of(new NamedStrategy("obedient", "", new Obedient())), restored);
        send(new Input.StartStrategies(nowNanos));
    }

    public static EngineConfig config(EngineConfig.HardLimits limits) {
        return new EngineConfig(
                "test", 0, USDT, new EntrySize.Fixed(Decimal.ONE), Decimal.parse("0.01"), limits, 7);
    }

    private static Instrument spot(String base) {
        return new Instrument(
                new InstrumentId(base + "USDT", "SIM"),
                InstrumentKind.SPOT,
                steps("0.01", "0.001"),
                ContractTerms.spot(Currency.of(base), USDT),
                base + "/USDT");
    }

    private static TradingSteps steps(String tick, String lot) {
        return new TradingSteps(Decimal.parse(tick), Decimal.parse(lot), Decimal.parse(lot), Decimal.ZERO);
    }

    private static Instrument contract(String symbol, String multiplier, boolean inverse) {
        return new Instrument(
                new InstrumentId(symbol, "SIM"),
                InstrumentKind.PERPETUAL,
                steps("0.01", inverse ? "1" : "0.001"),
                new ContractTerms(
                        BTC_COIN, inverse ? Currency.of("USD") : USDT, inverse ? BTC_COIN : USDT,
                        Decimal.parse(multiplier), inverse),
                symbol);
    }

    @Override
    public void event(LedgerEvent event) {
        events.add(event);
    }

    @Override
    public void command(OrderCommand command) {
        commands.add(command);
    }

    public long nowNanos() {
        return nowNanos;
    }

    public void send(Input input) {
        nowNanos = Math.max(nowNanos, input.receivedNanos());
        engine.decide(input, this);
    }

    /** A bar of a minute that ends a minute from now, with this close. */
    public void price(Instrument instrument, String price) {
        nowNanos += MINUTE;
        send(new Input.MarketData(
                nowNanos, Bar.of(instrument.id(), Timeframe.MINUTE_1, nowNanos, price, price, price, price, "1000")));
    }

    /** Lets the strategy do this, at the next bar, which comes at once. */
    public void act(Consumer<StrategyContext> task) {
        next = task;
        price(ETH, "100");
    }

    public void whenUpdated(Consumer<OrderUpdate> listener) {
        onUpdate = listener;
    }

    /** Lets the strategy place this and returns the order. */
    public OrderState place(OrderRequest request) {
        OrderId[] id = new OrderId[1];
        act(context -> id[0] = context.submit(request));
        return order(id[0]);
    }

    /** An order that the venue has accepted. */
    public OrderState accepted(OrderRequest request) {
        OrderState order = place(request);
        accept(order);
        return order;
    }

    public OrderState order(OrderId id) {
        return Objects.requireNonNull(engine.ledger().orders().get(id));
    }

    public static ClientOrderId attempt(OrderState order) {
        return Objects.requireNonNull(order.clientOrderId());
    }

    public void accept(OrderState order) {
        report(new VenueEvent.Accepted(order.request().instrument(), attempt(order), "V" + order.id(), nowNanos));
    }

    public void report(VenueEvent event) {
        send(new Input.VenueReport(nowNanos, event));
    }

    public Fill fill(String price, String quantity) {
        return new Fill(
                "T" + ++trades, Price.of(price), Quantity.of(quantity), Money.zero(USDT), Liquidity.TAKER);
    }

    public void fill(OrderState order, String price, String quantity) {
        fill(order, fill(price, quantity));
    }

    public void fill(OrderState order, Fill fill) {
        report(new VenueEvent.Filled(
                order.request().instrument(), attempt(order), order.request().side(), fill, nowNanos));
    }

    /** The clock, so much later. */
    public void tick(long laterNanos) {
        send(new Input.ClockTick(nowNanos + laterNanos));
    }

    public void cancelled(OrderState order) {
        report(new VenueEvent.Cancelled(order.request().instrument(), attempt(order), "done", nowNanos));
    }

    public void amended(OrderState order, ClientOrderId replacement, String quantity, OrderPrices prices) {
        report(new VenueEvent.Amended(
                order.request().instrument(), attempt(order), replacement, Quantity.of(quantity), prices, nowNanos));
    }

    /** Trades at once: a market order that the venue accepts and fills. */
    public OrderState trade(Instrument instrument, Side side, String quantity, String price) {
        OrderState order = accepted(OrderRequest.market(instrument.id(), side, Quantity.of(quantity)));
        fill(order, price, quantity);
        return order;
    }

    public String held(Instrument instrument) {
        return Objects.requireNonNull(engine.ledger().position(instrument.id())).quantity().toString();
    }

    public String cash(Currency currency) {
        return engine.ledger().cash(currency).toString();
    }

    public <E extends LedgerEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public <E extends LedgerEvent> E last(Class<E> type) {
        return events(type).getLast();
    }

    public <C extends OrderCommand> List<C> commands(Class<C> type) {
        return commands.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** All events in the bytes of a journal. */
    public byte[] journal() {
        ByteWriter out = new ByteWriter();
        events.forEach(event -> LedgerCodec.write(event, out));
        return out.toByteArray();
    }
}
