package dev.tradewind.simulation.data;

import java.util.Locale;

/**
 * How often the clock of who recorded the data ran backwards. Such a line counts as received together with the one
 * before it, so that time of receipt never runs backwards for who reads.
 *
 * @param lines that were received before the one above them
 * @param mostNanos by how much at most; 0 if there are none
 * @param first file, line and times of the first; empty if there is none
 */
public record ClockSteps(long lines, long mostNanos, String first) {
    /** The clock never ran backwards. */
    public static final ClockSteps NONE = new ClockSteps(0, 0, "");

    /** Both together. */
    public ClockSteps and(ClockSteps later) {
        return new ClockSteps(
                lines + later.lines,
                Math.max(mostNanos, later.mostNanos),
                first.isEmpty() ? later.first : first);
    }

    /** What a user should know of it and do, in one sentence; only if there are any. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%,d line%s received before the one above (the first: %s), by up to %.3f s: the recorder's clock ran"
                        + " backwards. %s as received together with the line above; remove or correct %s if that is"
                        + " wrong",
                lines, lines == 1 ? " was" : "s were", first, mostNanos / 1e9,
                lines == 1 ? "It counts" : "They count", lines == 1 ? "it" : "them");
    }
}
