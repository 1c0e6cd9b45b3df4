package dev.tradewind.policy.limits;

import dev.tradewind.policy.RuleProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A table that gives rules facts about an order. A folder without one has an empty one, which says nothing. */
public sealed interface FactTable
        permits RestrictedList, Permissions, Sessions, Holidays, Halts, Locates, Accounts, Strategies, Groups {
    /** Where it stands, relative to the rules folder; of a workbook with its sheet. Empty where there is none. */
    String file();

    /** Lines of the rows that say something about such an order at that time, in nanoseconds since the epoch. */
    Set<Integer> linesInForce(Subject subject, long nanos);

    /** What each row is for, by its line. */
    Map<Integer, String> rows();

    /** What each row says, sorted, without its place in the file. */
    List<String> texts();

    /** Rows that are valid and perhaps not meant: they overlap. */
    List<RuleProblem> overlaps();

    /** Whether the folder has the table, be it with rows or without. */
    default boolean isGiven() {
        return !file().isEmpty();
    }

    /** {@link #rows} of these. */
    static Map<Integer, String> named(List<? extends TableRow> rows) {
        Map<Integer, String> named = new TreeMap<>();
        rows.forEach(row -> named.put(row.line(), row.key()));
        return named;
    }

    /** {@link #texts} of these. */
    static List<String> told(List<? extends TableRow> rows) {
        List<String> texts = new ArrayList<>();
        rows.forEach(row -> texts.add(row.text()));
        texts.sort(null);
        return texts;
    }

    /** An objection for each row of before that is not there any more: in a list each row of which only forbids. */
    static void gone(String what, FactTable before, FactTable after, List<String> into) {
        List<String> gone = new ArrayList<>(before.texts());
        after.texts().forEach(gone::remove);
        gone.forEach(row -> into.add("the " + what + " " + row + " is gone"));
    }
}
