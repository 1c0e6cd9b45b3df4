package dev.tradewind.engine;

import dev.tradewind.engine.book.FeedBook;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.AccountResumed;
import dev.tradewind.engine.ledger.LedgerEvent.CashMoved;
import dev.tradewind.engine.ledger.LedgerEvent.DataQualityChanged;
import dev.tradewind.engine.ledger.LedgerEvent.FeedSourceChanged;
import dev.tradewind.engine.ledger.LedgerEvent.HistoryTold;
import dev.tradewind.engine.ledger.LedgerEvent.InstrumentAdded;
import dev.tradewind.engine.ledger.LedgerEvent.RateSet;
import dev.tradewind.engine.ledger.LedgerEvent.RuleSetActivated;
import dev.tradewind.engine.ledger.Operations;
import dev.tradewind.engine.ledger.Operations.DataState;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.DataQuality;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.strategy.Portfolio;
import dev.tradewind.sdk.strategy.Position;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of one account. {@link #decide} looks at the ledger and puts out ledger events and commands;
 * {@link #evolve} alone changes the ledger. The same inputs give the same outputs, on any machine: there is no clock,
 * no I/O and no hidden randomness in here. One thread.
 */
public final class Engine {
    /** In the place of a strategy's name: bars of the past for guards alone. No strategy can be named so. */
    public static final String GUARDS = "(guards)";

    /** Who gets bars of the past for what rules know of the last hour's prices and the last day's volume. */
    public static final String WINDOWS = "(windows)";

    private final Core core;
    private final Operations operations;
    private final Policy policy;
    private final Valuation valuation;
    private final Equity equity;
    private final OrderGate gate;
    private final VenueDesk venueDesk;
    private final Reconciler reconciler;
    private final ExitDesk exits;
    private final GuardDesk guards;
    private final KillDesk kills;
    private final StrategyHost strategies;
    private final boolean watchesExits;

    /**
     * A strategy to run.
     *
     * @param name unique in the account; orders carry it
     * @param parameters for the journal
     * @param strategy the instance; used by this engine alone
     */
    public record NamedStrategy(String name, String parameters, Strategy strategy) {}

    /** An engine whose ledger is empty. */
    public Engine(EngineConfig config, Policy policy, List<NamedStrategy> named) {
        this(config, policy, named, new Ledger());
    }

    /**
     * An engine that goes on from a ledger, such as that of a snapshot. What the journal has after it is to be given to
     * {@link #evolve}; then {@link Input.Restarted} and a statement of each venue come before strategies are started.
     *
     * @param ledger is this engine's from now on
     */
    public Engine(EngineConfig config, Policy policy, List<NamedStrategy> named, Ledger ledger) {
        this.core = new Core(config, ledger);
        this.operations = ledger.operations();
        this.policy = policy;
        this.valuation = new Valuation(core);
        this.equity = new Equity(core, valuation);
        this.gate = new OrderGate(core, policy, new CheckFiller(core, valuation, equity));
        LinkedOrders links = new LinkedOrders(core, gate);
        this.venueDesk = new VenueDesk(core, gate, links);
        this.reconciler = new Reconciler(core, venueDesk, gate);
        this.exits = new ExitDesk(core, gate);
        this.guards = new GuardDesk(core, gate, exits);
        this.kills = new KillDesk(core, gate, exits);
        List<StrategySlot> slots = new ArrayList<>();
        List<String> parameters = new ArrayList<>();
        for (NamedStrategy one : named) {
            slots.add(new StrategySlot(one.name(), one.strategy(), core, valuation, gate, links));
            parameters.add(one.parameters());
        }
        this.strategies = new StrategyHost(core, gate, slots, parameters);
        this.watchesExits = !config.running().keeps().reduceOnly();
        equity.recover();
    }

    /** Handles one input. Afterwards the ledger is as the events that were put out make it. */
    public void decide(Input input, Output output) {
        core.begin(output, input.receivedNanos());
        // Nearly every input is market data, and nearly all of that bars: a plain test costs less than a switch.
        if (input instanceof Input.MarketData data) {
            onMarket(data.event());
        } else {
            decideOther(input);
        }
        if (!core.updates.isEmpty()) {
            strategies.deliverUpdates();
        }
        if (watchesExits && core.changed && !core.ledger.orders().open().isEmpty() && !reconciler.isRecovering()) {
            settleExits();
        }
    }

    /** What waits for other exits may let guards make room, and what they free may let it go. */
    private void settleExits() {
        if (!operations.isQuiet()) {
            guards.settle();
            exits.settle();
        }
        gate.settleExits();
        if (!core.updates.isEmpty()) {
            strategies.deliverUpdates();
        }
    }

    private void decideOther(Input input) {
        strategies.beginEvent();
        switch (input) {
            case Input.MarketData data -> throw new IllegalStateException("market data is handled before this");
            case Input.VenueReport report -> {
                equity.startDayIfNew();
                venueDesk.on(report.event());
            }
            case Input.ClockTick tick -> {
                equity.startDayIfNew();
                strategies.runTimers();
                gate.expireHolds();
                reconciler.doubtUnanswered();
                equity.markIfDue();
            }
            case Input.AddInstrument add -> {
                core.emit(new InstrumentAdded(core.nowNanos(), add.instrument()));
                core.slot(add.instrument().id());
            }
            case Input.MoveCash move -> core.emit(new CashMoved(core.nowNanos(), move.amount(), move.reason()));
            case Input.SetRate set -> core.emit(new RateSet(core.nowNanos(), set.from(), set.to(), set.rate()));
            case Input.StartStrategies start -> start();
            case Input.SwitchKill kill -> kills.set(kill);
            case Input.AnswerHold answer -> gate.answerHold(answer.orderId(), answer.approved(), answer.by());
            case Input.GrantOverride grant -> gate.overrides.grant(grant);
            case Input.Restarted restarted -> {
                reconciler.restart(restarted.reason());
                core.recovering = reconciler.isRecovering();
            }
            case Input.Reconcile reconcile -> {
                equity.startDayIfNew();
                equity.onCapital(reconciler.on(reconcile.statement()));
            }
            case Input.ResumeAccount resume -> core.emit(new AccountResumed(core.nowNanos(), resume.by()));
            case Input.StopStrategy stop -> strategies.stop(stop.strategy(), stop.reason());
            case Input.SetGuard set -> guards.set(set);
            case Input.RemoveGuard remove -> guards.remove(remove.instrument(), remove.reason());
            case Input.Flatten flatten -> exits.flatten(flatten.instrument(), flatten.reason());
            case Input.CancelByHand cancel -> gate.cancelByHand(cancel.orderId(), cancel.by());
            case Input.SetDataQuality set -> onDataQuality(set.quality());
            case Input.TellHistory told -> onHistory(told);
            case Input.NoteFeedSource note ->
                core.emit(new FeedSourceChanged(core.nowNanos(), note.venue(), note.source(), note.reason()));
            case Input.ActivateRules activate -> onRules(activate);
        }
        if (!operations.isQuiet()) {
            core.recovering = reconciler.isRecovering();
            if (!core.recovering) {
                guards.settle();
                exits.settle();
            }
        }
    }

    private void onRules(Input.ActivateRules activate) {
        if (policy.activate(activate.ruleSet())) {
            core.emit(new RuleSetActivated(core.nowNanos(), policy.ruleSet()));
        } else {
            gate.refuse("", "the rules " + activate.ruleSet() + " are not here; " + policy.ruleSet() + " still judge");
        }
    }

    private void start() {
        if (reconciler.isRecovering()) {
            gate.refuse("", "strategies start when every venue has said what it knows");
            return;
        }
        core.emit(new RuleSetActivated(core.nowNanos(), policy.ruleSet()));
        equity.startDayIfNew();
        strategies.start();
    }

    /** Applies an event of the journal, to recover. No rule, strategy or model runs. */
    public void evolve(LedgerEvent event) {
        core.ledger.evolve(event);
        core.advanceTo(event.timeNanos());
        if (event instanceof InstrumentAdded added) {
            core.slot(added.instrument().id());
        }
        equity.recover();
    }

    private void onMarket(MarketEvent event) {
        equity.startDayIfNew();
        if (strategies.nextTimerNanos() <= core.nowNanos()) {
            strategies.runTimers();
        }
        InstrumentSlot slot = core.slot(event.instrument());
        if (slot == null) {
            throw new IllegalStateException(
                    "market data of " + event.instrument() + ", which is not traded here; add the instrument first");
        }
        if (event instanceof Bar bar) {
            onBar(bar, slot);
            return;
        }
        switch (event) {
            case Bar bar -> throw new IllegalStateException("bars are handled before this");
            case TradeTick trade -> {
                slot.traded(trade.quantity().toDouble(), trade.eventNanos());
                onPrice(trade, trade.price().value(), slot);
            }
            case Quote quote -> onPrice(quote, middle(quote), slot);
            case FundingRate funding -> onFunding(funding, slot);
            case BookDelta delta -> {
                slot.book().apply(delta);
                onBook(delta, slot);
            }
            case BookSnapshot snapshot -> {
                slot.book().apply(snapshot);
                onBook(snapshot, slot);
            }
        }
    }

    private void onBar(Bar bar, InstrumentSlot slot) {
        List<BarAggregator> aggregators = slot.aggregators;
        if (!aggregators.isEmpty()) {
            for (BarAggregator aggregator : aggregators) {
                Bar late = aggregator.closeBefore(bar);
                if (late != null) {
                    strategies.deliverDerived(late);
                }
            }
        }
        slot.mark(bar);
        equity.update();
        if (!operations.isQuiet()) {
            guards.onBar(bar, slot);
        }
        strategies.deliver(bar);
        if (!aggregators.isEmpty()) {
            for (BarAggregator aggregator : aggregators) {
                Bar longer = aggregator.timeframe().equals(bar.timeframe()) ? null : aggregator.add(bar);
                if (longer != null) {
                    strategies.deliverDerived(longer);
                }
            }
        }
    }

    private void onPrice(MarketEvent event, Decimal price, InstrumentSlot slot) {
        if (!slot.isMarkedByBook()) {
            slot.mark(price, event.eventNanos());
            equity.update();
            watch(slot);
        }
        strategies.deliver(event);
    }

    private void onBook(MarketEvent event, InstrumentSlot slot) {
        if (slot.markByBook()) {
            equity.update();
            watch(slot);
        }
        strategies.deliver(event);
    }

    private void watch(InstrumentSlot slot) {
        if (!operations.isQuiet()) {
            guards.onPrice(slot);
        }
    }

    private static Decimal middle(Quote quote) {
        return quote.bid().price().value().plus(quote.ask().price().value()).times(Decimal.ofUnscaled(5, 1));
    }

    /** Longs pay shorts for a positive rate, on the position's value at the last price. */
    private void onFunding(FundingRate funding, InstrumentSlot slot) {
        Decimal quantity = slot.position.quantity();
        if (!quantity.isZero() && slot.hasMark()) {
            Decimal worth = slot.instrument.notional(slot.markPrice(), quantity);
            Money payment = new Money(worth.times(funding.rate()).negate(), slot.instrument.settlement());
            core.emit(new CashMoved(core.nowNanos(), payment, "funding " + funding.instrument()));
        }
        strategies.deliver(funding);
    }

    /** Only a change is an event. */
    private void onDataQuality(DataQuality quality) {
        DataState known = operations.data(quality.instrument());
        boolean same = known == null ? quality.isGood() : known.quality().equals(quality);
        if (same || core.slot(quality.instrument()) == null) {
            return;
        }
        core.emit(new DataQualityChanged(core.nowNanos(), quality));
        strategies.deliver(quality);
    }

    private void onHistory(Input.TellHistory told) {
        InstrumentSlot slot = core.slot(told.instrument());
        if (slot == null || told.bars().isEmpty()) {
            return;
        }
        List<Bar> bars = told.bars();
        core.emit(new HistoryTold(
                core.nowNanos(),
                told.instrument(),
                told.strategy(),
                bars.size(),
                bars.getFirst().eventNanos(),
                bars.getLast().eventNanos()));
        if (told.strategy().equals(GUARDS)) {
            guards.warm(told.instrument(), bars);
            return;
        }
        if (told.strategy().equals(WINDOWS)) {
            bars.forEach(slot::seed);
            return;
        }
        for (Bar bar : bars) {
            if (told.strategy().isEmpty()) {
                guards.onLate(bar);
                onLateBar(bar, slot);
            } else {
                strategies.deliverHistory(bar, told.strategy());
            }
        }
    }

    /** As with a bar that comes in time, but for the price, which is not the last any more. */
    private void onLateBar(Bar bar, InstrumentSlot slot) {
        for (BarAggregator aggregator : slot.aggregators) {
            Bar closed = aggregator.closeBefore(bar);
            if (closed != null) {
                strategies.deliverLate(closed, true);
            }
        }
        strategies.deliverLate(bar, false);
        for (BarAggregator aggregator : slot.aggregators) {
            Bar longer = aggregator.timeframe().equals(bar.timeframe()) ? null : aggregator.add(bar);
            if (longer != null) {
                strategies.deliverLate(longer, true);
            }
        }
    }

    /** What is true, for reading. */
    public Ledger ledger() {
        return core.ledger;
    }

    public Portfolio portfolio() {
        return valuation;
    }

    /** The book of an instrument, or null if it was never added. Not ready until a snapshot came. */
    public @Nullable FeedBook book(InstrumentId instrument) {
        InstrumentSlot slot = core.slot(instrument);
        return slot == null ? null : slot.book();
    }

    /** The amount in the base currency, at the rate known now; null where none is. */
    public @Nullable Decimal inBaseCurrency(Money money) {
        return valuation.toBase(money.amount(), money.currency());
    }

    /** A view of a position, or null if the instrument was never added. */
    public @Nullable Position position(InstrumentId instrument) {
        return core.slot(instrument);
    }

    /** Equity in the base currency at the last prices, as a double for statistics; NaN if incomplete. */
    public double equityEstimate() {
        return equity.now();
    }

    /** What is missing to say what the account is worth, for people; empty where nothing is. */
    public String equityGap() {
        return valuation.gap();
    }

    /** Venues that should be asked now what they know; none while nothing is in doubt and no time has come. */
    public List<ReconciliationNeed> reconciliationNeeded(long nowNanos) {
        return reconciler.needs(nowNanos);
    }

    /** Whether the account was restarted and has not heard every venue since: nothing trades yet. */
    public boolean isRecovering() {
        return reconciler.isRecovering();
    }

    /** Bars of the past that guards are measured in; to be told as {@link #GUARDS} before strategies trade. */
    public List<RangeNeed> rangesNeeded() {
        return guards.needed();
    }

    /** When a strategy's timer goes off or a guarded position has lasted long enough; {@link Long#MAX_VALUE}: never. */
    public long nextTimerNanos() {
        return Math.min(strategies.nextTimerNanos(), guards.nextDeadlineNanos());
    }

    /** The first failure of a strategy, or null. */
    public @Nullable StrategyFailure failure() {
        return strategies.failure();
    }
}
