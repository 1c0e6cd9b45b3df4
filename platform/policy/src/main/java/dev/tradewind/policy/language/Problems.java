package dev.tradewind.policy.language;

import dev.tradewind.policy.RuleProblem;
import java.util.List;

/** Collects what is wrong with one file, with the line that it is wrong in; of very many problems the first. */
public final class Problems {
    private final String file;
    private final String[] lines;
    private final List<RuleProblem> into;
    private int count;

    public Problems(String file, String source, List<RuleProblem> into) {
        this.file = file;
        this.lines = source.split("\r\n|\r|\n", -1);
        this.into = into;
    }

    public void add(int line, int column, String message, String suggestion) {
        count++;
        if (count > Bounds.PROBLEMS) {
            if (count == Bounds.PROBLEMS + 1) {
                into.add(new RuleProblem(file, line, column, "more than " + Bounds.PROBLEMS + " problems", "",
                        "mend those that are named first"));
            }
            return;
        }
        String sourceLine = line >= 1 && line <= lines.length ? Printable.line(lines[line - 1], column) : "";
        into.add(new RuleProblem(file, line, column, message, sourceLine, suggestion));
    }

    void add(Token at, String message, String suggestion) {
        add(at.line(), at.column(), message, suggestion);
    }

    public String file() {
        return file;
    }
}
