package dev.tradewind.runtime.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Times that people give: a day, or an instant, in UTC. */
final class TimeText {
    private TimeText() {}

    /** Nanoseconds since the epoch; a day is its beginning. @throws InputException if it is neither */
    static long nanos(String option, String text) {
        try {
            Instant instant = text.length() <= 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            throw new InputException(
                    option + " " + text + " is no time; write 2026-03-01 or 2026-03-01T12:30:00Z", e);
        }
    }
}
