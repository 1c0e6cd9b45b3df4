package dev.tradewind.runtime.node;

import dev.tradewind.policy.ConductRules;
import dev.tradewind.policy.RuleException;
import dev.tradewind.policy.RuleSet;
import dev.tradewind.policy.surveillance.Alert;
import dev.tradewind.policy.surveillance.Surveillance;
import dev.tradewind.runtime.surveillance.AlertText;
import dev.tradewind.runtime.surveillance.Closes;
import dev.tradewind.runtime.surveillance.FollowedStream;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.surveillance.AlertStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches what accounts do, in a cluster those that are this node's to watch, by the rules about conduct that are in
 * force. It reads the journal and the tick store behind everybody's back, a few seconds late, on a thread of its own:
 * no order waits for it, and nothing that it finds changes an order.
 */
final class LiveSurveillance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSurveillance.class);

    /** A start has better things to do first. */
    private static final Duration FIRST = Duration.ofSeconds(5);

    private static final Duration TURN = Duration.ofSeconds(1);

    /** What is being written now must be there before its time is looked at. */
    private static final long LATE_NANOS = 3_000_000_000L;

    /** What is to be watched here has not changed for so many turns before it is. */
    private static final int STEADY_TURNS = 3;

    /** Alerts of so long ago may still keep others quiet. */
    private static final long REMEMBERED_NANOS = 4 * 3_600_000_000_000L;

    private static final int MOST_REMEMBERED = 10_000;

    private final Database database;
    private final AlertStore store;
    private final Supplier<RuleSet> inForce;
    private final Path cache;
    private final LongSupplier clock;
    private final Function<UnaryOperator<String>, Optional<Set<String>>> share;
    private final Thread thread;
    private final AtomicLong alerts = new AtomicLong();
    /** Found and not kept yet. */
    private final List<Alert> unkept = new ArrayList<>();

    private @Nullable Surveillance surveillance;
    private @Nullable FollowedStream stream;
    private @Nullable ConductRules loaded;
    private String ruleSet = "";
    /** What is to be watched, as it was seen last, and for how many turns it has been so; null for all accounts. */
    private @Nullable Set<String> seen;

    private int steady;
    private volatile @Nullable Set<String> watched;
    private volatile int rules;
    private volatile String last = "";
    private volatile String trouble = "";
    private volatile boolean closed;

    /**
     * Starts watching.
     *
     * @param inForce the rules that judge now
     * @param cache of compiled rules
     * @param share accounts that are to be watched here, by who stands behind each; empty for all
     */
    LiveSurveillance(
            Database database,
            Supplier<RuleSet> inForce,
            Path cache,
            LongSupplier clock,
            Function<UnaryOperator<String>, Optional<Set<String>>> share) {
        this.database = database;
        this.store = new AlertStore(database);
        this.inForce = inForce;
        this.cache = cache;
        this.clock = clock;
        this.share = share;
        thread = Thread.ofPlatform().daemon().name("surveillance").start(this::run);
    }

    private void run() {
        pause(FIRST);
        while (!closed) {
            try {
                turn();
                trouble("");
            } catch (StoreException e) {
                // What was read and not handed over is lost with the windows: both begin anew.
                trouble("waits for the database: " + e.getMessage());
                forget();
            } catch (RuleException e) {
                trouble("has no rules: " + e.getMessage());
            } catch (RuntimeException e) {
                trouble("begins anew: " + e);
                forget();
            }
            pause(TURN);
        }
        forget();
    }

    private void pause(Duration time) {
        if (!closed) {
            LockSupport.parkNanos(time.toNanos());
        }
    }

    private void turn() {
        RuleSet now = inForce.get();
        if (!now.hash().equals(ruleSet)) {
            ConductRules fresh = ConductRules.of(now.files(), cache);
            Surveillance running = surveillance;
            if (running != null) {
                running.use(fresh);
            } else {
                surveillance = new Surveillance(fresh, unkept::add);
            }
            loaded = fresh;
            ruleSet = now.hash();
            rules = fresh.rules().size();
        }
        ConductRules known = loaded;
        Surveillance running = surveillance;
        if (running == null || known == null || rules == 0 || !isShareSettled(known)) {
            return;
        }
        FollowedStream followed = stream;
        long until = clock.getAsLong() - LATE_NANOS;
        if (followed == null) {
            Set<String> accounts = watched;
            followed = new FollowedStream(
                    database, account -> accounts == null || accounts.contains(account), until);
            stream = followed;
            remember(running, until);
        }
        followed.follow(until, Closes.of(known.tables()), running::accept);
        running.advance(until);
        keep();
    }

    /**
     * Whether what is watched is what is to be watched. Windows of accounts that another node watched have to be
     * filled, and those of accounts that it watches now to go: all begin anew, once nothing has changed for a while.
     */
    private boolean isShareSettled(ConductRules known) {
        Set<String> now = share.apply(known::owner).orElse(null);
        steady = Objects.equals(now, seen) ? steady + 1 : 0;
        seen = now;
        if (Objects.equals(now, watched)) {
            return true;
        }
        if (steady < STEADY_TURNS) {
            // Until then the others think so, too.
            return stream != null;
        }
        LOG.info("surveillance of {} is this node's", now == null ? "all accounts" : now);
        watched = now;
        boolean begun = stream != null;
        if (begun) {
            forget();
        }
        return !begun;
    }

    /** What was told, by whatever node, is not told again because it is looked at again. */
    private void remember(Surveillance running, long until) {
        for (AlertStore.Row row : store.alerts(until - REMEMBERED_NANOS, Long.MAX_VALUE, MOST_REMEMBERED)) {
            running.known(row.rule().code(), row.account(), row.instrument(), row.timeNanos());
        }
    }

    private void keep() {
        while (!unkept.isEmpty()) {
            Alert alert = unkept.getFirst();
            boolean isNew = store.keep(AlertText.row(alert));
            unkept.removeFirst();
            if (isNew) {
                alerts.incrementAndGet();
                last = alert.rule().code() + " about " + alert.subject().account();
                LOG.error("ALERT surveillance: {} of {}: {} Orders: {}", alert.rule().code(),
                        alert.subject().account(), alert.finding().text(), alert.evidence().orders());
            }
        }
    }

    private void trouble(String now) {
        if (!now.equals(trouble)) {
            trouble = now;
            if (!now.isEmpty()) {
                LOG.error("ALERT surveillance {}", now);
            }
        }
    }

    private void forget() {
        Surveillance gone = surveillance;
        surveillance = null;
        stream = null;
        loaded = null;
        ruleSet = "";
        if (gone != null) {
            gone.close();
        }
    }

    /** Alerts since the start of the node. */
    long alerts() {
        return alerts.get();
    }

    /** Whether it watches; 0 while it has trouble. */
    int watching() {
        return trouble.isEmpty() && rules > 0 ? 1 : 0;
    }

    /** For people, what they may want to know. */
    List<String> notices() {
        List<String> notices = new ArrayList<>();
        if (!trouble.isEmpty()) {
            notices.add("surveillance " + trouble);
        }
        Set<String> accounts = watched;
        if (accounts != null) {
            notices.add("surveillance of " + accounts + " is this node's");
        }
        if (alerts.get() > 0) {
            notices.add("surveillance found " + alerts.get() + " since the start, last " + last
                    + "; see 'tradewind rules alerts'");
        }
        return notices;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
