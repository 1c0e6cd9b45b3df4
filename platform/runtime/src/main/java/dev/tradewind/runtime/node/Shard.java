package dev.tradewind.runtime.node;

import dev.tradewind.engine.Engine;
import dev.tradewind.engine.Input;
import dev.tradewind.engine.ReconciliationNeed;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.engine.replay.InputCodec;
import dev.tradewind.policy.LivePolicy;
import dev.tradewind.runtime.node.Inbox.Item;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.store.journal.BatchInput;
import dev.tradewind.store.journal.Bytes;
import dev.tradewind.store.journal.JournalBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One account's engine on one thread: takes what waits in the inbox, decides, journals, goes on. What was decided is
 * released by {@link ShardJournal} once it is durable.
 *
 * <p>Time is the larger of the time before and that of the input. With the journal away the account is halted by a
 * journaled event, which waits with everything else: new orders are denied with the reason, orders that reduce a
 * position and cancels are decided as ever, and cancels leave at once. When it is back the account is resumed by an
 * input of its own.
 */
final class Shard implements Runnable {
    /** Why the first cash of an account of a simulated venue moved. */
    static final String INITIAL_CASH = "initial cash";

    static final String JOURNAL_AWAY = "the journal cannot be written: ";

    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);
    private static final long TICK_NANOS = 250_000_000L;
    private static final long ASK_CHECK_NANOS = 100_000_000L;
    private static final long WARM_UP_NANOS = 10_000_000_000L;
    private static final int INPUT_VERSION = 1;

    private final ShardSetup setup;
    private final ShardJournal journal;
    private final Inbox inbox;
    private final Ledger ledger;
    private final Collector output = new Collector();
    private final ByteWriter scratch = new ByteWriter();
    private final Interleaving interleaving;
    private final @Nullable String stuckStrategy;
    private final boolean fresh;
    private final CallbackWatch watch = new CallbackWatch();
    private Engine engine;
    private long nowNanos;
    private long nextTickNanos;
    private long nextAskNanos;
    private long warmUpUntilNanos = Long.MAX_VALUE;
    private @Nullable WarmUp warmUp;
    private volatile boolean asking;
    private boolean started;
    private boolean byHand;
    private volatile @Nullable Item current;
    private boolean lost;
    private volatile boolean stopping;
    private volatile @Nullable CompletableFuture<String> starting;
    private volatile ShardView view = ShardView.NONE;
    private volatile String phase = "starting";

    /**
     * A shard that goes on from a ledger.
     *
     * @param fresh whether the process has just started, so that nobody knows what became of what was on its way
     * @param stuckStrategy did not come back from a callback and is halted first of all; null if none
     */
    Shard(ShardSetup setup, ShardJournal journal, Ledger ledger, boolean fresh, @Nullable String stuckStrategy) {
        this.setup = setup;
        this.journal = journal;
        this.inbox = setup.inbox();
        this.ledger = ledger;
        this.fresh = fresh;
        this.stuckStrategy = stuckStrategy;
        this.nowNanos = ledger.lastNanos();
        this.interleaving = new Interleaving(setup.venue().feed().name(), inbox.generation());
        // Replaced on the shard's own thread, with its own rules.
        this.engine = new Engine(setup.config(), new dev.tradewind.engine.policy.NoRules(), List.of(), ledger);
    }

    CallbackWatch watch() {
        return watch;
    }

    ShardView view() {
        return view;
    }

    /** What was taken and not decided, after the shard was abandoned. */
    @Nullable Item undecided() {
        return current;
    }

    void stop() {
        stopping = true;
        inbox.wake();
    }

    @Override
    public void run() {
        MDC.put("account", setup.account());
        try (Policy policy = setup.rules().open(fresh ? setup.rules().noted() : ledger.ruleSet())) {
            engine = new Engine(setup.config(), policy, setup.strategies(watch), ledger);
            begin();
            judgeBy(policy);
            while (!stopping && journal.failure() == null && !journal.isAbandoned()) {
                Item item = inbox.take(10);
                if (item != null) {
                    current = item;
                    take(item);
                    current = lost ? item : null;
                }
                housekeep(policy);
            }
            phase = journal.failure() == null ? "stopped" : "failed: " + journal.failure();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            phase = "failed: interrupted";
        } catch (RuntimeException | Error e) {
            // A broken invariant: nothing more is decided on this ledger; the next start recovers from the journal.
            LOG.error("the account {} stopped: {}", setup.account(), e.toString(), e);
            journal.abandon();
            phase = "failed: " + e;
        } finally {
            publish();
        }
    }

    private void begin() {
        long now = time(setup.clock().getAsLong());
        boolean isNew = journal.lastSequence() == 0;
        for (Instrument instrument : setup.instruments()) {
            if (ledger.position(instrument.id()) == null) {
                decide(new Input.AddInstrument(now, instrument));
            }
        }
        if (isNew && setup.venue().isSimulated()) {
            decide(new Input.MoveCash(now, new Money(setup.cash(), setup.config().baseCurrency()), INITIAL_CASH));
        }
        if (fresh) {
            decide(new Input.Restarted(now, isNew ? "first start" : "start of the node"));
        }
        if (Harness.RESENDS_BLINDLY) {
            resendBlindly(now);
        }
        if (stuckStrategy != null) {
            decide(new Input.StopStrategy(now, stuckStrategy, setup.stuckReason()));
        }
        phase = "recovering";
        publish();
    }

    /** What must never be done, for the harness. */
    private void resendBlindly(long now) {
        for (OrderState order : List.copyOf(ledger.orders().open())) {
            if (order.status() == OrderStatus.UNKNOWN) {
                ClientOrderId again = new ClientOrderId(
                        setup.account(), setup.config().incarnation(), ledger.lastAttempt() + 1);
                LedgerEvent sent = new LedgerEvent.OrderSubmitted(now, order.id(), again);
                long valid = now + setup.config().limits().commandValidityNanos();
                engine.evolve(sent);
                append(
                        null,
                        List.of(sent),
                        List.of(new OrderCommand.SubmitOrder(order.id(), again, order.request(), now, valid)),
                        text -> {});
            }
        }
    }

    private void take(Item item) {
        switch (item) {
            case Inbox.Report report -> decide(new Input.VenueReport(time(report.receivedNanos()), report.event()));
            case Inbox.Market market -> {
                long now = time(market.receivedNanos());
                interleaving.market(market, now);
                WarmUp warming = warmUp;
                if (warming != null && market.event() instanceof Bar bar) {
                    warming.keep(bar);
                }
                decide(new Input.MarketData(now, market.event()));
                long received = setup.clock().getAsLong() - market.receivedNanos();
                setup.latencies().record(Latencies.Stage.MARKET, received);
            }
            case Inbox.Skipped skipped -> interleaving.skip(skipped.number());
            case Inbox.Quality told ->
                decide(new Input.SetDataQuality(time(told.receivedNanos()), told.quality()));
            case Inbox.History told ->
                decide(new Input.TellHistory(time(told.receivedNanos()), told.instrument(), "", told.bars()));
            case Inbox.Source told ->
                decide(new Input.NoteFeedSource(
                        time(told.receivedNanos()), told.venue(), told.source(), told.reason()));
            case Inbox.Asked asked -> answer(asked.request(), time(asked.receivedNanos()));
        }
    }

    private long time(long received) {
        nowNanos = Math.max(nowNanos, received);
        return nowNanos;
    }

    private void answer(Request request, long now) {
        byHand = request.isByHand();
        switch (request) {
            case Request.SwitchKill kill -> {
                String reason = "by hand, for " + kill.scope();
                decide(
                        new Input.SwitchKill(now, kill.on(), kill.scope(), kill.by(), reason, kill.flatten()),
                        kill.answer());
            }
            case Request.Flatten flatten ->
                decide(
                        new Input.Flatten(now, flatten.instrument(), "closed by hand, by " + flatten.by()),
                        flatten.answer());
            case Request.Cancel cancel -> cancel(cancel, now);
            case Request.AnswerHold hold -> HandAnswers.answer(hold, now, ledger, this::decide);
            case Request.GrantOverride grant -> HandAnswers.answer(grant, now, ledger, this::decide);
            case Request.StopStrategy stop ->
                decide(new Input.StopStrategy(now, stop.name(), stop.reason()), stop.answer());
            case Request.ResumeAccount resume ->
                decide(new Input.ResumeAccount(now, resume.by()), resume.answer());
            case Request.HaltAccount halt -> {
                if (!ledger.operations().halted()) {
                    host(new LedgerEvent.AccountHalted(now, halt.reason()));
                }
                halt.answer().complete("");
            }
            case Request.Reconcile reconcile -> {
                asking = false;
                decide(new Input.Reconcile(now, reconcile.statement()), reconcile.answer());
            }
            case Request.StartStrategy start -> startAgain(start, now);
        }
        byHand = false;
        if (request instanceof Request.Urgent urgent) {
            urgent.decided().complete("");
        }
    }

    private void cancel(Request.Cancel cancel, long now) {
        OrderId id = cancel.order();
        OrderState order = id == null ? null : ledger.orders().get(id);
        if (id != null && (order == null || order.status().isClosed())) {
            cancel.answer().complete(id + " is not open in account " + setup.account());
        } else {
            decide(new Input.CancelByHand(now, id, cancel.by()), cancel.answer());
        }
    }

    /** An engine starts its strategies once: a halted one runs again in a new engine on the same ledger. */
    private void startAgain(Request.StartStrategy start, long now) {
        if (!started) {
            start.answer().complete("the account is " + phase + "; try again when it trades");
            return;
        }
        host(new LedgerEvent.StrategyStarted(now, start.name(), setup.parameters(start.name())));
        started = false;
        starting = start.answer();
    }

    /** Decides, journals, and answers once that is durable. */
    private void decide(Input input, CompletableFuture<String> answer) {
        decide(input, text -> answer.complete(text));
    }

    private void decide(Input input) {
        decide(input, text -> {});
    }

    private void decide(Input input, Consumer<String> answer) {
        long begun = System.nanoTime();
        boolean timers = input instanceof Input.ClockTick && engine.nextTimerNanos() <= input.receivedNanos();
        try {
            engine.decide(input, output);
        } finally {
            watch.end();
        }
        if (output.isEmpty() && isNotJournaled(input, timers)) {
            answer.accept("");
            return;
        }
        setup.latencies().record(Latencies.Stage.DECIDED, System.nanoTime() - begun);
        append(input, output.takeEvents(), output.takeCommands(), answer);
    }

    /**
     * What led to nothing is journaled all the same, since it may have changed what the engine remembers; but for
     * market data, which the tick store has, and ticks of the clock, of which those that let timers go off are noted.
     */
    private boolean isNotJournaled(Input input, boolean timers) {
        boolean full = interleaving.isFull();
        if (timers && !full) {
            interleaving.tick(input.receivedNanos());
        }
        return switch (input) {
            case Input.MarketData data -> !full;
            case Input.ClockTick tick -> !timers || !full;
            default -> false;
        };
    }

    /** An event that the node itself puts in, with no input of the engine behind it. */
    private void host(LedgerEvent event) {
        engine.evolve(event);
        append(null, List.of(event), List.of(), text -> {});
    }

    private void append(
            @Nullable Input input, List<LedgerEvent> events, List<OrderCommand> commands, Consumer<String> answer) {
        BatchInput encoded = null;
        if (input != null) {
            scratch.clear();
            InputCodec.write(input, scratch);
            encoded = new BatchInput(INPUT_VERSION, Bytes.of(scratch.array(), scratch.size()));
        }
        long inputNanos = input == null ? Long.MIN_VALUE : input.receivedNanos();
        Bytes feeds = interleaving.take(inputNanos).encode(scratch);
        DecisionLog.tell(setup.account(), events, byHand);
        setup.tally().add(events);
        JournalBatch batch = JournalBatch.of(setup.account(), setup.parts().mode(), encoded, feeds, events, scratch);
        long sequence = journal.append(batch, events, commands, answer, () -> current = null);
        if (sequence == 0) {
            lost = true;
            String failure = journal.failure();
            answer.accept(failure == null ? "the account was given up here" : failure);
            return;
        }
        setup.snapshots().afterBatch(sequence, engine.ledger());
        if (!journal.isUp()) {
            journal.releaseCancels();
        }
    }

    private void housekeep(Policy policy) {
        if (journal.isAbandoned()) {
            return;
        }
        long now = setup.clock().getAsLong();
        if (engine.nextTimerNanos() <= now || now >= nextTickNanos) {
            nextTickNanos = now + TICK_NANOS;
            decide(new Input.ClockTick(time(now)));
            publish();
        }
        if (policy instanceof LivePolicy live && live.next() != null) {
            switchRules(live, now);
        }
        watchJournal(now);
        askIfNeeded(now);
        startIfReady(now, policy);
    }

    /** Guards may place orders before the strategies start: the ledger names the rules that judge them. */
    private void judgeBy(Policy policy) {
        String before = ledger.ruleSet();
        if (!before.equals(policy.ruleSet()) && !before.equals("none")) {
            decide(new Input.ActivateRules(
                    time(setup.clock().getAsLong()), policy.ruleSet(), "the rules of this start"));
        }
    }

    /** As an input like any other, so that a replay switches at the same place. */
    private void switchRules(LivePolicy live, long now) {
        LivePolicy.Next next = live.next();
        if (next != null) {
            decide(new Input.ActivateRules(time(now), next.ruleSet(), next.reason()));
        }
    }

    private void watchJournal(long now) {
        boolean haltedForIt = ledger.operations().haltReason().startsWith(JOURNAL_AWAY);
        if (!journal.isUp()) {
            if (!ledger.operations().halted()) {
                host(new LedgerEvent.AccountHalted(time(now), JOURNAL_AWAY + journal.downReason()));
            }
            journal.releaseCancels();
        } else if (haltedForIt) {
            decide(new Input.ResumeAccount(time(now), "the journal, which is written again"));
        } else {
            journal.clearEmergency();
            setup.ownership().keep(journal);
        }
    }

    private void askIfNeeded(long now) {
        if (asking || now < nextAskNanos) {
            return;
        }
        nextAskNanos = now + ASK_CHECK_NANOS;
        for (ReconciliationNeed need : engine.reconciliationNeeded(time(now))) {
            if (need.venue().equals(setup.venue().venue())) {
                asking = true;
                setup.venue().ask(setup.account(), need.sinceNanos(), statement -> {
                    boolean taken = inbox.offerRequest(
                            setup.clock().getAsLong(), new Request.Reconcile(statement, new CompletableFuture<>()));
                    if (!taken) {
                        asking = false;
                    }
                });
                return;
            }
        }
    }

    private void startIfReady(long now, Policy policy) {
        if (started || engine.isRecovering() || !journal.isUp()) {
            return;
        }
        CompletableFuture<String> asked = starting;
        if (!isWarm(now) || !isHistoryThere(now)) {
            phase = "warming-up";
            return;
        }
        if (asked != null) {
            engine = new Engine(setup.config(), policy, setup.strategies(watch), ledger);
            inbox.restartMarket();
            interleaving.restart(inbox.generation());
            starting = null;
        }
        WarmUp warmed = warmUp;
        if (warmed != null) {
            warmed.windows(time(now)).forEach(this::decide);
        }
        started = true;
        decide(new Input.StartStrategies(time(now)), text -> {
            if (asked != null) {
                asked.complete(text);
            }
        });
        warmUp = null;
        if (warmed != null) {
            warmed.inputs(time(now)).forEach(this::decide);
        }
        phase = "trading";
        publish();
    }

    /** Whether the bars of the past are there that strategies want; asks for them. */
    private boolean isHistoryThere(long now) {
        if (warmUp == null) {
            List<WarmUp.Wish> wishes = new ArrayList<>(setup.wishes());
            engine.rangesNeeded()
                    .forEach(need -> wishes.add(
                            new WarmUp.Wish(Engine.GUARDS, need.instrument(), need.timeframe(), need.bars())));
            warmUp = new WarmUp(
                    wishes,
                    setup.instruments().stream().map(Instrument::id).toList(),
                    setup.history(),
                    setup.venue().history().isPresent(),
                    now);
        }
        return warmUp.isReady(now);
    }

    /** Whether every instrument has a price; a market that says nothing is not waited for for ever. */
    private boolean isWarm(long now) {
        if (warmUpUntilNanos == Long.MAX_VALUE) {
            warmUpUntilNanos = now + WARM_UP_NANOS;
        }
        boolean priced = setup.instruments().stream()
                .allMatch(instrument -> setup.venue().feed().isPriced(instrument.id()));
        return priced || now >= warmUpUntilNanos;
    }

    private void publish() {
        view = ShardViews.of(engine, setup, journal, phase, nowNanos);
    }

    /** What the shard ended with; to be read when its thread has ended. */
    Ledger ledger() {
        return ledger;
    }
}
