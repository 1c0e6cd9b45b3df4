package dev.tradewind.policy.limits;

import dev.tradewind.policy.RuleProblem;
import dev.tradewind.policy.language.Problems;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The rows of a table, the header first.
 *
 * @param problems takes what is wrong with a cell, at its place
 * @param readable false where the file is not even a table, which is a problem already
 */
record TableRows(List<List<Cell>> rows, Problems problems, boolean readable) {
    /** Columns that hold a name, or {@code *} for any. */
    private static final List<String> NAMES = List.of("account", "strategy", "symbol", "venue", "group");

    static TableRows csv(String file, String source, List<RuleProblem> into) {
        Problems problems = new Problems(file, source, into);
        return new TableRows(CsvTable.read(source, problems), problems, true);
    }

    /** Of a file that is called {@code .csv} or {@code .xlsx}; a text is UTF-8 that was checked before. */
    static TableRows of(String file, byte[] content, List<RuleProblem> into) {
        return file.endsWith(WorkbookReader.SUFFIX)
                ? WorkbookReader.read(file, content, into)
                : csv(file, new String(content, StandardCharsets.UTF_8), into);
    }

    /** Names a cell that holds characters which nobody sees, a figure where a name belongs, or a part of a name. */
    void checkName(String what, Cell cell) {
        if (cell.isFigure()) {
            problems.add(cell.line(), cell.column(),
                    "this cell holds the " + (cell.kind() == Cell.Kind.DATE ? "date " : "number ") + cell.text()
                            + ", where the " + what + " is a text",
                    "format the cell as text and type it again");
        } else if (hasUnseen(cell.text())) {
            problems.add(cell.line(), cell.column(), "the " + what + " holds a character that nobody sees",
                    "type it again");
        } else if (NAMES.contains(what) && cell.text().length() > 1 && cell.text().indexOf('*') >= 0) {
            problems.add(cell.line(), cell.column(), "`" + cell.text() + "` is no name of " + article(what)
                    + ": a * alone stands for any, and never for a part of one", "write a row for each");
        }
    }

    private static String article(String what) {
        return (what.equals("account") ? "an " : "a ") + what;
    }

    /** Without a stream, which would cost a start some milliseconds. */
    private static boolean hasUnseen(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnseen(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnseen(char c) {
        int type = Character.getType(c);
        boolean space = c != ' ' && (Character.isWhitespace(c) || Character.isSpaceChar(c));
        return space || type == Character.FORMAT || type == Character.CONTROL;
    }
}
