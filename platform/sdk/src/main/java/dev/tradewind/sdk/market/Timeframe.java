package dev.tradewind.sdk.market;

import java.util.Locale;

/**
 * The length of a bar, such as {@code 1m}, {@code 4h}, {@code 1d}. Intervals are aligned to the epoch, in UTC; weeks
 * start on Monday.
 *
 * @param nanos length in nanoseconds, positive
 */
public record Timeframe(long nanos) implements Comparable<Timeframe> {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long WEEK = 7 * DAY;

    /** From the epoch, a Thursday, to the Monday after it. */
    private static final long WEEK_SHIFT = 4 * DAY;

    public static final Timeframe MINUTE_1 = new Timeframe(MINUTE);
    public static final Timeframe HOUR_1 = new Timeframe(HOUR);
    public static final Timeframe DAY_1 = new Timeframe(DAY);

    /** @throws IllegalArgumentException if nanos is not positive */
    public Timeframe {
        if (nanos <= 0) {
            throw new IllegalArgumentException("a timeframe is positive, was " + nanos + " ns");
        }
    }

    /**
     * Reads a number and a unit of s, m, h, d or w.
     *
     * @throws IllegalArgumentException if the text is something else
     */
    public static Timeframe parse(String text) {
        String value = text.toLowerCase(Locale.ROOT);
        if (!value.matches("[1-9][0-9]{0,5}[smhdw]")) {
            throw new IllegalArgumentException(
                    "a timeframe is a number and one of s, m, h, d, w, such as 5m or 1d; was '" + text + "'");
        }
        long count = Long.parseLong(value.substring(0, value.length() - 1));
        long unit =
                switch (value.charAt(value.length() - 1)) {
                    case 's' -> SECOND;
                    case 'm' -> MINUTE;
                    case 'h' -> HOUR;
                    case 'd' -> DAY;
                    default -> WEEK;
                };
        if (count > Long.MAX_VALUE / unit) {
            throw new IllegalArgumentException("a timeframe is shorter than 292 years; was '" + text + "'");
        }
        return new Timeframe(count * unit);
    }

    /** Start of the interval that holds this instant. */
    public long startOf(long epochNanos) {
        long shift = nanos % WEEK == 0 ? WEEK_SHIFT : 0;
        return Math.floorDiv(epochNanos - shift, nanos) * nanos + shift;
    }

    /** Whether bars of this length can be made of bars of the other. */
    public boolean isMultipleOf(Timeframe other) {
        return nanos % other.nanos == 0;
    }

    @Override
    public int compareTo(Timeframe other) {
        return Long.compare(nanos, other.nanos);
    }

    @Override
    public String toString() {
        if (nanos % WEEK == 0) {
            return nanos / WEEK + "w";
        }
        if (nanos % DAY == 0) {
            return nanos / DAY + "d";
        }
        if (nanos % HOUR == 0) {
            return nanos / HOUR + "h";
        }
        if (nanos % MINUTE == 0) {
            return nanos / MINUTE + "m";
        }
        return nanos % SECOND == 0 ? nanos / SECOND + "s" : nanos + "ns";
    }
}
