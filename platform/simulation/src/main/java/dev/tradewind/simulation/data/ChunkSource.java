package dev.tradewind.simulation.data;

/** Fills chunks with the next bars of a series; used by one thread. */
interface ChunkSource extends AutoCloseable {
    /**
     * Fills the chunk, from its first place, with the next bars and their scales.
     *
     * @return false at the end, with nothing in the chunk
     * @throws DataException if the data is bad
     */
    boolean fill(BarChunk chunk);

    /** Bars that are missing between those filled so far. */
    long missingBars();

    @Override
    void close();
}
