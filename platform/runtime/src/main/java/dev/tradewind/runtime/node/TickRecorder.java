package dev.tradewind.runtime.node;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.market.Feed;
import dev.tradewind.store.market.FeedTick;
import dev.tradewind.store.market.TickReader;
import dev.tradewind.store.market.TickStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what feeds say in batches that nobody waits for. When the database is too slow or away and the queue is
 * full, ticks are not stored, and counted.
 */
final class TickRecorder implements MarketFeed.TickSink, Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TickRecorder.class);
    private static final int QUEUED = 131_072;
    private static final int BATCH = 10_000;
    private static final int PAUSE_MILLIS = 200;
    private static final int RETRY_MILLIS = 1_000;
    private static final long ROLL_UP_NANOS = 60_000_000_000L;

    /** Of so long before the start, minutes may not have been made when a process was killed. */
    private static final long UNMADE_NANOS = 75 * 60_000_000_000L;

    private final TickStore store;
    private final TickReader reader;
    private final ArrayBlockingQueue<Named> queue = new ArrayBlockingQueue<>(QUEUED);
    private final Map<String, Feed> feeds = new LinkedHashMap<>();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;
    private long rolledUp = System.nanoTime();

    private record Named(String feed, FeedTick tick) {}

    TickRecorder(Database database) {
        store = new TickStore(database);
        reader = new TickReader(database);
        thread = Thread.ofPlatform().name("ticks").daemon().start(this);
    }

    @Override
    public void accept(String feed, long number, long receivedNanos, MarketEvent event) {
        if (!queue.offer(new Named(feed, FeedTick.of(number, receivedNanos, event)))) {
            dropped.incrementAndGet();
        }
    }

    @Override
    public Optional<TradeTick> lastTrade(InstrumentId instrument, long fromNanos, long toNanos) {
        return reader.lastTrade(instrument, fromNanos, toNanos)
                .map(FeedTick::event)
                .filter(TradeTick.class::isInstance)
                .map(TradeTick.class::cast);
    }

    @Override
    public void run() {
        List<Named> batch = new ArrayList<>();
        makeMinutes(() -> {
            long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
            store.rollUp(now - UNMADE_NANOS, now);
        });
        while (!closed || !queue.isEmpty()) {
            try {
                if (batch.isEmpty() && queue.drainTo(batch, BATCH) == 0) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                    continue;
                }
                store(batch);
                batch.clear();
                rollUpIfDue();
            } catch (StoreException e) {
                LOG.warn("ticks wait: {}", e.getMessage());
                if (closed || !pause()) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        makeMinutes(store::rollUp);
    }

    private static void makeMinutes(Runnable rollUp) {
        try {
            rollUp.run();
        } catch (StoreException e) {
            LOG.warn("minutes of the last hour are not made: {}", e.getMessage());
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void store(List<Named> batch) {
        Map<String, List<FeedTick>> byFeed = new LinkedHashMap<>();
        for (Named named : batch) {
            byFeed.computeIfAbsent(named.feed(), name -> new ArrayList<>()).add(named.tick());
        }
        byFeed.forEach((name, ticks) -> {
            Feed feed = feeds.get(name);
            if (feed == null) {
                feed = store.feed(name);
                feeds.put(name, feed);
            }
            store.store(feed, ticks);
        });
    }

    private void rollUpIfDue() {
        if (System.nanoTime() - rolledUp > ROLL_UP_NANOS) {
            rolledUp = System.nanoTime();
            store.rollUp();
        }
    }

    /** Ticks that were not stored since the start. */
    long dropped() {
        return dropped.get();
    }

    /** Stores what waits, for a second or so, and ends. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(RETRY_MILLIS);
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
