package dev.tradewind.store.journal;

import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.CommitStatements.Place;
import dev.tradewind.store.journal.JournalResult.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writer's thread: drains the queue, commits, tells; and gets through when the database goes and comes back. */
final class WriterLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(WriterLoop.class);
    private static final String UNIQUE_VIOLATION = "23505";
    private static final int ANSWER_TIMEOUT_SECONDS = 20;
    private static final long IDLE_CHECK_MILLIS = 500;
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 500;

    /** Refusals of one commit for places that are taken, after which it is no coincidence. */
    private static final int MAX_REFUSALS = 10;

    private final Database database;
    private final WriterLimits limits;
    private final BlockingQueue<WriterEntry> queue;
    private final Consumer<JournalState> whenChanged;
    private @Nullable CommitStatements statements;
    private boolean up = true;
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private @Nullable WriterEntry carried;
    private volatile boolean stopping;
    private volatile long stopNanos;
    private volatile boolean asking;
    private volatile long askedNanos;

    WriterLoop(
            Database database,
            WriterLimits limits,
            BlockingQueue<WriterEntry> queue,
            Consumer<JournalState> whenChanged) {
        this.database = database;
        this.limits = limits;
        this.queue = queue;
        this.whenChanged = whenChanged;
    }

    void stopWithin(Duration patience) {
        stopNanos = System.nanoTime() + patience.toNanos();
        stopping = true;
    }

    /** How long the database has owed an answer; 0 if it owes none. */
    long silentNanos() {
        long asked = askedNanos;
        return asking ? Math.max(0, System.nanoTime() - asked) : 0;
    }

    private void ask() {
        askedNanos = System.nanoTime();
        asking = true;
    }

    private boolean isOutOfTime() {
        return stopping && System.nanoTime() - stopNanos >= 0;
    }

    @Override
    public void run() {
        List<WriterEntry> entries = new ArrayList<>(limits.batchesPerCommit());
        try {
            while (true) {
                entries.clear();
                drain(entries);
                if (!entries.isEmpty()) {
                    commit(entries);
                    if (!entries.isEmpty()) {
                        return;
                    }
                } else if (stopping) {
                    return;
                } else {
                    checkWhileIdle();
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("the journal's writer was interrupted: what waits is not written");
            Thread.currentThread().interrupt();
        } finally {
            tellClosed(entries);
            disconnect();
        }
    }

    /** Waits for one batch, and takes with it what else waits, within the bounds of a commit. */
    private void drain(List<WriterEntry> entries) throws InterruptedException {
        WriterEntry next = carried;
        carried = null;
        if (next == null) {
            next = stopping ? queue.poll() : queue.poll(IDLE_CHECK_MILLIS, TimeUnit.MILLISECONDS);
        }
        long bytes = 0;
        while (next != null) {
            bytes += next.batch.payload().length;
            if (!entries.isEmpty() && bytes > limits.bytesPerCommit()) {
                carried = next;
                return;
            }
            entries.add(next);
            next = entries.size() < limits.batchesPerCommit() ? queue.poll() : null;
        }
    }

    /** Ends with all written or told why not; with some left only when there is no time any more. */
    private void commit(List<WriterEntry> entries) throws InterruptedException {
        boolean outcomeKnown = true;
        int refusals = 0;
        while (!entries.isEmpty()) {
            ask();
            try {
                CommitStatements open = connected();
                if (!outcomeKnown) {
                    settle(entries, open.find(entries));
                    outcomeKnown = true;
                }
                dropFailed(entries);
                if (!entries.isEmpty()) {
                    write(entries, open);
                }
                asking = false;
                goUp();
            } catch (SQLException e) {
                asking = false;
                outcomeKnown = false;
                if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                    refusals++;
                    if (refusals == MAX_REFUSALS) {
                        entries.forEach(entry -> conflict(entry, message(e)));
                    }
                    continue;
                }
                goDown(e);
                if (isOutOfTime()) {
                    return;
                }
                pause();
            }
        }
    }

    private void write(List<WriterEntry> entries, CommitStatements open) throws SQLException {
        if (open.insert(entries) == entries.size()) {
            entries.forEach(WriterLoop::tellDurable);
            entries.clear();
            return;
        }
        settle(entries, open.find(entries));
        for (WriterEntry entry : entries) {
            // Left out by the statement, for its epoch is not the shard's any more.
            entry.shard.fail(new JournalResult(
                    Outcome.FENCED,
                    entry.sequence,
                    "the account " + entry.shard.lease.shard() + " has a newer owner than epoch "
                            + entry.shard.lease.epoch()));
        }
        dropFailed(entries);
    }

    /** Tells those that stand in the journal already, and takes them out. */
    private static void settle(List<WriterEntry> entries, Map<Place, Bytes> found) {
        entries.removeIf(entry -> {
            Bytes hash = found.get(Place.of(entry));
            if (hash == null) {
                return false;
            }
            if (hash.equals(Bytes.wrap(entry.hash))) {
                tellDurable(entry);
                return true;
            }
            conflict(entry, "batch " + entry.sequence + " of " + entry.shard.lease.shard()
                    + " is there with another content");
            return false;
        });
    }

    private static void conflict(WriterEntry entry, String detail) {
        entry.shard.fail(new JournalResult(Outcome.CONFLICT, entry.sequence, detail));
    }

    /** What follows a batch that was not written must not be written either. */
    private static void dropFailed(List<WriterEntry> entries) {
        entries.removeIf(entry -> {
            JournalResult failure = entry.shard.failure();
            if (failure == null) {
                return false;
            }
            tell(entry, new JournalResult(failure.outcome(), entry.sequence, failure.detail()));
            return true;
        });
    }

    private static void tellDurable(WriterEntry entry) {
        tell(entry, new JournalResult(Outcome.DURABLE, entry.sequence, ""));
    }

    private static void tell(WriterEntry entry, JournalResult result) {
        try {
            entry.complete(result);
        } catch (RuntimeException e) {
            // One shard's mistake must not stop the journal of the others.
            LOG.error("the callback of batch {} of {} failed", entry.sequence, entry.shard.lease.shard(), e);
        }
    }

    private void tellClosed(List<WriterEntry> entries) {
        List<WriterEntry> left = new ArrayList<>(entries);
        if (carried != null) {
            left.add(carried);
        }
        queue.drainTo(left);
        for (WriterEntry entry : left) {
            tell(entry, new JournalResult(Outcome.CLOSED, entry.sequence, "the writer was closed"));
        }
    }

    private CommitStatements connected() throws SQLException {
        CommitStatements open = statements;
        if (open == null) {
            open = new CommitStatements(database.connect("journal", ANSWER_TIMEOUT_SECONDS));
            statements = open;
        }
        return open;
    }

    private void checkWhileIdle() throws InterruptedException {
        ask();
        try {
            connected().ping();
            asking = false;
            goUp();
        } catch (SQLException e) {
            asking = false;
            goDown(e);
            pause();
        }
    }

    private void goUp() {
        pauseMillis = FIRST_PAUSE_MILLIS;
        if (!up) {
            up = true;
            notifyOf(JournalState.UP);
        }
    }

    private void goDown(SQLException cause) {
        disconnect();
        if (up) {
            up = false;
            notifyOf(new JournalState(false, message(cause)));
        }
    }

    private static String message(SQLException e) {
        return String.valueOf(e.getMessage()).replace('\n', ' ');
    }

    private void notifyOf(JournalState state) {
        try {
            whenChanged.accept(state);
        } catch (RuntimeException e) {
            LOG.error("a listener of the journal's state failed", e);
        }
    }

    private void disconnect() {
        CommitStatements open = statements;
        statements = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.debug("a broken connection did not close: {}", e.getMessage());
            }
        }
    }

    private void pause() throws InterruptedException {
        Thread.sleep(pauseMillis);
        pauseMillis = Math.min(pauseMillis * 2, LONGEST_PAUSE_MILLIS);
    }
}
