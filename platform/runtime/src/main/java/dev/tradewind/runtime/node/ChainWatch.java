package dev.tradewind.runtime.node;

import dev.tradewind.store.StoreException;
import dev.tradewind.store.journal.ChainCheck;
import dev.tradewind.store.journal.Journal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the whole journal of each account that this node trades, beside trading: a start looks at what comes after
 * its snapshot alone. Where a chain is broken, the account is halted with the place.
 */
final class ChainWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChainWatch.class);
    private static final Duration EVERY = Duration.ofDays(1);
    private static final long TURN_NANOS = 500_000_000L;

    /** Between two pieces of a journal, so that no more than half a core goes into it. */
    private static final long REST_NANOS = 20_000_000L;

    private final Journal journal;
    private final Node node;
    private final Map<String, Long> lookedAt = new LinkedHashMap<>();
    private final Thread thread;
    private volatile boolean closed;

    ChainWatch(Journal journal, Node node) {
        this.journal = journal;
        this.node = node;
        thread = Thread.ofPlatform().daemon().name("chain-watch").start(this::run);
    }

    private void run() {
        while (goesOn()) {
            LockSupport.parkNanos(TURN_NANOS);
            lookedAt.keySet().retainAll(node.runners().keySet());
            for (AccountRunner runner : node.runners().values()) {
                Long last = lookedAt.get(runner.account());
                if (goesOn() && (last == null || System.nanoTime() - last > EVERY.toNanos())) {
                    look(runner);
                }
            }
        }
    }

    private void look(AccountRunner runner) {
        String account = runner.account();
        long begun = System.nanoTime();
        try {
            ChainCheck check = journal.verify(account, () -> {
                LockSupport.parkNanos(REST_NANOS);
                return goesOn();
            });
            lookedAt.put(account, begun);
            if (check.isWhole()) {
                LOG.info(
                        "the journal of {} is whole up to batch {}, looked at in {} ms",
                        account,
                        check.head().sequence(),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
                return;
            }
            String reason = check.broken() + "; see 'tradewind db verify'";
            LOG.error("ALERT {}", reason);
            runner.inbox()
                    .offerRequest(
                            node.clock().getAsLong(), new Request.HaltAccount(reason, new CompletableFuture<>()));
        } catch (StoreException e) {
            // Asked again in the next turn.
            LOG.debug("the journal of {} cannot be looked at: {}", account, e.getMessage());
        }
    }

    private boolean goesOn() {
        return !closed && !Thread.currentThread().isInterrupted();
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
