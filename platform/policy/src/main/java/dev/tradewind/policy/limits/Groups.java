package dev.tradewind.policy.limits;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Exposures;
import dev.tradewind.engine.policy.TableFacts;
import dev.tradewind.policy.RuleProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Groups of instruments that move together, and how much of each group an account may hold, in percent of its equity:
 * the sum of what its positions are worth, long or short, each times the weight of its row. Each row of a group says
 * the same limit. An instrument that several rows of a group are for counts with the largest weight.
 */
public final class Groups implements FactTable {
    static final List<String> COLUMNS = List.of("group", "symbol", "venue", "weight", "max-percent-of-equity");

    private final String file;
    private final List<Row> rows;

    private Groups(String file, List<Row> rows) {
        this.file = file;
        this.rows = rows;
    }

    private record Row(int line, String group, String symbol, String venue, double weight, double most)
            implements TableRow {
        boolean isFor(String ofSymbol, String ofVenue) {
            return symbol.equals(ofSymbol) && TableRow.matches(venue, ofVenue);
        }

        boolean isSame(Row other) {
            return group.equals(other.group) && symbol.equals(other.symbol) && venue.equals(other.venue);
        }

        boolean overlaps(Row other) {
            return group.equals(other.group) && symbol.equals(other.symbol) && TableRow.meet(venue, other.venue);
        }

        @Override
        public String key() {
            return group + "," + symbol + "," + venue;
        }

        @Override
        public String text() {
            return key() + " times " + TableForm.shown(weight) + ", at most " + TableForm.shown(most)
                    + " percent of equity";
        }
    }

    static Groups none() {
        return new Groups("", List.of());
    }

    static Groups read(TableRows table) {
        List<Row> rows = new ArrayList<>();
        Map<String, Row> first = new LinkedHashMap<>();
        for (TableForm.Line line : TableForm.lines(table, COLUMNS)) {
            String symbol = line.required(1, "write a symbol");
            if (symbol.equals(TableRow.ANY)) {
                line.problem(1, "the symbol in a group is never *", "write a symbol");
            }
            Row row = new Row(line.number(), line.required(0, "name the group"), symbol, line.name(2),
                    line.number(3), line.number(4));
            line.unique(row.group(), row.symbol(), row.venue());
            Row before = first.putIfAbsent(row.group(), row);
            if (before != null && before.most() != row.most()) {
                line.problem(4, "line " + before.line() + " says another limit for the same group",
                        "write the same in each row of a group");
            }
            rows.add(row);
        }
        return new Groups(table.problems().file(), List.copyOf(rows));
    }

    /** Whether an instrument is in a group. */
    public boolean concerns(String symbol, String venue) {
        return rows.stream().anyMatch(row -> row.isFor(symbol, venue));
    }

    Facts facts(Subject subject) {
        Set<String> names = new TreeSet<>();
        for (Row row : rows) {
            if (row.isFor(subject.symbol(), subject.venue())) {
                names.add(row.group());
            }
        }
        if (names.isEmpty()) {
            return (into, nanos) -> into.group("", 0, 0, Check.VERY_LARGE);
        }
        List<Group> groups = new ArrayList<>();
        names.forEach(name ->
                groups.add(new Group(name, rows.stream().filter(row -> row.group().equals(name)).toList())));
        return new Used(groups);
    }

    /** The groups of one instrument. */
    private static final class Used implements Facts {
        private final List<Group> groups;

        Used(List<Group> groups) {
            this.groups = groups;
        }

        @Override
        public void fill(TableFacts into, long nanos) {
            double most = -1;
            for (int i = 0; i < groups.size(); i++) {
                Group group = groups.get(i);
                double exposure = group.exposure(into.exposures());
                double use = exposure == 0 ? 0 : Math.min(exposure / group.most * 100, Check.VERY_LARGE);
                if (use > most) {
                    most = use;
                    into.group(group.name, use, exposure, group.most);
                }
            }
        }
    }

    /** One group. Remembers the weight of each instrument of the account that it asked last. */
    private static final class Group {
        private final String name;
        private final List<Row> rows;
        private final double most;
        private Exposures asked = Exposures.NONE;
        private double[] weights = {};

        Group(String name, List<Row> rows) {
            this.name = name;
            this.rows = rows;
            this.most = rows.getFirst().most();
        }

        /** The weights are those of this very object, whatever it is equal to. */
        @SuppressWarnings("ReferenceEquality")
        double exposure(Exposures account) {
            if (account != asked || account.count() != weights.length) {
                weigh(account);
            }
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] == 0 ? 0 : weights[i] * account.percentAfter(i);
            }
            return Math.min(sum, Check.VERY_LARGE);
        }

        private void weigh(Exposures account) {
            double[] found = new double[account.count()];
            for (int i = 0; i < found.length; i++) {
                for (Row row : rows) {
                    if (row.isFor(account.symbol(i), account.venue(i))) {
                        found[i] = Math.max(found[i], row.weight());
                    }
                }
            }
            weights = found;
            asked = account;
        }
    }

    /** What of before is gone or milder. */
    void loosened(Groups before, List<String> into) {
        for (Row old : before.rows) {
            boolean kept = rows.stream().anyMatch(row -> row.isSame(old) && row.weight() >= old.weight()
                    && row.most() <= old.most());
            if (!kept) {
                into.add("the group row " + old.text() + " is gone or milder");
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
        for (Row row : rows) {
            if (row.isFor(subject.symbol(), subject.venue())) {
                lines.add(row.line());
            }
        }
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
        return TableRow.overlaps(file, rows, Row::overlaps, "are for the same instrument; the larger weight counts",
                "remove one if that is not meant");
    }
}
