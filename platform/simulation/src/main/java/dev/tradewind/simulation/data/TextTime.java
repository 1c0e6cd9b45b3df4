package dev.tradewind.simulation.data;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Reads times written as text, in UTC: {@code 2020-05-31}, {@code 20200531 13:00}, {@code 2020-05-31T13:00:00Z}. */
public final class TextTime {
    /** What is no time. */
    public static final long INVALID = Long.MIN_VALUE;

    private static final long SECOND = 1_000_000_000L;

    private TextTime() {}

    /** Nanoseconds since the epoch, or {@link #INVALID}. */
    public static long parse(String text) {
        if (!text.matches("\\d{4}[-/.]?\\d{2}[-/.]?\\d{2}([ T]\\d{2}:?\\d{2}(:?\\d{2}(\\.\\d{1,9})?)?)?"
                + "(Z| UTC|\\+00:?00)?")) {
            return INVALID;
        }
        int zone = Math.max(text.indexOf('+'), Math.max(text.indexOf('Z'), text.indexOf(" UTC")));
        String local = zone < 0 ? text : text.substring(0, zone);
        int point = local.length() > 14 ? local.indexOf('.', 14) : -1;
        String fraction = point < 0 ? "" : local.substring(point + 1);
        String digits = (point < 0 ? local : local.substring(0, point)).replaceAll("\\D", "");
        try {
            long day = LocalDate.of(number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8)).toEpochDay();
            int hour = digits.length() >= 12 ? number(digits, 8, 10) : 0;
            int minute = digits.length() >= 12 ? number(digits, 10, 12) : 0;
            int second = digits.length() >= 14 ? number(digits, 12, 14) : 0;
            if (hour > 23 || minute > 59 || second > 59) {
                return INVALID;
            }
            long nanos = fraction.isEmpty() ? 0 : Long.parseLong((fraction + "000000000").substring(0, 9));
            long seconds = ((day * 24 + hour) * 60 + minute) * 60 + second;
            return Math.addExact(Math.multiplyExact(seconds, SECOND), nanos);
        } catch (DateTimeException | ArithmeticException e) {
            return INVALID;
        }
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }
}
