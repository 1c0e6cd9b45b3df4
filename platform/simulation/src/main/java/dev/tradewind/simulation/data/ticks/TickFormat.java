package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.simulation.data.TickSeries;
import java.nio.file.Path;
import java.util.List;

/** A kind of file that holds ticks. All there are stand in {@link TickFormats}. */
public interface TickFormat {
    /** As it is written after {@code --as}. */
    String text();

    /** Whether a file that begins so is of this format. Formats do not overlap. */
    boolean recognises(FileHead head);

    /** What the file calls its instrument; empty if it does not say. */
    String symbol(FileHead head);

    /**
     * The ticks of a file, in order of receipt.
     *
     * @param faults told what is wrong with rows
     * @throws dev.tradewind.simulation.data.DataException if the file cannot be opened
     */
    TickSeries open(Path file, Instrument instrument, TickFaults faults);

    /** Whether files of one recording overlap in time, so that they must be opened together. */
    default boolean belongsTogether() {
        return false;
    }

    /** Files that belong together, as one series. */
    default TickSeries openTogether(List<Path> files, Instrument instrument) {
        throw new IllegalStateException(text() + " is opened file by file");
    }
}
