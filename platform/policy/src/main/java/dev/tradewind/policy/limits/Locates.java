package dev.tradewind.policy.limits;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.policy.RuleProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How much of an instrument has been located to borrow for an account, by whom, on which days, both included, in UTC.
 * What several lenders have located adds up. Without a row, or without the table, nothing is located; so it is for an
 * order without a time where a row names days.
 */
public final class Locates implements FactTable {
    static final List<String> COLUMNS =
            List.of("account", "symbol", "venue", "quantity", "reference", "from", "until");

    private final String file;
    private final List<Row> rows;

    private Locates(String file, List<Row> rows) {
        this.file = file;
        this.rows = rows;
    }

    private record Row(
            int line, String account, String symbol, String venue, double quantity, String reference, Days days)
            implements TableRow {
        boolean isFor(Subject subject) {
            return account.equals(subject.account()) && symbol.equals(subject.symbol())
                    && TableRow.matches(venue, subject.venue());
        }

        boolean isSame(Row other) {
            return key().equals(other.key()) && reference.equals(other.reference);
        }

        boolean overlaps(Row other) {
            return account.equals(other.account) && symbol.equals(other.symbol)
                    && TableRow.meet(venue, other.venue) && reference.equals(other.reference)
                    && days.from < other.days.until && other.days.from < days.until;
        }

        @Override
        public String key() {
            return account + "," + symbol + "," + venue;
        }

        @Override
        public String text() {
            return key() + ": " + TableForm.shown(quantity) + " by " + reference + days.text();
        }
    }

    private record Days(long from, long until) {
        boolean holds(long nanos) {
            boolean always = from == Long.MIN_VALUE && until == Long.MAX_VALUE;
            return always || (nanos != Check.NO_TIME && nanos >= from && nanos < until);
        }

        boolean lieWithin(Days other) {
            return from >= other.from && until <= other.until;
        }

        String text() {
            return (from == Long.MIN_VALUE ? "" : " from " + TableForm.shown(from))
                    + (until == Long.MAX_VALUE ? "" : " before " + TableForm.shown(until));
        }
    }

    static Locates none() {
        return new Locates("", List.of());
    }

    static Locates read(TableRows table) {
        List<Row> rows = new ArrayList<>();
        for (TableForm.Line line : TableForm.lines(table, COLUMNS)) {
            Days days = new Days(line.day(5, Long.MIN_VALUE, 0), line.day(6, Long.MAX_VALUE, 1));
            line.inOrder(6, days.from(), days.until());
            Row row = new Row(line.number(), named(line, 0), named(line, 1), line.name(2), line.number(3),
                    line.required(4, "write who located it, or the number of the locate"), days);
            line.unique(row.key(), row.reference(), Long.toString(days.from()));
            rows.add(row);
        }
        return new Locates(table.problems().file(), List.copyOf(rows));
    }

    /** What is located for one can be sold by nobody else: a row is for one account and one symbol. */
    private static String named(TableForm.Line line, int index) {
        String name = line.required(index, "write a name");
        if (name.equals(TableRow.ANY)) {
            line.problem(index, "the " + COLUMNS.get(index) + " of a locate is never *", "write a name");
        }
        return name;
    }

    Facts facts(Subject subject) {
        Row[] own = rows.stream().filter(row -> row.isFor(subject)).toArray(Row[]::new);
        return (into, nanos) -> {
            double sum = 0;
            for (Row row : own) {
                sum += row.days().holds(nanos) ? row.quantity() : 0;
            }
            into.locate(sum);
        };
    }

    /** What is located and was not, or was less. */
    void loosened(Locates before, List<String> into) {
        List<Row> left = new ArrayList<>(before.rows);
        for (Row row : rows) {
            Row found = null;
            for (Row old : left) {
                boolean holds = old.isSame(row) && row.days().lieWithin(old.days())
                        && row.quantity() <= old.quantity();
                found = holds && found == null ? old : found;
            }
            if (found == null) {
                into.add("the locate " + row.text() + " is new or larger");
            } else {
                left.remove(found);
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
        rows.stream()
                .filter(row -> row.isFor(subject) && row.days().holds(nanos))
                .forEach(row -> lines.add(row.line()));
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
        return TableRow.overlaps(file, rows, Row::overlaps, "have the same reference and days: both quantities count",
                "remove one if it is the same locate");
    }
}
