package dev.tradewind.runtime.node;

import org.jspecify.annotations.Nullable;

/** Which callback of which strategy runs on a shard's thread, and since when; written by that thread alone. */
final class CallbackWatch {
    private volatile @Nullable Running running;

    /** A callback that runs. */
    record Running(String strategy, String callback, long sinceNanoTime) {}

    void begin(String strategy, String callback) {
        running = new Running(strategy, callback, System.nanoTime());
    }

    void end() {
        running = null;
    }

    /** The callback that runs now; null if none does. */
    @Nullable Running running() {
        return running;
    }
}
