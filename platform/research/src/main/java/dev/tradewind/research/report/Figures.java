package dev.tradewind.research.report;

import dev.tradewind.research.metrics.Metric;
import dev.tradewind.research.metrics.Performance;
import dev.tradewind.sdk.value.Decimal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as people read them: grouped thousands, a true minus sign, a dash where there is none. */
final class Figures {
    static final String NONE = "\u2013";
    private static final char MINUS = '\u2212';
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10};

    private Figures() {}

    static String count(long value) {
        return group(Long.toString(value));
    }

    static String decimal(double value, int places) {
        double scaled = Math.abs(value) * POWERS[places];
        if (!(scaled < 1e17)) {
            return group(new BigDecimal(value).setScale(places, RoundingMode.HALF_UP).toPlainString());
        }
        String digits = Long.toString(Math.round(scaled));
        String padded = "0".repeat(Math.max(0, places + 1 - digits.length())) + digits;
        int point = padded.length() - places;
        String plain = places == 0 ? padded : padded.substring(0, point) + "." + padded.substring(point);
        return group(value < 0 ? "-" + plain : plain);
    }

    /** A share as a percentage, such as 5.26 %. */
    static String percent(double share, int places) {
        double percent = share * 100;
        if (Math.abs(percent) >= 1e9) {
            String plain = String.format(Locale.ROOT, "%.2e", percent);
            return (percent < 0 ? MINUS + plain.substring(1) : plain) + "\u00a0%";
        }
        return decimal(percent, places) + "\u00a0%";
    }

    /** An exact amount, rounded half-up to the places for reading. */
    static String money(Decimal amount, int places) {
        String plain = amount.rounded(places, RoundingMode.HALF_UP)
                .toBigDecimal()
                .setScale(places, RoundingMode.HALF_UP)
                .toPlainString();
        return group(plain);
    }

    /** An exact number with all its digits. */
    static String exact(Decimal value) {
        return group(value.toString());
    }

    private static String group(String plain) {
        int start = plain.startsWith("-") ? 1 : 0;
        int point = plain.indexOf('.');
        int end = point < 0 ? plain.length() : point;
        StringBuilder out = new StringBuilder(plain.length() + 8);
        if (start == 1 && !isZero(plain)) {
            out.append(MINUS);
        }
        for (int i = start; i < end; i++) {
            out.append(plain.charAt(i));
            int left = end - 1 - i;
            if (left > 0 && left % 3 == 0) {
                out.append(',');
            }
        }
        return out.append(plain, end, plain.length()).toString();
    }

    private static boolean isZero(String plain) {
        for (int i = 0; i < plain.length(); i++) {
            if (plain.charAt(i) >= '1' && plain.charAt(i) <= '9') {
                return false;
            }
        }
        return true;
    }

    /** An arrow that says the sign without colour. */
    static String arrow(double value) {
        return value > 0 ? "\u25b2 " : value < 0 ? "\u25bc " : "";
    }

    static String signed(double value, String text) {
        return value > 0 ? "+" + text : text;
    }

    /** The class that colours gains and losses. */
    static String tone(double value) {
        return value > 0 ? "up" : value < 0 ? "down" : "flat";
    }

    /** A metric of a run in its unit. */
    static String metric(Performance performance, Metric metric) {
        if (metric.unit() == Metric.Unit.MONEY) {
            return performance
                    .amount(metric)
                    .map(amount -> money(amount, placesFor(Math.abs(amount.toDouble()))) + "\u00a0"
                            + performance.account().currency().code())
                    .orElse(NONE);
        }
        OptionalDouble value = performance.value(metric);
        if (value.isEmpty()) {
            return NONE;
        }
        double v = value.getAsDouble();
        return switch (metric.unit()) {
            case PERCENT -> percent(v, 2);
            case RATIO, NUMBER -> decimal(v, 2);
            case MULTIPLE -> decimal(v, 2) + "\u00d7";
            case COUNT -> count((long) v);
            case DAYS -> days(v);
            case MONEY -> NONE;
        };
    }

    private static String days(double days) {
        if (days >= 2) {
            return decimal(days, 0) + "\u00a0days";
        }
        Duration duration = Duration.ofSeconds(Math.round(days * 86_400));
        return duration.toHours() + "\u00a0h " + duration.toMinutesPart() + "\u00a0min";
    }

    /** Places that leave a number of this size readable: cents for large ones, more for small ones. */
    static int placesFor(double magnitude) {
        if (magnitude == 0 || magnitude >= 10) {
            return 2;
        }
        return magnitude >= 0.1 ? 4 : Math.min(10, 3 - (int) Math.floor(Math.log10(magnitude)));
    }
}
