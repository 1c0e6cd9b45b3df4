package dev.tradewind.policy.scenario;

import dev.tradewind.engine.Engine;
import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.EngineConfig;
import dev.tradewind.engine.EngineConfig.HardLimits;
import dev.tradewind.engine.EntrySize;
import dev.tradewind.engine.Input;
import dev.tradewind.engine.Output;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.DayStarted;
import dev.tradewind.engine.ledger.LedgerEvent.OrderAccepted;
import dev.tradewind.engine.ledger.LedgerEvent.OrderCancelled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderFilled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderInitialised;
import dev.tradewind.engine.ledger.LedgerEvent.OrderLinks;
import dev.tradewind.engine.ledger.LedgerEvent.OrderSubmitted;
import dev.tradewind.engine.ledger.LedgerEvent.PositionAdjusted;
import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Limits;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.policy.scenario.Given.MarketPrice;
import dev.tradewind.policy.scenario.Given.Sent;
import dev.tradewind.policy.scenario.Given.Worth;
import dev.tradewind.policy.scenario.Outcome.Asked;
import dev.tradewind.policy.scenario.Scenario.Step;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.BookDelta.Sequences;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The account of a scenario, in an engine of its own: the ledger is folded from events, as after a restart, and orders
 * are placed by a strategy, so that every fact that rules see is made by the code that makes it when money is at stake.
 */
final class ScenarioAccount implements Output {
    private static final long HOUR = 3_600_000_000_000L;
    private static final Currency UNCONVERTIBLE = Currency.of("WITHOUT-RATE");
    private static final HardLimits HARD = new HardLimits(
            HardLimits.BACKTEST.maxOrderNotional(), 1_000, HardLimits.BACKTEST.commandValidityNanos(), false);

    private final Given given;
    private final Engine engine;
    private final Watched policy;
    private final Map<String, Trader> traders = new LinkedHashMap<>();
    private final Map<String, OrderId> named = new LinkedHashMap<>();
    private final List<LedgerEvent> events = new ArrayList<>();
    private long lastId;
    private long nowNanos;

    ScenarioAccount(Scenario scenario, Policy judge) {
        this.given = scenario.given();
        this.policy = new Watched(judge);
        scenario.steps().forEach(step -> traders.putIfAbsent(step.strategy(), new Trader()));
        List<NamedStrategy> strategies = new ArrayList<>();
        traders.forEach((name, trader) -> strategies.add(new NamedStrategy(name, "", trader)));
        EngineConfig config = new EngineConfig(given.account().name(), 0, given.account().currency(),
                new EntrySize.Fixed(Decimal.ONE), Decimal.ZERO, HARD, 1);
        this.engine = new Engine(config, policy, strategies);
        this.nowNanos = given.nanos();
        past();
        fund();
        engine.decide(new Input.StartStrategies(nowNanos), this);
    }

    /** Does what it is told at its timer. */
    private static final class Trader implements Strategy {
        private java.util.function.@Nullable Consumer<StrategyContext> task;
        private @Nullable StrategyContext context;

        @Override
        public void onStart(StrategyContext started) {
            context = started;
        }

        @Override
        public void onTimer(String name, StrategyContext running) {
            if (task != null) {
                task.accept(running);
            }
        }
    }

    /** Remembers what the rules were asked and said. */
    private static final class Watched implements Policy {
        private final Policy judge;
        private @Nullable Verdict verdict;
        private @Nullable Asked asked;

        Watched(Policy judge) {
            this.judge = judge;
        }

        @Override
        public String ruleSet() {
            return judge.ruleSet();
        }

        @Override
        public Verdict judge(Check check) {
            Verdict said = judge.judge(check);
            verdict = said;
            asked = new Asked(check.getAccount(), check.getStrategy(), check.getSymbol(), check.getVenue(),
                    check.getEventNanos());
            return said;
        }

        @Override
        public Limits limits(String account, String strategy, String symbol) {
            return judge.limits(account, strategy, symbol);
        }
    }

    @Override
    public void event(LedgerEvent event) {
        events.add(event);
    }

    @Override
    public void command(OrderCommand command) {
        // No venue answers: what was let through stays on its way, which is open.
    }

    /** Something that happened before the first order. */
    private record Before(long atNanos, Runnable happens) {}

    private void past() {
        long first = nowNanos - HOUR;
        List<Before> past = new ArrayList<>();
        for (Map.Entry<String, MarketPrice> market : given.market().entrySet()) {
            long at = nowNanos - market.getValue().ageNanos();
            first = Math.min(first, at);
            for (Given.Past one : market.getValue().before()) {
                long then = nowNanos - one.agoNanos();
                first = Math.min(first, then);
                past.add(new Before(then, () -> price(market.getKey(), one.price(), then)));
            }
            past.add(new Before(at, () -> price(market.getKey(), market.getValue(), at)));
        }
        for (Sent sent : given.account().open()) {
            first = Math.min(first, nowNanos - sent.agoNanos());
            past.add(new Before(nowNanos - sent.agoNanos(), () -> send(sent, true)));
        }
        for (Sent sent : given.account().recent()) {
            first = Math.min(first, nowNanos - sent.agoNanos());
            past.add(new Before(nowNanos - sent.agoNanos(), () -> send(sent, false)));
        }
        for (Instrument instrument : given.instruments().values()) {
            engine.decide(new Input.AddInstrument(first, instrument), this);
        }
        past.sort(Comparator.comparingLong(Before::atNanos));
        past.forEach(before -> before.happens().run());
    }

    private void price(String symbol, MarketPrice market, long at) {
        price(symbol, market.price(), at);
        if (market.book().size() > 0) {
            engine.decide(new Input.MarketData(at, new BookSnapshot(
                    instrument(symbol).id(), at, Sequences.UNKNOWN, market.book())), this);
        }
    }

    private void price(String symbol, Decimal price, long at) {
        Instrument instrument = instrument(symbol);
        engine.decide(new Input.MarketData(at, TradeTick.of(
                instrument.id(), at, new Price(price), new Quantity(Decimal.ONE), null, "")), this);
    }

    private Instrument instrument(String symbol) {
        Instrument found = given.instruments().get(symbol);
        if (found == null) {
            throw new IllegalStateException(symbol + " was named and not made");
        }
        return found;
    }

    private void send(Sent sent, boolean open) {
        long at = nowNanos - sent.agoNanos();
        for (int i = 0; i < sent.count(); i++) {
            OrderId id = new OrderId(++lastId);
            engine.evolve(new OrderInitialised(at, id, sent.strategy(), sent.request(), OrderLinks.NONE));
            engine.evolve(new OrderSubmitted(at, id, new ClientOrderId(given.account().name(), 0, lastId)));
            if (open) {
                engine.evolve(new OrderAccepted(at, id, "V" + lastId, at));
                named.put(sent.name(), id);
            } else if (sent.filled() == null) {
                engine.evolve(new OrderCancelled(at, id, "over", at));
            } else {
                Money fee = Money.zero(given.account().currency());
                engine.evolve(new OrderFilled(at, id, new Fill("T" + lastId, sent.filled(),
                        sent.request().quantity(), fee, Liquidity.TAKER), at));
            }
        }
    }

    /** Positions, and so much cash that all is worth what it should be, by the engine's own valuation. */
    private void fund() {
        Given.Account account = given.account();
        account.rates().forEach((currency, rate) ->
                engine.decide(new Input.SetRate(nowNanos, currency, account.currency(), rate), this));
        account.positions().forEach((symbol, quantity) -> {
            MarketPrice market = given.market().get(symbol);
            Decimal price = market == null ? Decimal.ONE : market.price();
            engine.evolve(new PositionAdjusted(
                    nowNanos, instrument(symbol).id(), Decimal.ZERO, quantity, price, "given"));
        });
        Worth worth = account.worth();
        if (worth == null) {
            move(new Money(Decimal.ONE, UNCONVERTIBLE));
            engine.evolve(new DayStarted(nowNanos, Double.NaN, Double.NaN));
            return;
        }
        if (!engine.portfolio().isComplete()) {
            throw new ScenarioException("a position settles in a currency without a rate to " + account.currency()
                    + ": add it to `rates` of the account, or write equity: unknown");
        }
        move(new Money(worth.equity().minus(engine.portfolio().equity().amount()), account.currency()));
        engine.evolve(new DayStarted(nowNanos, worth.dayStart().toDouble(), worth.peak().toDouble()));
    }

    private void move(Money amount) {
        engine.decide(new Input.MoveCash(nowNanos, amount, "given"), this);
    }

    /** Places an order, or changes one, and tells what became of it. */
    Outcome place(Step step) {
        nowNanos = Math.addExact(nowNanos, step.laterNanos());
        events.clear();
        policy.verdict = null;
        policy.asked = null;
        Trader trader = traders.get(step.strategy());
        if (trader == null || trader.context == null) {
            throw new IllegalStateException("strategy " + step.strategy() + " was not started");
        }
        trader.task = context -> act(step, context);
        trader.context.setTimer("order", nowNanos);
        engine.decide(new Input.ClockTick(nowNanos), this);
        if (engine.failure() != null) {
            throw new IllegalStateException("the scenario's strategy failed: " + engine.failure().cause());
        }
        return OutcomeReader.of(events, policy.verdict, policy.asked);
    }

    private void act(Step step, StrategyContext context) {
        if (step.amends().isEmpty()) {
            context.submit(step.request());
            return;
        }
        OrderId id = named.get(step.amends());
        if (id == null) {
            throw new ScenarioException("no open order is called " + step.amends());
        }
        context.amend(id, step.request().quantity(), step.request().prices());
    }
}
