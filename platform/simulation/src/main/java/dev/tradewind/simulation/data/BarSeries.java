package dev.tradewind.simulation.data;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Timeframe;
import java.nio.file.Path;
import java.util.List;

/** Bars of one instrument in one timeframe, in order of time, that can be read from the start as often as wanted. */
public interface BarSeries {
    Instrument instrument();

    Timeframe timeframe();

    /** Bars expected, for a progress bar; -1 where nobody knows before reading. */
    long estimatedBars();

    /** The files that the bars come from; empty where they come from none. */
    default List<Path> sourceFiles() {
        return List.of();
    }

    /** Starts to read. @throws DataException if the source cannot be opened */
    BarReader open();
}
