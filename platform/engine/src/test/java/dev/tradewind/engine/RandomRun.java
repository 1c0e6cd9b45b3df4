package dev.tradewind.engine;

import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.guard.Distance;
import dev.tradewind.engine.guard.GuardSpec;
import dev.tradewind.engine.ledger.LedgerCodec;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderDenied;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.engine.policy.Reason;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.DataFault;
import dev.tradewind.sdk.market.DataQuality;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.Bracket;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.Order;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderCommand.AmendOrder;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.VenueFill;
import dev.tradewind.sdk.plugin.VenueOrder;
import dev.tradewind.sdk.plugin.VenueQueries;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * An engine among madmen: two strategies that ask for anything, and a venue that says anything about it, true or not.
 * What comes out depends on the seed alone.
 */
public final class RandomRun implements Output {
    private static final List<Instrument> INSTRUMENTS = List.of(Rig.BTC, Rig.ETH, Rig.PERP, Rig.INVERSE);

    public final List<LedgerEvent> events = new ArrayList<>();
    public final List<OrderCommand> commands = new ArrayList<>();
    public final Engine engine;

    private final Random random;
    private long nowNanos = 100 * 1440 * Rig.MINUTE;
    private int trades;

    private static final class Restless implements Strategy {
        private OrderRequest last = OrderRequest.market(Rig.BTC.id(), Side.BUY, Quantity.of("1"));

        @Override
        public void onBar(Bar bar, StrategyContext context) {
            RandomGenerator random = context.random();
            Instrument instrument = context.instruments().get(random.nextInt(context.instruments().size()));
            List<Order> open = context.openOrders(instrument.id());
            switch (random.nextInt(16)) {
                case 0, 1, 2, 3 -> {
                    last = request(instrument, random, context.nowNanos());
                    context.submit(last);
                }
                case 11, 12, 13, 14 -> context.submit(last);
                case 4 -> context.submitOneCancelsOther(
                        request(instrument, random, context.nowNanos()),
                        request(instrument, random, context.nowNanos()));
                case 5 -> open.stream().findFirst().ifPresent(order -> context.cancel(order.id()));
                case 6 -> context.cancelAll(instrument.id());
                case 7, 8 -> open.stream()
                        .filter(order -> order.status().isWorking())
                        .findFirst()
                        .ifPresent(order -> context.amend(order.id(), quantity(random), order.request().prices()));
                case 9 -> context.exit(instrument.id(), "enough");
                case 10 -> context.enter(instrument.id(), random.nextBoolean() ? Side.BUY : Side.SELL, "why not");
                default -> context.skipped(instrument.id(), Side.SELL, "schwül 🌩");
            }
        }
    }

    private static Quantity quantity(RandomGenerator random) {
        return Quantity.ofUnscaled(random.nextInt(1, 5000), 3);
    }

    private static Price price(RandomGenerator random) {
        return Price.ofUnscaled(random.nextInt(8000, 12000), 2);
    }

    private static OrderRequest request(Instrument instrument, RandomGenerator random, long now) {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        OrderRequest request =
                switch (random.nextInt(5)) {
                    case 0 -> OrderRequest.market(instrument.id(), side, quantity(random));
                    case 1 -> OrderRequest.limit(instrument.id(), side, quantity(random), price(random));
                    case 2 -> OrderRequest.stop(instrument.id(), side, quantity(random), price(random));
                    case 3 -> OrderRequest.stopLimit(
                            instrument.id(), side, quantity(random), price(random), price(random));
                    default -> OrderRequest.trailingStop(
                            instrument.id(), side, quantity(random), Decimal.ofUnscaled(random.nextInt(1, 300), 2));
                };
        request = switch (random.nextInt(6)) {
            case 0 -> request.with(OrderConditions.IOC);
            case 1 -> request.with(OrderConditions.GTC.withReduceOnly());
            case 2 -> request.with(OrderConditions.goodTill(now + random.nextInt(10) * Rig.MINUTE));
            case 3 -> request.with(OrderConditions.GTC.withPostOnly());
            default -> request;
        };
        return random.nextInt(4) == 0
                ? request.withBracket(new Bracket(price(random), random.nextBoolean() ? price(random) : null))
                : request;
    }

    /** Allows most, and gives every other answer now and then, by nothing but the facts. */
    public static final class Moody implements Policy {
        @Override
        public String ruleSet() {
            return "moody";
        }

        @Override
        public Verdict judge(Check check) {
            int mood = (int) (Math.round(check.getQuantity() * 1000) % 10);
            return switch (mood) {
                case 0 -> Verdict.deny("MOOD", check.getQuantity(), 1, "not today");
                case 1 -> new Verdict(
                        Decision.REDUCE,
                        Decimal.of(check.getQuantity() / 3, RoundingMode.DOWN),
                        List.of(new Reason("LESS", Decision.REDUCE, check.getQuantity(), Double.NaN, "less")));
                case 2 -> new Verdict(
                        Decision.HOLD, null, List.of(new Reason("ASK", Decision.HOLD, 1, 2, "ask somebody")));
                default -> Verdict.ALLOW;
            };
        }
    }

    public RandomRun(long seed) {
        random = new Random(seed);
        engine = newEngine();
        for (Instrument instrument : INSTRUMENTS) {
            engine.decide(new Input.AddInstrument(nowNanos, instrument), this);
        }
        engine.decide(new Input.MoveCash(nowNanos, Money.of("100000", "USDT"), "start"), this);
        engine.decide(new Input.StartStrategies(nowNanos), this);
    }

    /** A fresh engine of the same make. */
    public static Engine newEngine() {
        return new Engine(
                Rig.config(Rig.LIVE),
                new Moody(),
                List.of(
                        new NamedStrategy("one", "a=1", new Restless()),
                        new NamedStrategy("two", "ä=2", new Restless())));
    }

    @Override
    public void event(LedgerEvent event) {
        events.add(event);
    }

    @Override
    public void command(OrderCommand command) {
        commands.add(command);
    }

    public RandomRun run(int inputs) {
        for (int i = 0; i < inputs; i++) {
            nowNanos += random.nextInt(4) == 0 ? 0 : random.nextInt(1, 600) * 1_000_000_000L;
            engine.decide(input(), this);
        }
        return this;
    }

    private Input input() {
        Instrument instrument = INSTRUMENTS.get(random.nextInt(INSTRUMENTS.size()));
        int dice = random.nextInt(100);
        if (dice < 35) {
            String price = price(random).toString();
            return new Input.MarketData(nowNanos, Bar.of(
                    instrument.id(), Timeframe.MINUTE_1, nowNanos, price, price, price, price, "10"));
        }
        if (dice >= 94) {
            return running(instrument);
        }
        if (dice < 90 && !commands.isEmpty()) {
            return new Input.VenueReport(nowNanos, gossip());
        }
        return switch (dice % 6) {
            case 0 -> new Input.MoveCash(nowNanos, Money.of(dice - 50 + ".5", dice % 4 == 0 ? "USDT" : "EUR"), "moved");
            case 1 -> new Input.SetRate(nowNanos, Currency.of("EUR"), Rig.USDT, price(random).value());
            case 2 -> kill();
            case 3 -> new Input.ClockTick(nowNanos);
            case 4 -> new Input.MarketData(nowNanos, new FundingRate(
                    instrument.id(), nowNanos, Decimal.ofUnscaled(random.nextInt(-9, 9), 4)));
            default -> answer();
        };
    }

    /** What only a running account hears. */
    private Input running(Instrument instrument) {
        return switch (random.nextInt(13)) {
            case 0, 1, 2 -> new Input.SetGuard(nowNanos, "one", instrument.id(), guard());
            case 3 -> new Input.RemoveGuard(nowNanos, instrument.id(), "enough");
            case 4 -> new Input.Flatten(nowNanos, random.nextBoolean() ? instrument.id() : null, "drill");
            case 5 -> new Input.Restarted(nowNanos, "as if");
            case 6 -> new Input.ResumeAccount(nowNanos, "a person");
            case 7 -> new Input.SetDataQuality(nowNanos, quality(instrument));
            case 8 -> new Input.TellHistory(nowNanos, instrument.id(), random.nextBoolean() ? "one" : "", List.of(
                    Bar.of(instrument.id(), Timeframe.MINUTE_1, nowNanos - 1, "100", "101", "99", "100", "10")));
            case 9 -> new Input.NoteFeedSource(nowNanos, "SIM", "backup", "test");
            default -> new Input.Reconcile(nowNanos, statement(instrument));
        };
    }

    private DataQuality quality(Instrument instrument) {
        DataFault fault = DataFault.values()[random.nextInt(DataFault.values().length)];
        return random.nextInt(3) > 0
                ? DataQuality.good(instrument.id())
                : DataQuality.of(instrument.id(), List.of(fault), "test");
    }

    private GuardSpec guard() {
        Distance near = new Distance.Percent(Decimal.ofUnscaled(random.nextInt(1, 100), 1));
        Distance far = new Distance.Atr(Decimal.of(2), 3, Timeframe.parse("5m"), Decimal.of(10));
        GuardSpec spec = GuardSpec.stop(random.nextBoolean() ? near : far);
        spec = random.nextBoolean() ? spec.withTrailing(far) : spec;
        spec = random.nextBoolean() ? spec.withTarget(near) : spec;
        spec = random.nextBoolean() ? spec.withEmergency(new Distance.Percent(Decimal.of(9))) : spec;
        return random.nextInt(3) == 0 ? spec.withLongest(3600 * 1_000_000_000L) : spec;
    }

    private VenueStatement statement(Instrument instrument) {
        if (random.nextBoolean()) {
            return VenueStatement.unanswered("SIM", nowNanos);
        }
        return new VenueStatement(
                "SIM",
                nowNanos,
                new VenueStatement.Coverage(true, true, true, true, random.nextBoolean(), 0),
                List.of(new VenueOrder(
                        new VenueOrder.Ids("web", "W" + random.nextInt(5)),
                        OrderRequest.market(instrument.id(), Side.BUY, quantity(random)),
                        new VenueOrder.Progress(
                                VenueOrder.State.WORKING, Quantity.ZERO, Decimal.ZERO, nowNanos, nowNanos))),
                List.of(new VenueFill(
                        instrument.id(), new VenueOrder.Ids("", "W9"), Side.SELL, fill(), nowNanos)),
                List.of(new VenueQueries.Balance(Rig.USDT, Decimal.of(5), Decimal.ZERO)),
                List.of(new VenueStatement.Holding(Rig.PERP.id(), Decimal.of(random.nextInt(-2, 2)))));
    }

    private Input kill() {
        boolean on = random.nextInt(3) == 0;
        String scope = random.nextInt(4) > 0 ? "firm" : random.nextBoolean() ? "venue:SIM" : "strategy:obedient";
        boolean flatten = on && scope.equals("firm") && random.nextInt(4) == 0;
        return new Input.SwitchKill(nowNanos, on, scope, "Ann", "test", flatten);
    }

    private Input answer() {
        if (random.nextBoolean() && events.reversed().stream().limit(200).anyMatch(OrderDenied.class::isInstance)) {
            return override();
        }
        for (OrderState order : engine.ledger().orders().open()) {
            if (order.status() == dev.tradewind.sdk.order.OrderStatus.HELD) {
                return new Input.AnswerHold(nowNanos, order.id(), random.nextInt(3) > 0, "a person");
            }
        }
        return new Input.ClockTick(nowNanos);
    }

    private Input override() {
        OrderId denied = events.reversed().stream()
                .filter(OrderDenied.class::isInstance)
                .map(event -> ((OrderDenied) event).orderId())
                .findFirst()
                .orElseThrow();
        return new Input.GrantOverride(nowNanos, denied, nowNanos + random.nextInt(60) * Rig.MINUTE, "Ann", "why not");
    }

    private VenueEvent gossip() {
        int back = Math.min(commands.size(), 1 + random.nextInt(random.nextInt(5) == 0 ? commands.size() : 4));
        OrderCommand about = commands.get(commands.size() - back);
        ClientOrderId id = random.nextInt(30) == 0 ? new ClientOrderId("other", 3, 999) : about.clientOrderId();
        String why = "because " + random.nextInt(3);
        return switch (random.nextInt(13)) {
            case 0, 1, 2 -> new VenueEvent.Accepted(about.instrument(), id, "V" + random.nextInt(), nowNanos);
            case 3, 4, 5 -> new VenueEvent.Filled(about.instrument(), id, side(about), fill(), nowNanos);
            case 6 -> new VenueEvent.Cancelled(about.instrument(), id, why, nowNanos);
            case 7 -> new VenueEvent.Triggered(about.instrument(), id, nowNanos);
            case 8 -> amended(about, id);
            case 9 -> new VenueEvent.AmendRejected(about.instrument(), id, why, nowNanos);
            case 10 -> new VenueEvent.CancelRejected(about.instrument(), id, why, nowNanos);
            case 11 -> new VenueEvent.FateUnknown(about.instrument(), id, why, nowNanos);
            default ->
                random.nextBoolean()
                        ? new VenueEvent.Rejected(about.instrument(), id, why, nowNanos)
                        : new VenueEvent.Expired(about.instrument(), id, nowNanos);
        };
    }

    private Side side(OrderCommand about) {
        OrderState order = engine.ledger().orders().get(about.orderId());
        return about instanceof SubmitOrder submit
                ? submit.request().side()
                : order == null ? Side.BUY : order.request().side();
    }

    private VenueEvent amended(OrderCommand about, ClientOrderId id) {
        if (about instanceof AmendOrder amend) {
            return new VenueEvent.Amended(
                    about.instrument(),
                    id,
                    random.nextInt(10) == 0
                            ? new ClientOrderId("test", 0, 1 + random.nextInt(500))
                            : random.nextBoolean() ? amend.replacement() : id,
                    amend.quantity(),
                    amend.request().prices(),
                    nowNanos);
        }
        return new VenueEvent.Amended(about.instrument(), id, id, quantity(random), OrderPrices.NONE, nowNanos);
    }

    private Fill fill() {
        boolean repeated = trades > 0 && random.nextInt(8) == 0;
        String tradeId = "T" + (repeated ? 1 + random.nextInt(trades) : ++trades);
        String currency = List.of("USDT", "BTC", "BNB").get(random.nextInt(3));
        return new Fill(
                tradeId,
                price(random),
                quantity(random),
                new Money(Decimal.ofUnscaled(random.nextInt(-5, 50), 4), Currency.of(currency)),
                random.nextBoolean() ? Liquidity.MAKER : Liquidity.TAKER);
    }

    /** All events in the bytes of a journal. */
    public byte[] journal() {
        ByteWriter out = new ByteWriter();
        events.forEach(event -> LedgerCodec.write(event, out));
        return out.toByteArray();
    }
}
