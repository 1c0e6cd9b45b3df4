package dev.tradewind.simulation.data;

import java.time.Instant;
import java.util.Locale;

/** Words of messages: short cells, times, counts. */
public final class Text {
    private static final int LONGEST = 40;

    private Text() {}

    /** The text without control characters, at most {@value #LONGEST} characters of it. */
    public static String shortened(String text) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length() && i < LONGEST; i++) {
            char c = text.charAt(i);
            result.append(c < ' ' || c == 0x7f || c > 0xff ? '?' : c);
        }
        return text.length() > LONGEST ? result.append('…').toString() : result.toString();
    }

    /** UTC, as {@code 2022-04-01T00:00:00Z}. */
    public static String time(long epochNanos) {
        return Instant.ofEpochSecond(
                        Math.floorDiv(epochNanos, 1_000_000_000L), Math.floorMod(epochNanos, 1_000_000_000L))
                .toString();
    }

    /** With thousands separators. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
