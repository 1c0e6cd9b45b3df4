package dev.tradewind.runtime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What comes from a source is taken on this thread while the source goes on, a bounded way ahead, on another. */
final class ReadAhead<T> {
    private static final int CHUNK = 512;
    private static final int CHUNKS = 16;

    private final BlockingQueue<Chunk<T>> queue = new ArrayBlockingQueue<>(CHUNKS);
    private List<T> filling = new ArrayList<>(CHUNK);

    /**
     * Some of them.
     *
     * @param items in their order
     * @param last whether nothing follows
     * @param failure why the source ended before its time; null if it did not
     */
    private record Chunk<T>(List<T> items, boolean last, @Nullable Throwable failure) {}

    /** The one who takes does not any more. */
    private static final class NotWantedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotWantedException() {
            super("nobody takes it any more", null, false, false);
        }
    }

    private ReadAhead() {}

    /**
     * Hands over all that comes from a source, in its order. Returns when all was taken and the source has ended; what
     * either of them throws is thrown.
     *
     * @param source gives to what it is called with, on a thread of its own
     * @param taker takes on this thread
     */
    static <T> void run(Consumer<Consumer<T>> source, Consumer<? super T> taker) {
        ReadAhead<T> ahead = new ReadAhead<>();
        Thread reader = Thread.ofPlatform().daemon().name("read-ahead").start(() -> ahead.read(source));
        try {
            ahead.take(taker);
        } finally {
            reader.interrupt();
            join(reader);
        }
    }

    private void read(Consumer<Consumer<T>> source) {
        Throwable failure = null;
        try {
            source.accept(this::add);
        } catch (NotWantedException e) {
            return;
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        try {
            queue.put(new Chunk<>(filling, true, failure));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void add(T item) {
        filling.add(item);
        if (filling.size() == CHUNK) {
            try {
                queue.put(new Chunk<>(filling, false, null));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new NotWantedException();
            }
            filling = new ArrayList<>(CHUNK);
        }
    }

    private void take(Consumer<? super T> taker) {
        try {
            Chunk<T> chunk;
            do {
                chunk = queue.take();
                chunk.items().forEach(taker);
            } while (!chunk.last());
            if (chunk.failure() instanceof Error error) {
                throw error;
            }
            if (chunk.failure() instanceof RuntimeException failure) {
                throw failure;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while recorded orders were read", e);
        }
    }

    /** The source must not outlive the call: it uses what the caller closes. */
    private static void join(Thread reader) {
        boolean interrupted = Thread.interrupted();
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
