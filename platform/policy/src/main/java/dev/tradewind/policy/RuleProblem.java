package dev.tradewind.policy;

import java.util.Comparator;

/**
 * One mistake in a rule or limits file.
 *
 * @param file path relative to the rules folder, with forward slashes
 * @param line from 1; the row of a sheet; 0 where the problem is the whole file or folder
 * @param column from 1; the column of a sheet; 0 where the problem is the whole line
 * @param message what is wrong
 * @param sourceLine the offending line, empty where there is none
 * @param suggestion what to do, empty where nothing better than the message can be said
 */
public record RuleProblem(String file, int line, int column, String message, String sourceLine, String suggestion)
        implements Comparable<RuleProblem> {
    /** What stands in the file's name where a problem is in a sheet of it. */
    private static final String SHEET = ".xlsx!";

    private static final Comparator<RuleProblem> ORDER = Comparator.comparing(RuleProblem::file)
            .thenComparingInt(RuleProblem::line)
            .thenComparingInt(RuleProblem::column)
            .thenComparing(RuleProblem::message);

    @Override
    public int compareTo(RuleProblem other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column}, shortened to what is known; in a sheet {@code file!sheet!D7}. */
    public String place() {
        if (line == 0) {
            return file;
        }
        if (file.contains(SHEET)) {
            return file + "!" + letters(column) + line;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }

    /** The column as a spreadsheet names it; nothing for a whole row. */
    private static String letters(int column) {
        return column < 1 ? "" : letters((column - 1) / 26) + (char) ('A' + (column - 1) % 26);
    }

    /** One line: place, message, suggestion. */
    @Override
    public String toString() {
        return place() + ": " + message + (suggestion.isEmpty() ? "" : " (" + suggestion + ")");
    }
}
