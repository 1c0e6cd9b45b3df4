package dev.tradewind.store.journal;

import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.JournalResult.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the journal of all shards of a node: a bounded queue, one thread, and one statement a commit for all that
 * waits. Each batch's callback is called on that thread, in the order of the batches of its shard, once the batch is on
 * disk or will never be written.
 *
 * <p>While the database is away batches wait, and none is lost, doubled or overtaken: a commit whose outcome is unknown
 * is looked up before it is tried again. When the queue is full {@link #append} takes nothing: a shard decides nothing
 * more until there is room.
 */
public final class JournalWriter implements AutoCloseable {
    /** What {@link #append} returns when there is no room. */
    public static final long NO_ROOM = 0;

    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
    private static final JournalState SILENT = new JournalState(false, "the database has not answered for 2 s");
    private static final long ROOM_CHECK_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    /** An answer that takes longer counts as none, long before the connection does: a server may be frozen. */
    private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final ArrayBlockingQueue<WriterEntry> queue;
    private final Map<String, WriterShard> shards = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<Consumer<JournalState>> listeners = new CopyOnWriteArrayList<>();
    private final Journal journal;
    private final WriterLoop loop;
    private final Thread thread;
    private final AtomicBoolean saidSilent = new AtomicBoolean();
    private volatile JournalState state = JournalState.UP;
    private volatile boolean closed;

    public JournalWriter(Database database) {
        this(database, WriterLimits.DEFAULT);
    }

    public JournalWriter(Database database, WriterLimits limits) {
        this.journal = new Journal(database);
        this.queue = new ArrayBlockingQueue<>(limits.queued());
        this.loop = new WriterLoop(database, limits, queue, this::changed);
        this.thread = Thread.ofPlatform().name("journal-writer").daemon().start(loop);
    }

    /** Called on the writer's thread when the journal goes down or comes up. */
    public void onStateChange(Consumer<JournalState> listener) {
        listeners.add(listener);
    }

    /** Whether what is appended becomes durable; not while the database owes an answer for more than two seconds. */
    public JournalState state() {
        JournalState known = state;
        boolean silent = known.up() && loop.silentNanos() > SILENT_NANOS;
        if (saidSilent.compareAndSet(!silent, silent)) {
            LOG.warn(silent ? "the journal cannot be written: " + SILENT.reason() : "the database owes no answer");
        }
        return silent ? SILENT : known;
    }

    private void changed(JournalState next) {
        state = next;
        if (next.up()) {
            LOG.info("the journal is written again");
        } else {
            LOG.warn("the journal cannot be written: {}", next.reason());
        }
        listeners.forEach(listener -> listener.accept(next));
    }

    /**
     * Makes a shard known; its batches continue where its journal ends.
     *
     * @return that end
     */
    public JournalHead open(Lease lease) {
        JournalHead head = journal.head(lease.shard());
        shards.put(lease.shard(), new WriterShard(lease, head));
        return head;
    }

    /** Takes no further batches of a shard. Those that wait are still written. */
    public void release(Lease lease) {
        shards.computeIfPresent(lease.shard(), (name, shard) -> shard.lease.equals(lease) ? null : shard);
    }

    /**
     * Puts a batch into the queue. For each shard from one thread at a time.
     *
     * @param whenDone called once, on the writer's thread; it should be quick, for all shards wait for it
     * @return the batch's sequence, or {@link #NO_ROOM} if the queue is full and nothing was taken
     * @throws StoreException with {@link StoreException.Code#NOT_OWNER} if the shard is not open here, or failed before
     */
    public long append(JournalBatch batch, Consumer<JournalResult> whenDone) {
        WriterShard shard = shards.get(batch.shard());
        if (shard == null) {
            throw notOpen(batch.shard());
        }
        JournalResult failure = shard.failure();
        if (failure != null) {
            throw new StoreException(
                    StoreException.Code.NOT_OWNER,
                    "the journal of " + batch.shard() + " was closed for writing: " + failure.detail());
        }
        synchronized (shard) {
            if (closed) {
                throw notOpen(batch.shard());
            }
            if (queue.remainingCapacity() == 0) {
                return NO_ROOM;
            }
            WriterEntry entry = shard.place(batch, whenDone);
            if (!queue.offer(entry)) {
                return NO_ROOM;
            }
            shard.advance(entry);
            return entry.sequence;
        }
    }

    private static StoreException notOpen(String shard) {
        return new StoreException(
                StoreException.Code.NOT_OWNER, "the journal of " + shard + " is not open for writing here");
    }

    /** How many batches the queue still takes. */
    public int room() {
        return queue.remainingCapacity();
    }

    /** Waits for room. @return whether there is some */
    public boolean awaitRoom(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (queue.remainingCapacity() == 0) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(ROOM_CHECK_NANOS);
        }
        return true;
    }

    /** Writes what waits, for as long as {@link #close(Duration)} has by default, and ends. */
    @Override
    public void close() {
        close(Duration.ofSeconds(10));
    }

    /** Writes what waits and ends; what could not be written in this time is told {@link Outcome#CLOSED}. */
    public void close(Duration patience) {
        closed = true;
        for (WriterShard shard : shards.values()) {
            synchronized (shard) {
                // Whoever was in the midst of putting a batch into the queue has done so now.
                shard.notifyAll();
            }
        }
        loop.stopWithin(patience);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
