package dev.tradewind.research.report;

import java.time.LocalDate;

/** Writes nanoseconds since the epoch as ISO-8601 in UTC. Keeps the last day's text: rows come in the order of time. */
final class IsoTime {
    private static final long DAY_NANOS = 86_400_000_000_000L;

    private long day = Long.MIN_VALUE;
    private String date = "";

    /** Appends such as {@code 2022-04-01T00:00:59.999Z}: no fraction, or 3, 6 or 9 digits of it. */
    void append(StringBuilder out, long nanos) {
        long thisDay = Math.floorDiv(nanos, DAY_NANOS);
        if (thisDay != day) {
            day = thisDay;
            date = LocalDate.ofEpochDay(thisDay).toString();
        }
        long ofDay = nanos - thisDay * DAY_NANOS;
        int seconds = (int) (ofDay / 1_000_000_000L);
        int fraction = (int) (ofDay % 1_000_000_000L);
        out.append(date).append('T');
        appendPadded(out, seconds / 3600, 2);
        out.append(':');
        appendPadded(out, seconds / 60 % 60, 2);
        out.append(':');
        appendPadded(out, seconds % 60, 2);
        if (fraction != 0) {
            out.append('.');
            if (fraction % 1_000_000 == 0) {
                appendPadded(out, fraction / 1_000_000, 3);
            } else if (fraction % 1_000 == 0) {
                appendPadded(out, fraction / 1_000, 6);
            } else {
                appendPadded(out, fraction, 9);
            }
        }
        out.append('Z');
    }

    /** The same as a new text. */
    static String format(long nanos) {
        StringBuilder out = new StringBuilder(30);
        new IsoTime().append(out, nanos);
        return out.toString();
    }

    private static void appendPadded(StringBuilder out, int value, int width) {
        int limit = 10;
        for (int i = 1; i < width; i++) {
            if (value < limit) {
                out.append('0');
            }
            limit *= 10;
        }
        out.append(value);
    }
}
