package dev.tradewind.simulation.data;

import dev.tradewind.sdk.instrument.Instrument;

/** Recorded ticks of one instrument: book snapshots and deltas, trades, quotes, funding rates. */
public interface TickSeries {
    Instrument instrument();

    /**
     * Starts reading from the beginning.
     *
     * @throws DataException if the data cannot be read or makes no sense
     */
    TickReader open();
}
