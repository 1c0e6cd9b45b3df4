package dev.tradewind.research.metrics;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Simple returns: from values, compounded, annualised, and by calendar period. A return of 0.01 is one percent. */
public final class Returns {
    private Returns() {}

    /** A calendar period that returns are compounded over. */
    public enum Period {
        /** ISO weeks, Monday to Sunday. */
        WEEK,
        MONTH,
        QUARTER,
        YEAR;

        private long keyOf(LocalDate date) {
            return switch (this) {
                case WEEK -> date.get(IsoFields.WEEK_BASED_YEAR) * 100L + date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
                case MONTH -> date.getYear() * 100L + date.getMonthValue();
                case QUARTER -> date.getYear() * 100L + date.get(IsoFields.QUARTER_OF_YEAR);
                case YEAR -> date.getYear() * 100L;
            };
        }
    }

    /**
     * The return over one period.
     *
     * @param lastDay the last day of the period that there was a return for
     * @param value the compounded return
     */
    public record PeriodReturn(LocalDate lastDay, double value) {}

    /** value[i] / value[i-1] - 1, with {@code start} before the first value; as many returns as values. */
    public static double[] ofValues(double start, double[] values) {
        double[] returns = new double[values.length];
        double previous = start;
        for (int i = 0; i < values.length; i++) {
            returns[i] = values[i] / previous - 1;
            previous = values[i];
        }
        return returns;
    }

    /** The running product of 1 + r, times {@code start}; with a start of 0 the running compounded return instead. */
    public static double[] cumulative(double[] returns, double start) {
        double[] result = new double[returns.length];
        double growth = 1;
        for (int i = 0; i < returns.length; i++) {
            growth *= 1 + returns[i];
            result[i] = start == 0 ? growth - 1 : growth * start;
        }
        return result;
    }

    /** The compounded return: the product of 1 + r, minus 1. */
    public static double total(double[] returns) {
        double growth = 1;
        for (double r : returns) {
            growth *= 1 + r;
        }
        return growth - 1;
    }

    /**
     * The compound annual growth rate: (1 + total)^(periodsPerYear / periods) - 1.
     *
     * @param periods how many returns the total was compounded from
     * @return empty for no periods, a loss of more than everything, or where it exceeds what a double holds
     */
    public static OptionalDouble cagr(double total, int periods, double periodsPerYear) {
        if (periods < 1 || !(total >= -1)) {
            return OptionalDouble.empty();
        }
        return Statistics.finite(Math.pow(1 + total, periodsPerYear / periods) - 1);
    }

    /** Compounds returns over calendar periods; days ascend, one a return. Periods without a return are left out. */
    public static List<PeriodReturn> byPeriod(LocalDate[] days, double[] returns, Period period) {
        if (days.length != returns.length) {
            throw new IllegalArgumentException(days.length + " days for " + returns.length + " returns");
        }
        List<PeriodReturn> result = new ArrayList<>();
        double growth = 1;
        for (int i = 0; i < days.length; i++) {
            growth *= 1 + returns[i];
            if (i + 1 == days.length || period.keyOf(days[i]) != period.keyOf(days[i + 1])) {
                result.add(new PeriodReturn(days[i], growth - 1));
                growth = 1;
            }
        }
        return List.copyOf(result);
    }
}
