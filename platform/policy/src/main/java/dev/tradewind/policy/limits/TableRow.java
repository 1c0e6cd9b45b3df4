package dev.tradewind.policy.limits;

import dev.tradewind.policy.RuleProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** A row of a table that gives facts. */
interface TableRow {
    /** Stands for any name. */
    String ANY = "*";

    int MOST_COMPARED = 2_000;
    int MOST_NAMED = 50;

    /** Where it stands, from 1; the row of a sheet. */
    int line();

    /** What it is for, such as {@code LUNAUSDT,*}. */
    String key();

    /** All that it says, without its place. */
    String text();

    /** Whether a cell is this name, or any. */
    static boolean matches(String cell, String name) {
        return cell.equals(ANY) || cell.equals(name);
    }

    /** Whether some name fits both cells. */
    static boolean meet(String one, String other) {
        return one.equals(ANY) || other.equals(ANY) || one.equals(other);
    }

    /**
     * A warning for each pair of rows that overlap, at the later of the two.
     *
     * @param what the two do, for people
     */
    static <R extends TableRow> List<RuleProblem> overlaps(
            String file, List<R> rows, BiPredicate<R, R> overlap, String what, String remedy) {
        List<RuleProblem> found = new ArrayList<>();
        if (rows.size() > MOST_COMPARED) {
            found.add(new RuleProblem(
                    file, 0, 0, "more than " + MOST_COMPARED + " rows are not compared with each other", "", ""));
            return found;
        }
        for (int i = 0; i < rows.size(); i++) {
            for (int j = i + 1; j < rows.size() && found.size() < MOST_NAMED; j++) {
                if (overlap.test(rows.get(i), rows.get(j))) {
                    found.add(new RuleProblem(file, rows.get(j).line(), 0,
                            "this row and line " + rows.get(i).line() + " " + what, "", remedy));
                }
            }
        }
        return found;
    }
}
