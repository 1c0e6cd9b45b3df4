package dev.tradewind.runtime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines about orders on their way into the log: made into text and written on a thread of their own, so that the
 * journal's thread does not wait for that. In the order in which they were put, from whatever thread; none is dropped:
 * whoever finds no room waits for it. A line is written some milliseconds after it was put, many at once.
 */
final class OrderLines {
    /** Those of all accounts of this process. */
    static final OrderLines SHARED = new OrderLines(16_384, NodeLogging::together);

    private static final Logger LOG = LoggerFactory.getLogger(OrderLines.class);

    /** Lines gather for so long: who puts one need not wake a thread for it. */
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final long ROOM_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int MOST_AT_ONCE = 1_024;

    private final ArrayBlockingQueue<Runnable> waiting;
    private final Consumer<Runnable> together;
    private final AtomicLong put = new AtomicLong();
    private final Thread thread;
    private volatile long written;
    private volatile boolean asleep;

    /**
     * Lines that nobody has put yet.
     *
     * @param most how many may wait
     * @param together runs what writes several lines, so that they go to the file at once
     */
    OrderLines(int most, Consumer<Runnable> together) {
        this.waiting = new ArrayBlockingQueue<>(most);
        this.together = together;
        this.thread = Thread.ofPlatform().name("order-log").daemon().start(this::run);
    }

    /** Puts a line at the end; waits where there is no room. @param line writes it */
    void put(Runnable line) {
        while (!waiting.offer(line)) {
            LockSupport.unpark(thread);
            LockSupport.parkNanos(ROOM_NANOS);
        }
        put.incrementAndGet();
        if (asleep) {
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        List<Runnable> lines = new ArrayList<>(MOST_AT_ONCE);
        while (true) {
            if (waiting.drainTo(lines, MOST_AT_ONCE) > 0) {
                together.accept(() -> lines.forEach(OrderLines::write));
                written += lines.size();
                lines.clear();
            }
            if (waiting.size() < MOST_AT_ONCE) {
                rest();
            }
        }
    }

    private static void write(Runnable line) {
        try {
            line.run();
        } catch (RuntimeException e) {
            LOG.error("a line about an order could not be written", e);
        }
    }

    private void rest() {
        LockSupport.parkNanos(this, GATHER_NANOS);
        if (waiting.isEmpty()) {
            asleep = true;
            // Whoever put a line before it saw this did not wake anybody.
            while (asleep && waiting.isEmpty()) {
                LockSupport.park(this);
            }
            asleep = false;
        }
    }

    /** Waits until what was put up to now is written, for ten seconds at most. @return whether it is */
    boolean awaitWritten() {
        long asked = put.get();
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (written < asked && System.nanoTime() - until < 0) {
            LockSupport.unpark(thread);
            LockSupport.parkNanos(ROOM_NANOS);
        }
        return written >= asked;
    }
}
