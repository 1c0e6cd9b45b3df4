package dev.tradewind.simulation.data;

/**
 * A part of time: by a bar's open, or by when a tick was received.
 *
 * @param fromNanos first instant, inclusive
 * @param toNanos end, exclusive
 */
public record Window(long fromNanos, long toNanos) {
    /** All of time. */
    public static final Window ALL = new Window(Long.MIN_VALUE, Long.MAX_VALUE);

    /** @throws IllegalArgumentException if it is empty */
    public Window {
        if (fromNanos >= toNanos) {
            throw new IllegalArgumentException("the window is empty: from " + Text.time(fromNanos) + " to "
                    + Text.time(toNanos));
        }
    }

    /** Whether it leaves nothing out. */
    public boolean isAll() {
        return fromNanos == Long.MIN_VALUE && toNanos == Long.MAX_VALUE;
    }

    /** No tick was received in the window. */
    public DataException noTick(String source) {
        return new DataException(source + ": no tick from " + (fromNanos == Long.MIN_VALUE ? "the start" :
                Text.time(fromNanos)) + " to " + (toNanos == Long.MAX_VALUE ? "the end" : Text.time(toNanos))
                + "; change --from or --to");
    }

    DataException nothingInside(String source, long firstNanos, long lastNanos) {
        return new DataException(source + ": no bar from " + (fromNanos == Long.MIN_VALUE ? "the start" :
                Text.time(fromNanos)) + " to " + (toNanos == Long.MAX_VALUE ? "the end" : Text.time(toNanos))
                + "; the data runs from " + Text.time(firstNanos) + " to " + Text.time(lastNanos)
                + ": change --from or --to");
    }
}
