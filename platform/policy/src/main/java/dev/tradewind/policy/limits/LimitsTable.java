package dev.tradewind.policy.limits;

import dev.tradewind.engine.policy.Limits;
import dev.tradewind.engine.policy.Limits.Limit;
import dev.tradewind.policy.RuleProblem;
import dev.tradewind.policy.language.Nearest;
import dev.tradewind.policy.language.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The table of limits: rows for an account, a strategy and a symbol, each of which may be {@code *} for any.
 *
 * <p>Each limit is taken from the most specific matching row that gives it. A row that names the account is more
 * specific than any that does not; among equals, one that names the strategy; then one that names the symbol. The row
 * {@code *,*,*} must exist and give every limit; {@code unlimited} lifts one on purpose. A limit that came later may
 * have no column at all: then {@link Limit#unstated} holds for everybody.
 */
public final class LimitsTable {
    private static final List<String> KEYS = List.of("account", "strategy", "symbol");
    private static final String ANY = "*";
    private static final String UNLIMITED = "unlimited";

    private final String file;
    private final List<Row> rows;

    private LimitsTable(String file, List<Row> rows) {
        this.file = file;
        this.rows = rows;
    }

    /** A row; a limit that it does not give is NaN. */
    record Row(String account, String strategy, String symbol, List<Double> values, int line) {
        boolean matches(String ofAccount, String ofStrategy, String ofSymbol) {
            return (account.equals(ANY) || account.equals(ofAccount))
                    && (strategy.equals(ANY) || strategy.equals(ofStrategy))
                    && (symbol.equals(ANY) || symbol.equals(ofSymbol));
        }

        int specificity() {
            return (account.equals(ANY) ? 0 : 4) + (strategy.equals(ANY) ? 0 : 2) + (symbol.equals(ANY) ? 0 : 1);
        }
    }

    /** No limits at all, for a folder that has failed already. */
    public static LimitsTable none() {
        return new LimitsTable("", List.of());
    }

    /**
     * Reads a table.
     *
     * @param file for messages, relative to the rules folder
     * @param into takes what is wrong, with line and column
     */
    public static LimitsTable parse(String file, String source, List<RuleProblem> into) {
        return parse(TableRows.csv(file, source, into));
    }

    /**
     * The same from the bytes of a file that is called {@code .csv} or {@code .xlsx}.
     *
     * @param content of a CSV file is text that was checked before
     */
    public static LimitsTable parse(String file, byte[] content, List<RuleProblem> into) {
        return parse(TableRows.of(file, content, into));
    }

    private static LimitsTable parse(TableRows table) {
        Problems problems = table.problems();
        List<List<Cell>> cells = table.rows();
        if (!table.readable()) {
            return none();
        }
        if (cells.isEmpty()) {
            problems.add(0, 0, "the table is empty", "the first line is " + header());
            return none();
        }
        Map<String, Integer> columns = columns(cells.getFirst(), problems);
        if (columns.isEmpty()) {
            return none();
        }
        List<Row> rows = new ArrayList<>();
        Map<List<String>, Integer> seen = new HashMap<>();
        for (List<Cell> line : cells.subList(1, cells.size())) {
            if (line.size() != cells.getFirst().size()) {
                problems.add(
                        line.getFirst().line(),
                        0,
                        line.size() + " cells, the header has " + cells.getFirst().size(),
                        "a row has one cell for each column, empty where it inherits");
                continue;
            }
            Row row = row(line, columns, problems);
            Integer before = seen.put(List.of(row.account(), row.strategy(), row.symbol()), line.getFirst().line());
            if (before != null) {
                problems.add(
                        line.getFirst().line(), 1, "a second row for the same key as line " + before, "remove one");
            }
            checkNames(line, columns, table);
            rows.add(row);
        }
        checkBase(rows, columns, cells, problems);
        rows.sort(Comparator.comparingInt(Row::specificity).reversed());
        return new LimitsTable(problems.file(), List.copyOf(rows));
    }

    private static String header() {
        List<String> names = new ArrayList<>(KEYS);
        Arrays.stream(Limit.values()).map(Limit::column).forEach(names::add);
        return String.join(",", names);
    }

    /** Where each column stands; empty when the header cannot be used. */
    private static Map<String, Integer> columns(List<Cell> header, Problems problems) {
        List<String> known = List.of(header().split(","));
        Map<String, Integer> columns = new HashMap<>();
        boolean usable = true;
        for (int i = 0; i < header.size(); i++) {
            Cell cell = header.get(i);
            if (!known.contains(cell.text())) {
                String suggestion = Nearest.suggestion(cell.text(), known, "known: " + header());
                problems.add(cell.line(), cell.column(), "there is no column `" + cell.text() + "`", suggestion);
                usable = false;
            } else if (columns.put(cell.text(), i) != null) {
                problems.add(cell.line(), cell.column(), "a second column `" + cell.text() + "`", "remove one");
                usable = false;
            }
        }
        for (String name : known) {
            if (!columns.containsKey(name) && usable && isNeeded(name)) {
                problems.add(
                        header.getFirst().line(),
                        0,
                        "the column `" + name + "` is missing",
                        "the header is " + header());
                usable = false;
            }
        }
        return usable ? columns : Map.of();
    }

    /** Tables that are older than a limit have no column for it. */
    private static boolean isNeeded(String column) {
        for (Limit limit : Limit.values()) {
            if (limit.column().equals(column)) {
                return !limit.isOptional();
            }
        }
        return true;
    }

    private static void checkNames(List<Cell> line, Map<String, Integer> columns, TableRows table) {
        for (String name : KEYS) {
            table.checkName(name, line.get(columns.getOrDefault(name, 0)));
        }
    }

    private static Row row(List<Cell> line, Map<String, Integer> columns, Problems problems) {
        List<Double> values = new ArrayList<>();
        for (Limit limit : Limit.values()) {
            Integer column = columns.get(limit.column());
            values.add(column == null ? Double.NaN : value(line.get(column), limit, problems));
        }
        return new Row(key("account", line, columns, problems), key("strategy", line, columns, problems),
                key("symbol", line, columns, problems), values, line.getFirst().line());
    }

    private static String key(String name, List<Cell> line, Map<String, Integer> columns, Problems problems) {
        Cell cell = line.get(columns.getOrDefault(name, 0));
        if (cell.text().isEmpty()) {
            problems.add(cell.line(), cell.column(), "the " + name + " is empty", "write a name, or * for any");
        }
        return cell.text();
    }

    private static double value(Cell cell, Limit limit, Problems problems) {
        if (cell.text().isEmpty()) {
            return Double.NaN;
        }
        if (cell.text().equals(UNLIMITED)) {
            return Double.POSITIVE_INFINITY;
        }
        if (cell.kind() == Cell.Kind.TEXT || cell.kind() == Cell.Kind.DATE) {
            problems.add(
                    cell.line(),
                    cell.column(),
                    "this cell holds the " + (cell.kind() == Cell.Kind.TEXT ? "text `" : "date `") + cell.text()
                            + "`, where " + limit.column() + " is a number",
                    "format the cell as a number and type it again; or write unlimited, or nothing to inherit");
            return Double.NaN;
        }
        if (cell.text().matches("[0-9]{1,18}(\\.[0-9]{1,18})?")) {
            return Double.parseDouble(cell.text());
        }
        problems.add(
                cell.line(),
                cell.column(),
                "`" + cell.text() + "` is not a value for " + limit.column(),
                "write digits and one point, such as 2500 or 0.5, or unlimited, or nothing to inherit");
        return Double.NaN;
    }

    private static void checkBase(
            List<Row> rows, Map<String, Integer> columns, List<List<Cell>> cells, Problems problems) {
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (row.specificity() > 0) {
                continue;
            }
            for (Limit limit : Limit.values()) {
                Integer column = columns.get(limit.column());
                if (column == null) {
                    continue;
                }
                Cell cell = cells.get(i + 1).get(column);
                if (cell.text().isEmpty()) {
                    problems.add(
                            cell.line(),
                            cell.column(),
                            "the row *,*,* gives no " + limit.column(),
                            "every limit needs a value there, since the other rows inherit from it");
                }
            }
            return;
        }
        problems.add(0, 0, "the row *,*,* is missing", "it gives the limits that hold where no other row does");
    }

    /**
     * Pairs of rows of which neither is a case of the other, that hold for the same order and give one limit two
     * values: which of them wins is defined, but perhaps not what the author meant.
     */
    public List<RuleProblem> overlaps() {
        return Overlaps.of(file, rows);
    }

    /** Limits for which it has no column: {@link Limit#unstated} holds for everybody. */
    public List<Limit> unstated() {
        return Arrays.stream(Limit.values())
                .filter(limit -> rows.stream().allMatch(row -> Double.isNaN(row.values().get(limit.ordinal()))))
                .toList();
    }

    /** Where it stands, relative to the rules folder; of a workbook with its sheet. */
    public String file() {
        return file;
    }

    /** What a row is for, such as {@code main,*,BTCUSDT}, by its line. */
    public Map<Integer, String> rows() {
        Map<Integer, String> named = new TreeMap<>();
        rows.forEach(row -> named.put(row.line(), row.account() + "," + row.strategy() + "," + row.symbol()));
        return named;
    }

    /** The names that rows are for: of accounts, of strategies, of symbols; {@code *} in each. */
    public List<Set<String>> names() {
        List<Set<String>> names = new ArrayList<>();
        for (int i = 0; i < KEYS.size(); i++) {
            names.add(new TreeSet<>(List.of(ANY)));
        }
        for (Row row : rows) {
            names.get(0).add(row.account());
            names.get(1).add(row.strategy());
            names.get(2).add(row.symbol());
        }
        return names;
    }

    /** What each row itself gives, by what it is for, such as {@code main,*,BTCUSDT}; NaN where it inherits. Sorted. */
    public Map<String, List<Double>> valuesByKey() {
        Map<String, List<Double>> values = new TreeMap<>();
        rows.forEach(row -> values.put(row.account() + "," + row.strategy() + "," + row.symbol(), row.values()));
        return values;
    }

    /** Lines of the rows from which at least one of the limits for these names is taken. */
    public Set<Integer> linesInForce(String account, String strategy, String symbol) {
        Set<Integer> lines = new TreeSet<>();
        boolean[] taken = new boolean[Limit.values().length];
        for (Row row : rows) {
            for (int i = 0; i < taken.length && row.matches(account, strategy, symbol); i++) {
                if (!taken[i] && !Double.isNaN(row.values().get(i))) {
                    taken[i] = true;
                    lines.add(row.line());
                }
            }
        }
        return lines;
    }

    /** The limits that hold; always the same for the same names. */
    public Limits limits(String account, String strategy, String symbol) {
        double[] values = new double[Limit.values().length];
        Arrays.fill(values, Double.NaN);
        for (Row row : rows) {
            if (row.matches(account, strategy, symbol)) {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Double.isNaN(values[i]) ? row.values().get(i) : values[i];
                }
            }
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.isNaN(values[i]) ? unstated(Limit.values()[i]) : values[i];
        }
        return Limits.of(values);
    }

    /** What holds where no row gives a limit. A folder that failed already has no rows, and none of this matters. */
    private static double unstated(Limit limit) {
        return limit.isOptional() ? limit.unstated() : Double.POSITIVE_INFINITY;
    }
}
