package dev.tradewind.runtime.node;

import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderCommand.AmendOrder;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.journal.JournalHead;
import dev.tradewind.store.journal.Lease;
import dev.tradewind.store.journal.Recovery;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account on this node: its lease, its shard, and the shard after that. A shard whose strategy does not come back
 * from a callback is abandoned with its thread: it appends nothing more; when everything that it had appended is
 * durable, the epoch is raised and a new shard goes on from the journal, with the strategy halted and with what the old
 * one had taken and not decided.
 */
final class AccountRunner implements ShardJournal.Releases, ShardSetup.SnapshotKeeper, ShardSetup.OwnershipKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(AccountRunner.class);
    private static final Duration ACQUIRE_PATIENCE = Duration.ofSeconds(10);
    private static final Duration SEIZE_PATIENCE = Duration.ofSeconds(1);
    private static final long RELOCK_NANOS = 1_000_000_000L;
    private static final int DRAIN_MILLIS = 5_000;

    private final String account;
    private final OrderLog orderLog;
    private final Books books;
    private final Inbox inbox;
    private final EmergencyFile emergency;
    private final NodeMetrics metrics;
    private final Limits limits;
    private final CommandTimes times;
    private volatile @Nullable Running running;
    private volatile boolean leaseLost;
    private long nextRelockNanoTime;
    private @Nullable Lease lease;
    private @Nullable SnapshotSaver snapshots;
    private @Nullable ShardSetup setup;
    private final StuckCheck stuck = new StuckCheck();
    private volatile String gaveUp = "";
    private volatile BooleanSupplier mayLeave = () -> true;
    private volatile Consumer<List<LedgerEvent>> onlooker = events -> {};

    /** @param amendNanos an amendment that waited longer for the journal is not sent any more */
    record Limits(long callbackNanos, int snapshotEvery, long amendNanos) {}

    private record Running(Shard shard, ShardJournal journal, Thread thread) {}

    AccountRunner(
            OrderLog orderLog,
            Books books,
            Inbox inbox,
            EmergencyFile emergency,
            NodeMetrics metrics,
            Limits limits) {
        this.account = orderLog.account();
        this.orderLog = orderLog;
        this.books = books;
        this.inbox = inbox;
        this.emergency = emergency;
        this.metrics = metrics;
        this.limits = limits;
        this.times = new CommandTimes(metrics.latencies(account));
    }

    /** Commands leave while this says so, asked for each at the moment at which it leaves. */
    void guard(BooleanSupplier guard) {
        mayLeave = guard;
    }

    /** Shows each durable batch, on the writer's thread, before its commands leave. Must not wait. */
    void show(Consumer<List<LedgerEvent>> durable) {
        onlooker = durable;
    }

    String account() {
        return account;
    }

    /** What it trades, by name. */
    List<String> instruments() {
        ShardSetup made = setup;
        return made == null
                ? List.of()
                : made.instruments().stream().map(one -> one.id().toString()).toList();
    }

    Inbox inbox() {
        return inbox;
    }

    /** Becomes the owner and folds the journal. @throws StoreException if the journal is broken, or owned elsewhere */
    Recovery.Recovered recover() {
        return recover(books.ownership().acquire(account, ACQUIRE_PATIENCE));
    }

    /**
     * Becomes the owner, if nobody is, and folds the journal.
     *
     * @param seize whether the owner of before was given up, so that its session is ended where it still is there
     */
    Recovery.Recovered takeOver(boolean seize) {
        return recover(
                seize
                        ? books.ownership().seize(account, SEIZE_PATIENCE)
                        : books.ownership().acquire(account, Duration.ZERO));
    }

    private Recovery.Recovered recover(Lease taken) {
        lease = taken;
        books.writer().open(taken);
        Recovery.Recovered recovered = books.recovery().recover(account);
        recovered.discarded().forEach(line -> LOG.warn("{}", line));
        LOG.info(
                "recovered account {}: batch {}, snapshot {}, {} events after it, epoch {}",
                account,
                recovered.head().sequence(),
                recovered.snapshot(),
                recovered.events(),
                taken.epoch());
        return recovered;
    }

    /** Incarnation of the account's client order ids. */
    int incarnation() {
        return lease().incarnation();
    }

    /** The right that it writes with. */
    Lease lease() {
        Lease held = lease;
        if (held == null) {
            throw new IllegalStateException("the account " + account + " was not recovered");
        }
        return held;
    }

    /** Client order ids of cancels that left without the journal before the last crash. */
    Set<String> emergencyCancels() throws IOException {
        return emergency.read();
    }

    /** Starts trading on what was recovered. */
    void start(Recovery.Recovered recovered, ShardSetup made) {
        setup = made;
        orderLog.begin(recovered.ledger());
        made.venue().route(account, inbox, event -> times.reported(event.clientOrderId()));
        made.venue()
                .feed()
                .subscribe(
                        inbox,
                        new java.util.LinkedHashSet<>(made.instruments().stream()
                                .map(one -> one.id())
                                .toList()));
        books.ownership().onLost(lost -> leaseLost = leaseLost || lost.equals(lease));
        launch(recovered, true, null);
    }

    private void launch(Recovery.Recovered recovered, boolean fresh, @Nullable String stuck) {
        ShardSetup made = setup;
        if (made == null) {
            throw new IllegalStateException("the account " + account + " has nothing to run");
        }
        long sequence = recovered.head().sequence();
        snapshots = new SnapshotSaver(books, account, limits.snapshotEvery(), recovered.snapshot());
        ShardJournal journal = new ShardJournal(books.writer(), emergency, this, sequence);
        Shard shard = new Shard(made, journal, recovered.ledger(), fresh, stuck);
        Thread thread = Thread.ofPlatform().name("shard-" + account).daemon().unstarted(shard);
        running = new Running(shard, journal, thread);
        thread.start();
    }

    ShardView view() {
        Running now = running;
        ShardView view = now == null ? ShardView.NONE : now.shard().view();
        return gaveUp.isEmpty() ? view : ShardViews.failed(view, gaveUp);
    }

    /** Batches that wait for the journal. */
    int outstanding() {
        Running now = running;
        return now == null ? 0 : now.journal().outstanding();
    }

    /** Abandons a shard that does not come back; called a few times a second, on a thread of the node. */
    void check() {
        Running now = running;
        if (now == null) {
            return;
        }
        CallbackWatch.Running callback = now.shard().watch().running();
        if (stuck.isStuck(callback, now.thread(), limits.callbackNanos()) && callback != null) {
            LOG.error(
                    "strategy {} of account {} did not come back from {}: its shard is made anew",
                    callback.strategy(),
                    account,
                    callback.callback());
            rebuild(now, callback.strategy());
        } else if (inbox.isOverrun()) {
            LOG.error("too many reports wait for account {}: its shard is made anew", account);
            rebuild(now, null);
        }
    }

    private void rebuild(Running old, @Nullable String stuck) {
        old.journal().abandon();
        old.thread().interrupt();
        Inbox.Item undecided = old.shard().undecided();
        try {
            old.journal().awaitWritten(Integer.MAX_VALUE);
            Recovery.Recovered recovered = recover(raise());
            if (undecided != null) {
                inbox.putBack(undecided);
            }
            inbox.restartMarket();
            metrics.rebuilt(account);
            launch(recovered, false, stuck);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreException e) {
            gaveUp = "the shard could not be made anew: " + e.getMessage();
            running = null;
            LOG.error("account {}: {}", account, gaveUp);
        }
    }

    /** The lock is kept meanwhile, so that no other node comes between. */
    private Lease raise() {
        Lease held = lease;
        if (held == null) {
            throw new IllegalStateException("the account " + account + " was not recovered");
        }
        books.writer().release(held);
        return books.ownership().raise(held, ACQUIRE_PATIENCE);
    }

    /** Gives the account back, whatever became of its shard. */
    void release() {
        try {
            releaseLease();
        } catch (StoreException e) {
            LOG.debug("the lease of {} is gone already: {}", account, e.getMessage());
        }
    }

    private void releaseLease() {
        Lease held = lease;
        if (held != null) {
            books.writer().release(held);
            books.ownership().release(held);
        }
    }

    @Override
    public void keep(ShardJournal journal) {
        Lease held = lease;
        if (!leaseLost || held == null || journal.outstanding() > 0 || System.nanoTime() < nextRelockNanoTime) {
            return;
        }
        nextRelockNanoTime = System.nanoTime() + RELOCK_NANOS;
        try {
            Lease again = books.ownership().acquire(account, Duration.ZERO);
            books.writer().release(held);
            JournalHead head = books.writer().open(again);
            lease = again;
            leaseLost = false;
            // The epoch may have been raised by a statement whose answer was lost; an owner in between would have
            // written.
            if (head.sequence() != journal.lastSequence()) {
                gaveUp = "the account was traded by somebody else while the database was away";
                journal.abandon();
                LOG.error("account {}: {}", account, gaveUp);
            }
        } catch (StoreException e) {
            LOG.warn("the lock of account {} is not got back yet: {}", account, e.getMessage());
        }
    }

    @Override
    public void afterBatch(long sequence, Ledger ledger) {
        SnapshotSaver saver = snapshots;
        if (saver != null) {
            saver.afterBatch(sequence, ledger);
        }
    }

    @Override
    public void command(OrderCommand command) {
        ShardSetup made = setup;
        if (made == null) {
            return;
        }
        long now = made.clock().getAsLong();
        if (!mayLeave.getAsBoolean()) {
            LOG.warn("not sent, for the lease of this node is over: {}", command);
            inbox.offerReport(now, Unsent.report(command, "the node's lease was over, and it was not sent", now));
            return;
        }
        if (command instanceof AmendOrder amend && now - amend.decidedNanos() > limits.amendNanos()) {
            inbox.offerReport(
                    now,
                    Unsent.report(
                            amend, "it waited for the journal for longer than it was valid, and was not sent", now));
            return;
        }
        times.sending(command);
        made.venue().submit(command);
        times.sent(command);
        orderLog.sent(command);
    }

    @Override
    public boolean mayLeave() {
        return mayLeave.getAsBoolean();
    }

    @Override
    public void durable(List<LedgerEvent> events, long sequence, long nanosToDurable) {
        metrics.durable(account, events, nanosToDurable);
        SnapshotSaver saver = snapshots;
        if (saver != null) {
            saver.durable(sequence);
        }
        onlooker.accept(events);
        for (LedgerEvent event : events) {
            if (event instanceof LedgerEvent.OrderEvent order) {
                orderLog.tell(order, sequence);
            }
        }
    }

    @Override
    public void failed(String reason) {
        LOG.error("ALERT the shard of {} stops for good: {}", account, reason);
    }

    /** Why the journal cannot be written now; empty if it can. */
    String journalTrouble() {
        Running now = running;
        return now == null || now.journal().isUp() ? "" : Shard.JOURNAL_AWAY + now.journal().downReason();
    }

    /** Whether requests that add risk are refused now, and why; empty if they are not. */
    String refusal(Request request) {
        Running now = running;
        if (now == null) {
            return "the account " + account + " does not run: " + gaveUp;
        }
        if (!request.lowersRisk() && !now.journal().isUp()) {
            return Shard.JOURNAL_AWAY + now.journal().downReason();
        }
        return "";
    }

    /** Why the account is not this node's any more; empty while it is, as far as is known here. */
    String lost() {
        Running now = running;
        String failure = now == null ? null : now.journal().failure();
        return failure == null ? gaveUp : failure;
    }

    /** Ends at once, without a word to the journal: the account is somebody else's. */
    void abandon() {
        Running now = running;
        running = null;
        if (now != null) {
            now.journal().abandon();
            now.shard().stop();
            now.thread().interrupt();
        }
        Lease held = lease;
        if (held != null) {
            books.writer().release(held);
        }
    }

    /** Ends in order: nothing more is taken, what was decided is written, the ledger is kept. */
    void stop() {
        stop(() -> {});
    }

    /** @param beforeRelease is run when all is written, while the account still is this node's */
    void stop(Runnable beforeRelease) {
        Running now = running;
        if (now == null) {
            return;
        }
        now.shard().stop();
        try {
            now.thread().join(DRAIN_MILLIS);
            boolean ended = !now.thread().isAlive();
            boolean written = now.journal().awaitWritten(DRAIN_MILLIS);
            if (ended && written && books.writer().state().up()) {
                JournalHead head = books.journal().head(account);
                if (head.sequence() == now.journal().lastSequence()) {
                    books.snapshots().save(head, now.shard().ledger());
                }
            }
            beforeRelease.run();
            releaseLease();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreException e) {
            LOG.warn("account {} ended without a snapshot: {}", account, e.getMessage());
        }
    }
}
