package dev.tradewind.simulation.data;

import java.util.function.Predicate;

/** Makes a {@link BarReader} of bars that are worked out, not read: ahead of the caller, hashed, in constant memory. */
public final class GeneratedBars {
    private GeneratedBars() {}

    /**
     * Starts to generate.
     *
     * @param name of the background thread
     * @param fill fills an empty chunk with the next bars, sets its size and scales, and says false, with no bars in
     *     it, at the end; called by one thread
     */
    public static BarReader read(String name, Predicate<BarChunk> fill) {
        return AheadReader.start(
                new ChunkSource() {
                    @Override
                    public boolean fill(BarChunk chunk) {
                        return fill.test(chunk);
                    }

                    @Override
                    public long missingBars() {
                        return 0;
                    }

                    @Override
                    public void close() {
                        // Nothing is held open.
                    }
                },
                name);
    }
}
