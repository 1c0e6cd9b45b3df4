package dev.tradewind.policy.limits;

import dev.tradewind.policy.RuleProblem;
import dev.tradewind.policy.language.Nearest;
import dev.tradewind.policy.language.Problems;
import dev.tradewind.policy.limits.Thresholds.Threshold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The thresholds of surveillance: one line a threshold, {@code account,symbol,threshold,value}, where account and
 * symbol may be {@code *} for any. A line that names the account counts before one that does not; among equals, one
 * that names the symbol. Every threshold must have a line for {@code *,*}.
 */
public final class ThresholdsTable {
    /** Windows hold no more than this. */
    static final double MOST_SECONDS = 1_800;

    private static final List<String> HEADER = List.of("account", "symbol", "threshold", "value");
    private static final String ANY = "*";

    private final Map<Key, Double> values;

    private record Key(String account, String symbol, Threshold threshold) {}

    private ThresholdsTable(Map<Key, Double> values) {
        this.values = values;
    }

    /** No thresholds, for a folder without rules about conduct. */
    public static ThresholdsTable none() {
        return new ThresholdsTable(Map.of());
    }

    /**
     * Reads a table.
     *
     * @param file for messages, relative to the rules folder
     * @param into takes what is wrong, with line and column
     */
    public static ThresholdsTable parse(String file, String source, List<RuleProblem> into) {
        TableRows table = TableRows.csv(file, source, into);
        Problems problems = table.problems();
        Map<Key, Double> values = new HashMap<>();
        List<List<Cell>> rows = table.rows();
        if (rows.isEmpty() || !rows.getFirst().stream().map(Cell::text).toList().equals(HEADER)) {
            problems.add(rows.isEmpty() ? 0 : rows.getFirst().getFirst().line(), 0,
                    "the first line is not the header", "the header is " + String.join(",", HEADER));
            return none();
        }
        for (List<Cell> row : rows.subList(1, rows.size())) {
            row(row, table, values);
        }
        for (Threshold threshold : Threshold.values()) {
            if (!values.containsKey(new Key(ANY, ANY, threshold))) {
                problems.add(0, 0, "no line gives " + threshold.column() + " for every account and symbol",
                        "add *,*," + threshold.column() + ", and a number");
            }
        }
        return new ThresholdsTable(values);
    }

    private static void row(List<Cell> row, TableRows table, Map<Key, Double> into) {
        Problems problems = table.problems();
        int line = row.getFirst().line();
        if (row.size() != HEADER.size()) {
            problems.add(line, 0, row.size() + " cells, the header has " + HEADER.size(),
                    "a line is " + String.join(",", HEADER));
            return;
        }
        for (int i = 0; i < 2; i++) {
            table.checkName(HEADER.get(i), row.get(i));
            if (row.get(i).text().isEmpty()) {
                problems.add(line, row.get(i).column(), "the " + HEADER.get(i) + " is empty",
                        "write a name, or * for any");
                return;
            }
        }
        Threshold threshold = named(row.get(2), problems);
        if (threshold == null) {
            return;
        }
        double value = value(row.get(3), threshold, problems);
        Key key = new Key(row.get(0).text(), row.get(1).text(), threshold);
        if (into.putIfAbsent(key, value) != null) {
            problems.add(line, row.get(2).column(), "a second line for the same account, symbol and threshold",
                    "remove one");
        }
    }

    private static @Nullable Threshold named(Cell cell, Problems problems) {
        List<String> known =
                Arrays.stream(Threshold.values()).map(Threshold::column).toList();
        int at = known.indexOf(cell.text());
        if (at < 0) {
            problems.add(cell.line(), cell.column(), "there is no threshold `" + cell.text() + "`",
                    Nearest.suggestion(cell.text(), known, "docs/surveillance.md lists them"));
            return null;
        }
        return Threshold.values()[at];
    }

    private static double value(Cell cell, Threshold threshold, Problems problems) {
        if (!cell.text().matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            problems.add(cell.line(), cell.column(),
                    "`" + cell.text() + "` is not a value for " + threshold.column(),
                    "write digits and at most one point, such as 30 or 0.5");
            return 0;
        }
        double value = Double.parseDouble(cell.text());
        if (threshold.isTime() && (value < 1 || value > MOST_SECONDS)) {
            problems.add(cell.line(), cell.column(),
                    threshold.column() + " is " + cell.text() + " seconds, and windows hold 1 to "
                            + Math.round(MOST_SECONDS),
                    "write a number of seconds in that range");
        }
        return value;
    }

    /**
     * The thresholds in force for an account and a symbol.
     *
     * @throws IllegalStateException if there are none at all
     */
    public Thresholds thresholds(String account, String symbol) {
        List<Double> found = new ArrayList<>();
        for (Threshold threshold : Threshold.values()) {
            found.add(value(account, symbol, threshold));
        }
        return new Thresholds(found);
    }

    private double value(String account, String symbol, Threshold threshold) {
        for (Key key : List.of(
                new Key(account, symbol, threshold),
                new Key(account, ANY, threshold),
                new Key(ANY, symbol, threshold),
                new Key(ANY, ANY, threshold))) {
            Double value = values.get(key);
            if (value != null) {
                return value;
            }
        }
        throw new IllegalStateException("no thresholds for conduct were read");
    }
}
