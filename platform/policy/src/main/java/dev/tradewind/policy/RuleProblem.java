package dev.tradewind.policy;

import java.util.Comparator;

/**
 * One mistake in a rule or limits file.
 *
 * @param file path relative to the rules folder, with forward slashes
 * @param line from 1; 0 where the problem is the whole file or folder
 * @param column from 1; 0 where the problem is the whole line
 * @param message what is wrong
 * @param sourceLine the offending line, empty where there is none
 * @param suggestion what to do, empty where nothing better than the message can be said
 */
public record RuleProblem(String file, int line, int column, String message, String sourceLine, String suggestion)
        implements Comparable<RuleProblem> {
    private static final Comparator<RuleProblem> ORDER = Comparator.comparing(RuleProblem::file)
            .thenComparingInt(RuleProblem::line)
            .thenComparingInt(RuleProblem::column)
            .thenComparing(RuleProblem::message);

    @Override
    public int compareTo(RuleProblem other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column}, shortened to what is known. */
    public String place() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }

    /** One line: place, message, suggestion. */
    @Override
    public String toString() {
        return place() + ": " + message + (suggestion.isEmpty() ? "" : " (" + suggestion + ")");
    }
}
