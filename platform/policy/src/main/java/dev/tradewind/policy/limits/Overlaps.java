package dev.tradewind.policy.limits;

import dev.tradewind.policy.RuleProblem;
import dev.tradewind.policy.limits.LimitsTable.Row;
import java.util.ArrayList;
import java.util.List;

/** Finds rows of limits that hold for the same order without one being a case of the other. */
final class Overlaps {
    private static final String ANY = "*";
    private static final int MOST_ROWS = 2_000;
    private static final int MOST_NAMED = 50;

    private Overlaps() {}

    /** @param rows the more specific first */
    static List<RuleProblem> of(String file, List<Row> rows) {
        List<RuleProblem> found = new ArrayList<>();
        if (rows.size() > MOST_ROWS) {
            found.add(new RuleProblem(file, 0, 0, "more than " + MOST_ROWS + " rows are not compared with each other",
                    "", ""));
            return found;
        }
        for (int i = 0; i < rows.size(); i++) {
            for (int j = i + 1; j < rows.size() && found.size() < MOST_NAMED; j++) {
                if (overlap(rows.get(i), rows.get(j))) {
                    found.add(warning(file, rows.get(i), rows.get(j)));
                }
            }
        }
        return found.stream().sorted().toList();
    }

    private static boolean overlap(Row one, Row other) {
        return meet(one.account(), other.account())
                && meet(one.strategy(), other.strategy())
                && meet(one.symbol(), other.symbol())
                && namesMore(one, other)
                && namesMore(other, one)
                && differ(one, other);
    }

    private static boolean meet(String one, String other) {
        return one.equals(ANY) || other.equals(ANY) || one.equals(other);
    }

    private static boolean namesMore(Row one, Row other) {
        return names(one.account(), other.account())
                || names(one.strategy(), other.strategy())
                || names(one.symbol(), other.symbol());
    }

    private static boolean names(String one, String other) {
        return !one.equals(ANY) && other.equals(ANY);
    }

    private static boolean differ(Row one, Row other) {
        for (int i = 0; i < one.values().size(); i++) {
            double left = one.values().get(i);
            double right = other.values().get(i);
            if (left < right || left > right) {
                return true;
            }
        }
        return false;
    }

    private static RuleProblem warning(String file, Row winner, Row loser) {
        String common = named(winner.account(), loser.account()) + ","
                + named(winner.strategy(), loser.strategy()) + ","
                + named(winner.symbol(), loser.symbol());
        String why = names(winner.account(), loser.account()) ? "account" : "strategy";
        return new RuleProblem(file, loser.line(), 0,
                "this row and line " + winner.line() + " both hold for " + common + " with different limits; line "
                        + winner.line() + " wins, since it names the " + why,
                "", "add a row for " + common + " if that is not meant");
    }

    private static String named(String one, String other) {
        return one.equals(ANY) ? other : one;
    }
}
