package dev.tradewind.simulation.backtest;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a backtest on a thread of its own and watches it.
 *
 * @param strategies names, for the message
 * @param unit what progress counts, in the singular
 * @param stall a run without progress for this long is given up
 */
record RunWatch(String strategies, String unit, Duration stall) {
    private static final Duration LOOK = Duration.ofMillis(200);

    /**
     * Runs.
     *
     * @param progress may be asked from any thread
     * @param onProgress hears it a few times a second, on the caller's thread
     * @throws BacktestException if the run makes no progress any more
     */
    <T> T run(Supplier<T> run, LongSupplier progress, LongConsumer onProgress) {
        AtomicReference<@Nullable T> outcome = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread thread = Thread.ofPlatform().name("backtest").daemon(true).start(() -> {
            try {
                outcome.set(run.get());
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        try {
            watch(thread, progress, onProgress);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BacktestException("the run was interrupted", e);
        }
        Throwable thrown = failure.get();
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
        T done = outcome.get();
        if (thrown != null || done == null) {
            throw new IllegalStateException("the run came to no end", thrown);
        }
        return done;
    }

    private void watch(Thread thread, LongSupplier progress, LongConsumer onProgress) throws InterruptedException {
        long seen = -1;
        long since = System.nanoTime();
        while (!thread.join(LOOK)) {
            long now = progress.getAsLong();
            onProgress.accept(now);
            if (now != seen) {
                seen = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > stall.toNanos()) {
                throw new BacktestException("the strategy " + strategies + " has not come back from a callback for "
                        + stall.toSeconds() + " s, after " + unit + " " + seen
                        + PluginFault.place(thread.getStackTrace()).map(place -> "; it is at " + place).orElse("")
                        + ": look for an endless loop there, or give it longer with --stall-seconds");
            }
        }
    }
}
