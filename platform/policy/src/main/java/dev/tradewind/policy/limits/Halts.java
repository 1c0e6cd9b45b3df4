package dev.tradewind.policy.limits;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.policy.RuleProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * When trading in an instrument, or at a venue, is halted: from an instant, included, until another, not included, or
 * until further notice. An order without a time is judged as if every halt held.
 */
public final class Halts implements FactTable {
    static final List<String> COLUMNS = List.of("symbol", "venue", "from", "until", "reason");

    private final String file;
    private final List<Row> rows;

    private Halts(String file, List<Row> rows) {
        this.file = file;
        this.rows = rows;
    }

    private record Row(int line, String symbol, String venue, long from, long until, String reason)
            implements TableRow {
        boolean isFor(Subject subject) {
            return TableRow.matches(symbol, subject.symbol()) && TableRow.matches(venue, subject.venue());
        }

        boolean holds(long nanos) {
            return nanos == Check.NO_TIME || (nanos >= from && nanos < until);
        }

        boolean overlaps(Row other) {
            return TableRow.meet(symbol, other.symbol) && TableRow.meet(venue, other.venue)
                    && from < other.until && other.from < until;
        }

        @Override
        public String key() {
            return symbol + "," + venue;
        }

        @Override
        public String text() {
            return key() + " from " + TableForm.shown(from)
                    + (until == Long.MAX_VALUE ? "" : " until " + TableForm.shown(until)) + ": " + reason;
        }
    }

    static Halts none() {
        return new Halts("", List.of());
    }

    static Halts read(TableRows table) {
        List<Row> rows = new ArrayList<>();
        for (TableForm.Line line : TableForm.lines(table, COLUMNS)) {
            if (line.isEmpty(2)) {
                line.problem(2, "the from is empty", "write in UTC when it begins, as 2026-01-31T14:30:00Z");
            }
            long from = line.instant(2, 0);
            long until = line.instant(3, Long.MAX_VALUE);
            line.inOrder(3, from, until);
            Row row = new Row(line.number(), line.name(0), line.name(1), from, until,
                    line.required(4, "say why, for people"));
            line.unique(row.symbol(), row.venue(), Long.toString(from));
            rows.add(row);
        }
        return new Halts(table.problems().file(), List.copyOf(rows));
    }

    Facts facts(Subject subject) {
        Row[] own = rows.stream().filter(row -> row.isFor(subject)).toArray(Row[]::new);
        return (into, nanos) -> {
            for (Row row : own) {
                if (row.holds(nanos)) {
                    into.halt(true, row.reason());
                    return;
                }
            }
            into.halt(false, "");
        };
    }

    @Override
    public String file() {
        return file;
    }

    @Override
    public Set<Integer> linesInForce(Subject subject, long nanos) {
        Set<Integer> lines = new TreeSet<>();
        rows.stream().filter(row -> row.isFor(subject) && row.holds(nanos)).forEach(row -> lines.add(row.line()));
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
        return TableRow.overlaps(file, rows, Row::overlaps, "halt the same at the same time",
                "check the times of both");
    }
}
