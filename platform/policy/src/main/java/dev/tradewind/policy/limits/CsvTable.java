package dev.tradewind.policy.limits;

import dev.tradewind.policy.language.Problems;
import java.util.ArrayList;
import java.util.List;

/** A comma-separated table that knows where each cell stands. Lines that begin with # are comments. */
final class CsvTable {
    private CsvTable() {}

    /** Rows of cells without blank and comment lines; the header is the first. */
    static List<List<Cell>> read(String source, Problems problems) {
        List<List<Cell>> rows = new ArrayList<>();
        String[] lines = source.split("\r\n|\r|\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = i == 0 && lines[i].startsWith("\uFEFF") ? lines[i].substring(1) : lines[i];
            if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
                rows.add(cells(line, i + 1, problems));
            }
        }
        return rows;
    }

    private static List<Cell> cells(String line, int number, Problems problems) {
        List<Cell> cells = new ArrayList<>();
        int at = 0;
        while (at <= line.length()) {
            int end = at < line.length() && line.charAt(at) == '"' ? closingQuote(line, at, number, problems) : at;
            int comma = line.indexOf(',', end);
            int next = comma < 0 ? line.length() : comma;
            String raw = line.substring(at, next);
            String text = raw.strip();
            if (end > at && text.length() >= 2) {
                text = text.substring(1, text.length() - 1).replace("\"\"", "\"");
            }
            cells.add(Cell.any(text, number, at + 1 + (raw.length() - raw.stripLeading().length())));
            at = next + 1;
        }
        return cells;
    }

    /** Offset just behind the quote that closes the cell; two quotes stand for one. */
    private static int closingQuote(String line, int open, int number, Problems problems) {
        int at = open + 1;
        while (at < line.length()) {
            if (line.charAt(at) == '"') {
                if (at + 1 < line.length() && line.charAt(at + 1) == '"') {
                    at++;
                } else {
                    return at + 1;
                }
            }
            at++;
        }
        problems.add(number, open + 1, "this quoted cell is not closed", "end it with a quote on the same line");
        return line.length();
    }
}
