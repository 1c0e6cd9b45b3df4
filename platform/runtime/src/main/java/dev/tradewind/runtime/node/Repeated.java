package dev.tradewind.runtime.node;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tasks of a node that are done again and again, each on a thread of its own. */
final class Repeated implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Repeated.class);

    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("checks-", 0).factory());

    /** Does a task from now on, with so long between two times. One that fails is done again all the same. */
    void every(int millis, Runnable task) {
        threads.execute(() -> {
            while (!threads.isShutdown()) {
                guarded(task);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
            }
        });
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a check of the node failed", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
