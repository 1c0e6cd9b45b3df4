package dev.tradewind.runtime.node;

import dev.tradewind.policy.ConductRules;
import dev.tradewind.policy.RuleException;
import dev.tradewind.policy.RuleSet;
import dev.tradewind.policy.surveillance.Alert;
import dev.tradewind.policy.surveillance.Surveillance;
import dev.tradewind.runtime.surveillance.AlertText;
import dev.tradewind.runtime.surveillance.FollowedStream;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.surveillance.AlertStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches what all accounts do, by the rules about conduct that are in force. It reads the journal and the tick store
 * behind everybody's back, a few seconds late, on a thread of its own: no order waits for it, and nothing that it finds
 * changes an order.
 */
final class LiveSurveillance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSurveillance.class);

    /** A start has better things to do first. */
    private static final Duration FIRST = Duration.ofSeconds(5);

    private static final Duration TURN = Duration.ofSeconds(1);

    /** What is being written now must be there before its time is looked at. */
    private static final long LATE_NANOS = 3_000_000_000L;

    private final Database database;
    private final AlertStore store;
    private final Supplier<RuleSet> inForce;
    private final Path cache;
    private final LongSupplier clock;
    private final Duration first;
    private final Thread thread;
    private final AtomicLong alerts = new AtomicLong();
    /** Found and not kept yet. */
    private final List<Alert> unkept = new ArrayList<>();

    private @Nullable Surveillance surveillance;
    private @Nullable FollowedStream stream;
    private String ruleSet = "";
    private volatile int rules;
    private volatile String last = "";
    private volatile String trouble = "";
    private volatile boolean closed;

    /**
     * Starts watching.
     *
     * @param inForce the rules that judge now
     * @param cache of compiled rules
     */
    LiveSurveillance(Database database, Supplier<RuleSet> inForce, Path cache, LongSupplier clock) {
        this(database, inForce, cache, clock, FIRST);
    }

    /** @param first when the first look is */
    LiveSurveillance(
            Database database, Supplier<RuleSet> inForce, Path cache, LongSupplier clock, Duration first) {
        this.database = database;
        this.store = new AlertStore(database);
        this.inForce = inForce;
        this.cache = cache;
        this.clock = clock;
        this.first = first;
        thread = Thread.ofPlatform().daemon().name("surveillance").start(this::run);
    }

    private void run() {
        pause(first);
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
            ConductRules loaded = ConductRules.of(now.files(), cache);
            Surveillance running = surveillance;
            if (running != null) {
                running.use(loaded);
            } else {
                surveillance = new Surveillance(loaded, unkept::add);
            }
            ruleSet = now.hash();
            rules = loaded.rules().size();
        }
        Surveillance running = surveillance;
        if (running == null || rules == 0) {
            return;
        }
        FollowedStream followed = stream;
        long until = clock.getAsLong() - LATE_NANOS;
        if (followed == null) {
            followed = new FollowedStream(database, until);
            stream = followed;
        }
        followed.follow(until, running::accept);
        running.advance(until);
        keep();
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
