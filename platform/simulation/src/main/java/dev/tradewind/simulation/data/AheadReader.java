package dev.tradewind.simulation.data;

import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads ahead on one thread of its own: a few chunks circle between that thread and the caller, so that memory does
 * not grow. What goes wrong there is thrown to the caller, after the chunks before it.
 */
final class AheadReader implements BarReader {
    private static final int CHUNKS = 4;
    private static final long PATIENCE_MILLIS = 10_000;

    private final BlockingQueue<BarChunk> free = new ArrayBlockingQueue<>(CHUNKS);

    /** One more place than chunks, so that the end can always be said. */
    private final BlockingQueue<Handed> full = new ArrayBlockingQueue<>(CHUNKS + 1);

    private final Thread thread;
    private Handed current = new Handed(null, new BarHash().snapshot(), 0, null);
    private boolean ended;

    /** A chunk with what is known when it is through; no chunk at the end, and perhaps the reason of the end. */
    private record Handed(
            @Nullable BarChunk chunk, MessageDigest hash, long missingBars, @Nullable Throwable failure) {}

    private AheadReader(ChunkSource source, String name) {
        for (int i = 0; i < CHUNKS; i++) {
            free.add(new BarChunk());
        }
        thread = Thread.ofPlatform().daemon().name("bars-" + name).unstarted(() -> run(source));
    }

    static AheadReader start(ChunkSource source, String name) {
        AheadReader reader = new AheadReader(source, name);
        reader.thread.start();
        return reader;
    }

    private void run(ChunkSource source) {
        BarHash hash = new BarHash();
        Throwable failure = null;
        try (source) {
            while (true) {
                BarChunk chunk = free.take();
                if (!source.fill(chunk)) {
                    break;
                }
                hash.add(chunk);
                full.put(new Handed(chunk, hash.snapshot(), source.missingBars(), null));
            }
        } catch (InterruptedException e) {
            // Only close() interrupts: nobody waits for more.
            return;
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        full.add(new Handed(null, hash.snapshot(), source.missingBars(), failure));
    }

    @Override
    public @Nullable BarChunk next() {
        if (ended) {
            return null;
        }
        BarChunk finished = current.chunk();
        if (finished != null) {
            free.add(finished);
        }
        try {
            current = full.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new DataException("reading was interrupted", e);
        }
        if (current.chunk() == null) {
            ended = true;
            switch (current.failure()) {
                case null -> {}
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
        }
        return current.chunk();
    }

    @Override
    public String dataHash() {
        return BarHash.hex(current.hash());
    }

    @Override
    public long missingBars() {
        return current.missingBars();
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
