package dev.tradewind.sdk.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Which indicator a reference file holds, and in which columns.
 *
 * @param from the first row compared, counted from 0
 * @param except rows that are not compared
 * @param tolerance what the values may differ by at most, where the source's printed precision does not apply; 0 where
 *     it does
 * @param why the reason for the three above; empty where there is none of them
 */
record ReferenceCase<I extends Indicator>(
        String file,
        Supplier<I> make,
        List<Column<I>> columns,
        int from,
        List<Integer> except,
        double tolerance,
        String why) {
    /** Rounding of the sources' own arithmetic in doubles, relative to the value. */
    private static final double ARITHMETIC = 1e-9;

    /**
     * A column and the value that it holds.
     *
     * @param before whether it is the value before the row's bar is taken in
     */
    record Column<I>(String name, ToDoubleFunction<I> value, boolean before) {}

    static <I extends Indicator> ReferenceCase<I> series(
            String file, Supplier<I> make, String column, ToDoubleFunction<I> value) {
        return new ReferenceCase<>(file, make, List.of(new Column<>(column, value, false)), 0, List.of(), 0, "");
    }

    ReferenceCase<I> and(String column, ToDoubleFunction<I> value) {
        List<Column<I>> more = new ArrayList<>(columns);
        more.add(new Column<>(column, value, false));
        return new ReferenceCase<>(file, make, List.copyOf(more), from, except, tolerance, why);
    }

    /** All columns hold the value as it was before the bar of their row. */
    ReferenceCase<I> before() {
        List<Column<I>> shifted = columns.stream()
                .map(each -> new Column<>(each.name(), each.value(), true))
                .toList();
        return new ReferenceCase<>(file, make, shifted, from, except, tolerance, why);
    }

    ReferenceCase<I> from(int row, String reason) {
        return new ReferenceCase<>(file, make, columns, row, except, tolerance, why + reason);
    }

    ReferenceCase<I> within(double largest, String reason) {
        return new ReferenceCase<>(file, make, columns, from, except, largest, why + reason);
    }

    ReferenceCase<I> except(String reason, Integer... rows) {
        return new ReferenceCase<>(file, make, columns, from, List.of(rows), tolerance, why + reason);
    }

    /** Feeds the bars of {@code quotes} and compares with {@code expected}, row by row; returns how many it did. */
    int check(ReferenceTable quotes, ReferenceTable expected) {
        I indicator = make.get();
        int compared = 0;
        for (int row = 0; row < quotes.size(); row++) {
            double close = quotes.number(row, quotes.column("close"));
            double[] values = new double[columns.size()];
            read(indicator, values, true);
            indicator.update(
                    optional(quotes, row, "high", close),
                    optional(quotes, row, "low", close),
                    close,
                    optional(quotes, row, "volume", 0));
            read(indicator, values, false);
            for (int i = 0; row >= from && !except.contains(row) && i < values.length; i++) {
                compared += compare(expected, row, columns.get(i).name(), values[i]);
            }
        }
        assertThat(compared).as("values compared with %s", file).isGreaterThan(8);
        return compared;
    }

    private void read(I indicator, double[] values, boolean before) {
        for (int i = 0; i < values.length; i++) {
            if (columns.get(i).before() == before) {
                values[i] = columns.get(i).value().applyAsDouble(indicator);
            }
        }
    }

    private int compare(ReferenceTable expected, int row, String name, double actual) {
        int column = expected.column(name);
        double wanted = expected.number(row, column);
        if (Double.isNaN(wanted)) {
            return 0;
        }
        double allowed = tolerance > 0
                ? tolerance
                : 1.000001 * expected.halfUnit(row, column) + ARITHMETIC * Math.max(1, Math.abs(wanted));
        assertThat(Math.abs(actual - wanted))
                .as("%s, row %d, %s: wanted %s, was %s", file, row, name, wanted, actual)
                .isLessThanOrEqualTo(allowed);
        return 1;
    }

    private static double optional(ReferenceTable table, int row, String name, double otherwise) {
        if (!table.has(name)) {
            return otherwise;
        }
        double value = table.number(row, table.column(name));
        return Double.isNaN(value) ? otherwise : value;
    }
}
