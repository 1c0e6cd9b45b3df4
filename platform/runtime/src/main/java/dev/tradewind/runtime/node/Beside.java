package dev.tradewind.runtime.node;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Parts of a start that are made beside each other. */
final class Beside {
    private Beside() {}

    /** Makes something on a thread of its own. */
    static <T> CompletableFuture<T> start(Supplier<T> task) {
        return CompletableFuture.supplyAsync(
                task, one -> Thread.ofPlatform().daemon().name("node-start").start(one));
    }

    /** What was made, or the very failure. */
    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw e;
        }
    }
}
