package dev.tradewind.simulation.data;

import org.jspecify.annotations.Nullable;

/** Reads a series chunk by chunk, in memory that does not grow with the series. Used by one thread. */
public interface BarReader extends AutoCloseable {
    /**
     * The next bars, or null at the end. The chunk belongs to the caller until the next call.
     *
     * @throws DataException if the data is bad; the message names file, line, what is wrong and what to do
     */
    @Nullable BarChunk next();

    /** SHA-256, as lower-case hex, over all bars that were returned, whatever file or format they came from. */
    String dataHash();

    /** Bars missing between those that were returned, by the timeframe; -1 where nobody counts. */
    default long missingBars() {
        return -1;
    }

    @Override
    void close();
}
