package dev.tradewind.testkit.scenario;

import dev.tradewind.engine.Engine;
import dev.tradewind.engine.EngineConfig;
import dev.tradewind.engine.EntrySize;
import dev.tradewind.engine.Input;
import dev.tradewind.engine.Output;
import dev.tradewind.engine.StrategyFailure;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.PositionState;
import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.Order;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Quantity;
import dev.tradewind.simulation.venue.BarVenue;
import dev.tradewind.simulation.venue.BasicModels;
import dev.tradewind.simulation.venue.VenueModels;
import dev.tradewind.testkit.Bars;
import dev.tradewind.testkit.scenario.Statement.Given;
import dev.tradewind.testkit.scenario.Statement.NamedOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The engine and the venue under a scenario. Time stands still between bars, of which each is a minute. */
final class ScenarioRun implements Output {
    private static final Timeframe TIMEFRAME = Timeframe.MINUTE_1;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Instrument instrument;
    private final ScriptedStrategy strategy = new ScriptedStrategy();
    private final ScriptedPolicy policy = new ScriptedPolicy();
    private final Stories stories = new Stories();
    private final List<LedgerEvent> events = new ArrayList<>();
    private final ArrayDeque<OrderCommand> commands = new ArrayDeque<>();
    private final Engine engine;
    private final BarVenue venue;
    private long nowNanos = Bars.START_NANOS;

    /** @param ruled whether the scenario states rules; without any, orders are not judged */
    ScenarioRun(Given given, boolean ruled) {
        instrument = given.instrument();
        EngineConfig config = new EngineConfig(
                "scenario",
                0,
                given.cash().currency(),
                new EntrySize.AllIn(),
                Decimal.ZERO,
                new EngineConfig.HardLimits(given.hardNotional(), 100, 2_000_000_000L, false),
                1);
        engine = new Engine(
                config,
                ruled ? policy : new NoRules(),
                List.of(new Engine.NamedStrategy("scenario", "", strategy)));
        Statement.Costs costs = given.costs();
        VenueModels models = new VenueModels(
                BasicModels.feeBasisPoints(costs.feeBasisPoints()),
                BasicModels.slippageBasisPoints(costs.slippageBasisPoints()),
                BasicModels.constantLatency(costs.latencyMillis() * NANOS_PER_MILLI),
                costs.volumePercent() == null
                        ? BasicModels.unlimitedVolume()
                        : BasicModels.shareOfVolume(costs.volumePercent()));
        venue = new BarVenue(
                models, costs.leverage(), event -> decide(new Input.VenueReport(event.eventNanos(), event)));
        venue.addInstrument(instrument);
        venue.deposit(given.cash());
        decide(new Input.AddInstrument(nowNanos, instrument));
        decide(new Input.MoveCash(nowNanos, given.cash(), "initial cash"));
        decide(new Input.StartStrategies(nowNanos));
    }

    @Override
    public void event(LedgerEvent event) {
        events.add(event);
        stories.on(event);
    }

    @Override
    public void command(OrderCommand command) {
        commands.addLast(command);
    }

    private void decide(Input input) {
        engine.decide(input, this);
        while (!commands.isEmpty()) {
            venue.execute(commands.removeFirst());
        }
        StrategyFailure failure = engine.failure();
        if (failure != null) {
            throw new IllegalStateException("the scenario's strategy failed in " + failure.callback(), failure.cause());
        }
    }

    private void act(Consumer<StrategyContext> action) {
        strategy.next(action);
        decide(new Input.MarketData(
                nowNanos, new BookSnapshot(instrument.id(), nowNanos, 0, BookLevels.NONE)));
    }

    /** Runs a statement; gives what is wrong, or null. */
    @Nullable String run(Statement statement) {
        switch (statement) {
            case Given given -> throw new IllegalStateException("given twice");
            case Statement.Expect expect -> {
                return new Expectations(engine, instrument, stories).fault(expect.expectations());
            }
            case Statement.Place place -> place(place.orders());
            case Statement.Cancel cancel -> {
                return cancel(cancel.order());
            }
            case Statement.Amend amend -> {
                return amend(amend);
            }
            case Statement.Kill kill -> decide(new Input.SwitchKill(nowNanos, kill.on(), "scenario"));
            case Statement.Answer answer -> {
                OrderId id = stories.find(answer.order());
                if (id == null) {
                    return missing(answer.order());
                }
                decide(new Input.AnswerHold(nowNanos, id, answer.approved(), "scenario"));
            }
            case Statement.Deposit deposit -> {
                venue.deposit(deposit.amount());
                decide(new Input.MoveCash(nowNanos, deposit.amount(), "deposit"));
            }
            case Statement.OneBar bar -> bar(bar);
            case Statement.Gap gap -> nowNanos += gap.bars() * TIMEFRAME.nanos();
            case Statement.Rule rule -> policy.add(rule);
        }
        return null;
    }

    private static String missing(String order) {
        return "there is no order " + order + " (an entry gets its exits when it fills)";
    }

    private void place(List<NamedOrder> orders) {
        act(context -> {
            if (orders.size() == 1) {
                named(orders.get(0), context.submit(request(orders.get(0))));
            } else {
                List<OrderId> ids = context.submitOneCancelsOther(request(orders.get(0)), request(orders.get(1)));
                named(orders.get(0), ids.get(0));
                named(orders.get(1), ids.get(1));
            }
        });
    }

    private void named(NamedOrder order, OrderId id) {
        if (!order.name().isEmpty()) {
            stories.name(order.name(), id);
        }
    }

    private OrderRequest request(NamedOrder order) {
        OrderConditions conditions = order.request().conditions();
        if (conditions.timeInForce() != TimeInForce.GTD) {
            return order.request();
        }
        long expires = nowNanos + order.goodForBars() * TIMEFRAME.nanos();
        return order.request()
                .with(new OrderConditions(
                        TimeInForce.GTD, expires, conditions.postOnly(), conditions.reduceOnly()));
    }

    private @Nullable String cancel(@Nullable String order) {
        if (order == null) {
            act(context -> context.cancelAll(instrument.id()));
            return null;
        }
        OrderId id = stories.find(order);
        if (id == null) {
            return missing(order);
        }
        stories.aim(id);
        act(context -> context.cancel(id));
        return null;
    }

    private @Nullable String amend(Statement.Amend amend) {
        OrderId id = stories.find(amend.order());
        Order order = id == null ? null : engine.ledger().orders().get(id);
        if (id == null || order == null) {
            return missing(amend.order());
        }
        OrderPrices old = order.request().prices();
        OrderPrices asked = amend.prices();
        OrderPrices prices = new OrderPrices(
                asked.limit() == null ? old.limit() : asked.limit(),
                asked.stop() == null ? old.stop() : asked.stop(),
                asked.trailingOffset() == null ? old.trailingOffset() : asked.trailingOffset());
        stories.aim(id);
        act(context -> context.amend(id, new Quantity(amend.quantity()), prices));
        return null;
    }

    private void bar(Statement.OneBar given) {
        List<Decimal> prices = given.prices();
        Bar bar = Bar.of(
                instrument.id(),
                TIMEFRAME,
                nowNanos + TIMEFRAME.nanos(),
                prices.get(0).toString(),
                prices.get(1).toString(),
                prices.get(2).toString(),
                prices.get(3).toString(),
                given.volume().toString());
        venue.onOpen(bar);
        venue.onRange(bar);
        nowNanos = bar.eventNanos();
        decide(new Input.MarketData(nowNanos, bar));
    }

    List<LedgerEvent> events() {
        return List.copyOf(events);
    }

    /** What must be true after every scenario: the venue's books and a fold of the journal agree with the ledger. */
    @Nullable String disagreement() {
        InstrumentId id = instrument.id();
        Ledger ledger = engine.ledger();
        Ledger folded = new Ledger();
        events.forEach(folded::evolve);
        PositionState position = ledger.position(id);
        PositionState again = folded.position(id);
        if (position == null || again == null) {
            return "the instrument was never added to the ledger";
        }
        Decimal cash = ledger.cash(instrument.settlement());
        if (!venue.cash(instrument.settlement()).equals(cash) && position.exchangesCash()) {
            return "the venue has cash of " + venue.cash(instrument.settlement()) + ", the ledger " + cash;
        }
        if (!venue.quantity(instrument).equals(position.quantity())) {
            return "the venue has a position of " + venue.quantity(instrument) + ", the ledger " + position.quantity();
        }
        boolean same = folded.cash(instrument.settlement()).equals(cash)
                && again.quantity().equals(position.quantity())
                && again.realised().equals(position.realised())
                && folded.orders().open().size() == ledger.orders().open().size();
        return same ? null : "the events fold to another ledger";
    }
}
