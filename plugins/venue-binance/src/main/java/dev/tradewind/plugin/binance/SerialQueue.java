package dev.tradewind.plugin.binance;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/** Does one thing after another, on a thread of the executor's that is borrowed while there is something to do. */
final class SerialQueue {
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private final Executor executor;
    private final Runnable whenIdle;
    private boolean running;

    /** @param whenIdle is run whenever nothing waits any more */
    SerialQueue(Executor executor, Runnable whenIdle) {
        this.executor = executor;
        this.whenIdle = whenIdle;
    }

    void add(Runnable action) {
        synchronized (this) {
            waiting.add(action);
            if (running) {
                return;
            }
            running = true;
        }
        executor.execute(this::work);
    }

    synchronized boolean isIdle() {
        return !running && waiting.isEmpty();
    }

    private void work() {
        while (true) {
            Runnable next;
            synchronized (this) {
                next = waiting.poll();
                running = next != null;
            }
            if (next == null) {
                whenIdle.run();
                return;
            }
            next.run();
        }
    }
}
