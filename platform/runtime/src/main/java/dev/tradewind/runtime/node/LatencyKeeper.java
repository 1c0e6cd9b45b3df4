package dev.tradewind.runtime.node;

import dev.tradewind.store.StoreException;
import dev.tradewind.store.journal.Bytes;
import dev.tradewind.store.session.LatencyStore;
import dev.tradewind.store.session.LatencyStore.Interval;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what was measured of each account and stage in the database, a minute at a time. */
final class LatencyKeeper implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LatencyKeeper.class);
    private static final int EVERY_MILLIS = 60_000;
    private static final int PATIENCE_MILLIS = 2_000;
    private static final long KEPT_NANOS = 30 * 86_400_000_000_000L;

    /** With the database away, those of the last days. */
    private static final int MOST = 50_000;

    private final NodeMetrics metrics;
    private final LatencyStore store;
    private final LongSupplier clock;
    private final Thread thread;
    private final List<Interval> waiting = new ArrayList<>();
    private long sinceNanos;

    LatencyKeeper(NodeMetrics metrics, LatencyStore store, LongSupplier clock) {
        this.metrics = metrics;
        this.store = store;
        this.clock = clock;
        this.sinceNanos = clock.getAsLong();
        this.thread = Thread.ofVirtual().name("latencies").start(this);
    }

    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(EVERY_MILLIS);
                keep();
                drop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drop() {
        try {
            store.dropBefore(clock.getAsLong() - KEPT_NANOS);
        } catch (StoreException e) {
            LOG.warn("old latencies stay: {}", e.getMessage());
        }
    }

    /** Keeps what was measured since the last time; what cannot be kept now is kept the next time. */
    synchronized void keep() {
        long now = clock.getAsLong();
        metrics.latencies().forEach((account, latencies) -> {
            for (Latencies.Stage stage : Latencies.Stage.values()) {
                Histogram interval = latencies.interval(stage);
                if (interval.getTotalCount() > 0) {
                    waiting.add(new Interval(account, name(stage), sinceNanos, now, encode(interval)));
                }
            }
        });
        sinceNanos = now;
        if (waiting.size() > MOST) {
            waiting.subList(0, waiting.size() - MOST).clear();
        }
        try {
            store.keep(waiting);
            waiting.clear();
        } catch (StoreException e) {
            LOG.warn("latencies wait: {}", e.getMessage());
        }
    }

    static String name(Latencies.Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    private static Bytes encode(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Bytes.of(Arrays.copyOf(buffer.array(), length));
    }

    /** Keeps the rest. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        keep();
    }
}
