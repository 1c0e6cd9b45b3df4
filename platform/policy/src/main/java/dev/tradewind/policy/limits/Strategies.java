package dev.tradewind.policy.limits;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.TableFacts;
import dev.tradewind.policy.RuleProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Since when each strategy is deployed, and which narrower limits hold in its first days. A row without a day is for
 * one that has long been. A row for {@code *} is for all that have none of their own; a strategy without either is not
 * deployed. A folder without the table deploys all.
 */
public final class Strategies implements FactTable {
    static final List<String> COLUMNS = List.of("strategy", "go-live", "probation-days", "max-order-notional",
            "max-position-notional", "max-orders-per-minute");
    private static final long MOST_DAYS = 3_660;
    private static final double NANOS_PER_DAY = TableForm.NANOS_PER_DAY;

    private final String file;
    private final Map<String, Row> rows;

    private Strategies(String file, Map<String, Row> rows) {
        this.file = file;
        this.rows = rows;
    }

    private record Caps(double orderNotional, double positionNotional, double ordersPerMinute) {
        static final Caps NONE = new Caps(Check.VERY_LARGE, Check.VERY_LARGE, Check.VERY_LARGE);

        boolean isAtMost(Caps other) {
            return orderNotional <= other.orderNotional && positionNotional <= other.positionNotional
                    && ordersPerMinute <= other.ordersPerMinute;
        }
    }

    /**
     * @param live first instant at which it is deployed
     * @param until first instant at which it is not on probation; it is on probation before that, deployed or not
     */
    private record Row(int line, String strategy, long live, long until, Caps caps) implements TableRow, Facts {
        static final Row OPEN = new Row(0, ANY, Long.MIN_VALUE, Long.MIN_VALUE, Caps.NONE);
        static final Row CLOSED = new Row(0, ANY, Long.MAX_VALUE, Long.MAX_VALUE, Caps.NONE);

        @Override
        public void fill(TableFacts into, long nanos) {
            boolean always = live == Long.MIN_VALUE;
            // A time that nobody knows is before any day.
            boolean isLive = always || nanos >= live;
            boolean probation = !always && nanos < until;
            into.deployment(isLive, probation, age(nanos));
            Caps hold = probation ? caps : Caps.NONE;
            into.probation(hold.orderNotional(), hold.positionNotional(), hold.ordersPerMinute());
        }

        private double age(long nanos) {
            if (live == Long.MIN_VALUE) {
                return Check.VERY_LARGE;
            }
            return live == Long.MAX_VALUE || nanos == Check.NO_TIME
                    ? -Check.VERY_LARGE
                    : (nanos - live) / NANOS_PER_DAY;
        }

        @Override
        public String key() {
            return strategy;
        }

        @Override
        public String text() {
            if (live == Long.MIN_VALUE) {
                return strategy + ": deployed";
            }
            return strategy + ": from " + TableForm.shown(live) + ", on probation before " + TableForm.shown(until)
                    + " with orders of " + TableForm.shown(caps.orderNotional()) + ", positions of "
                    + TableForm.shown(caps.positionNotional()) + ", " + TableForm.shown(caps.ordersPerMinute())
                    + " orders a minute";
        }
    }

    static Strategies none() {
        return new Strategies("", Map.of());
    }

    static Strategies read(TableRows table) {
        Map<String, Row> rows = new TreeMap<>();
        for (TableForm.Line line : TableForm.lines(table, COLUMNS)) {
            Row row = line.isEmpty(1) ? established(line) : row(line);
            line.unique(row.strategy());
            rows.put(row.strategy(), row);
        }
        return new Strategies(table.problems().file(), rows);
    }

    private static Row established(TableForm.Line line) {
        for (int i = 2; i < COLUMNS.size(); i++) {
            if (!line.isEmpty(i)) {
                line.problem(i, "without a go-live day there is no probation", "write the day, or empty the cell");
            }
        }
        return new Row(line.number(), line.name(0), Long.MIN_VALUE, Long.MIN_VALUE, Caps.NONE);
    }

    private static Row row(TableForm.Line line) {
        double days = line.number(2);
        if (days != Math.rint(days) || days > MOST_DAYS) {
            line.problem(2, "probation lasts whole days, up to " + MOST_DAYS, "write a number such as 30");
            days = 0;
        }
        long live = line.day(1, Long.MAX_VALUE, 0);
        long until = line.day(1, Long.MAX_VALUE, (int) days);
        return new Row(line.number(), line.name(0), live, until,
                new Caps(line.number(3), line.number(4), line.number(5)));
    }

    private Row row(String strategy) {
        Row named = rows.get(strategy);
        return named == null ? rows.getOrDefault(TableRow.ANY, isGiven() ? Row.CLOSED : Row.OPEN) : named;
    }

    Facts facts(Subject subject) {
        return row(subject.strategy());
    }

    /** For which these are milder than those of before; what no row names is as {@code *}. */
    void loosened(Strategies before, List<String> into) {
        Set<String> names = new TreeSet<>(rows.keySet());
        names.addAll(before.rows.keySet());
        names.add(TableRow.ANY);
        for (String name : names) {
            Row old = before.row(name);
            Row now = row(name);
            boolean unbound = old.until() == Long.MIN_VALUE || old.caps().equals(Caps.NONE);
            if (now.live() < old.live() || now.until() < old.until()
                    || !(unbound || now.caps().isAtMost(old.caps()))) {
                into.add("the table of strategies is milder for " + name);
            }
        }
    }

    @Override
    public String file() {
        return file;
    }

    @Override
    public Set<Integer> linesInForce(Subject subject, long nanos) {
        return Set.of(row(subject.strategy()).line());
    }

    @Override
    public Map<Integer, String> rows() {
        return FactTable.named(new ArrayList<>(rows.values()));
    }

    @Override
    public List<String> texts() {
        return FactTable.told(new ArrayList<>(rows.values()));
    }

    /** Rows are for one strategy each; that for all gives way to them. */
    @Override
    public List<RuleProblem> overlaps() {
        return List.of();
    }
}
