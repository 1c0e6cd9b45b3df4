package dev.tradewind.policy.limits;

import dev.tradewind.policy.RuleProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may trade what, where: an account and a strategy an instrument at a venue, each of which may be {@code *} for
 * any. What no row allows is not allowed; a folder without the table allows everything.
 */
public final class Permissions implements FactTable {
    static final List<String> COLUMNS = List.of("account", "strategy", "symbol", "venue");

    private final String file;
    private final List<Row> rows;

    private Permissions(String file, List<Row> rows) {
        this.file = file;
        this.rows = rows;
    }

    private record Row(int line, String account, String strategy, String symbol, String venue) implements TableRow {
        boolean allows(Subject subject) {
            return TableRow.matches(account, subject.account())
                    && TableRow.matches(strategy, subject.strategy())
                    && TableRow.matches(symbol, subject.symbol())
                    && TableRow.matches(venue, subject.venue());
        }

        /** Whether this allows all that the other does. */
        boolean covers(Row other) {
            return TableRow.matches(account, other.account)
                    && TableRow.matches(strategy, other.strategy)
                    && TableRow.matches(symbol, other.symbol)
                    && TableRow.matches(venue, other.venue);
        }

        @Override
        public String key() {
            return account + "," + strategy + "," + symbol + "," + venue;
        }

        @Override
        public String text() {
            return key();
        }
    }

    /** Allows everything, since there is no table. */
    static Permissions none() {
        return new Permissions("", List.of());
    }

    static Permissions read(TableRows table) {
        List<Row> rows = new ArrayList<>();
        for (TableForm.Line line : TableForm.lines(table, COLUMNS)) {
            Row row = new Row(line.number(), line.name(0), line.name(1), line.name(2), line.name(3));
            line.unique(row.account(), row.strategy(), row.symbol(), row.venue());
            rows.add(row);
        }
        return new Permissions(table.problems().file(), List.copyOf(rows));
    }

    /** Whether such orders are allowed. */
    public boolean allows(Subject subject) {
        return !isGiven() || rows.stream().anyMatch(row -> row.allows(subject));
    }

    Facts facts(Subject subject) {
        boolean allowed = allows(subject);
        return (into, nanos) -> into.permission(allowed);
    }

    /** What these allow that those of before did not. */
    void loosened(Permissions before, List<String> into) {
        if (!before.isGiven()) {
            return;
        }
        if (!isGiven()) {
            into.add("the table of permissions is gone, so that everything is permitted");
        }
        for (Row row : rows) {
            if (before.rows.stream().noneMatch(old -> old.covers(row))) {
                into.add("the permission " + row.text() + " is new");
            }
        }
    }

    @Override
    public String file() {
        return file;
    }

    @Override
    public Set<Integer> linesInForce(Subject subject, long nanos) {
        Set<Integer> lines = new TreeSet<>();
        rows.stream().filter(row -> row.allows(subject)).forEach(row -> lines.add(row.line()));
        return lines;
    }

    @Override
    public Map<Integer, String> rows() {
        return FactTable.named(rows);
    }

    @Override
    public List<String> texts() {
        return FactTable.told(rows);
    }

    @Override
    public List<RuleProblem> overlaps() {
        return TableRow.overlaps(file, rows, (one, other) -> one.covers(other) || other.covers(one),
                "allow the same: the narrower of them changes nothing",
                "remove it, or the wider one if only the narrower is meant");
    }
}
