package dev.tradewind.policy.limits;

import dev.tradewind.policy.language.Nearest;
import dev.tradewind.policy.language.Problems;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of a table whose columns stand in a fixed order; each cell that cannot be read is named. */
final class TableForm {
    static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final TableRows table;
    private final List<String> columns;
    private final Map<List<String>, Integer> seen = new HashMap<>();

    private TableForm(TableRows table, List<String> columns) {
        this.table = table;
        this.columns = columns;
    }

    /** The rows below the header; none where the header cannot be used, which is a problem then. */
    static List<Line> lines(TableRows table, List<String> columns) {
        List<Line> lines = new ArrayList<>();
        if (!table.readable()) {
            return lines;
        }
        Problems problems = table.problems();
        if (table.rows().isEmpty()) {
            problems.add(0, 0, "the table is empty", "the first line is " + String.join(",", columns));
            return lines;
        }
        List<Cell> header = table.rows().getFirst();
        if (!isHeader(header, columns, problems)) {
            return lines;
        }
        TableForm form = new TableForm(table, columns);
        for (List<Cell> cells : table.rows().subList(1, table.rows().size())) {
            if (cells.size() == columns.size()) {
                lines.add(form.new Line(cells));
            } else {
                problems.add(cells.getFirst().line(), 0, cells.size() + " cells, the header has " + columns.size(),
                        "a row has one cell for each column, be it empty");
            }
        }
        return lines;
    }

    static boolean isHeader(List<Cell> header, List<String> columns, Problems problems) {
        for (int i = 0; i < Math.max(header.size(), columns.size()); i++) {
            String written = i < header.size() ? header.get(i).text() : "";
            if (i >= columns.size() || !written.equals(columns.get(i))) {
                problems.add(
                        header.getFirst().line(),
                        i < header.size() ? header.get(i).column() : 0,
                        i < header.size() ? "there is no column `" + written + "` here" : "a column is missing",
                        Nearest.suggestion(written, columns, "") + " the header is " + String.join(",", columns));
                return false;
            }
        }
        return true;
    }

    /** One row. Cells are named by their place among the columns, from 0. */
    final class Line {
        private final List<Cell> cells;

        private Line(List<Cell> cells) {
            this.cells = cells;
        }

        int number() {
            return cells.getFirst().line();
        }

        /** A name that must be there. */
        String name(int index) {
            return required(index, "write a name, or * for any");
        }

        /** A text that must be there. */
        String required(int index, String remedy) {
            if (cells.get(index).text().isEmpty()) {
                problem(index, "the " + columns.get(index) + " is empty", remedy);
            }
            return text(index);
        }

        /** A text that may be empty. */
        String text(int index) {
            table.checkName(columns.get(index), cells.get(index));
            return cells.get(index).text();
        }

        boolean isEmpty(int index) {
            return cells.get(index).text().isEmpty();
        }

        /** One of these words. */
        String oneOf(int index, List<String> words) {
            String text = cells.get(index).text();
            if (!words.contains(text)) {
                problem(index, "`" + text + "` is no value for " + columns.get(index),
                        "write " + String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast());
            }
            return text;
        }

        boolean yes(int index) {
            return oneOf(index, List.of("yes", "no")).equals("yes");
        }

        /** A number of 0 or more; 0 where there is none, which is a problem. */
        double number(int index) {
            Cell cell = cells.get(index);
            if (cell.text().isEmpty()) {
                problem(index, "the " + columns.get(index) + " is empty", "write a number");
            } else if (cell.kind() == Cell.Kind.TEXT || cell.kind() == Cell.Kind.DATE) {
                problem(index, "this cell holds the " + (cell.kind() == Cell.Kind.TEXT ? "text `" : "date `")
                        + cell.text() + "`, where " + columns.get(index) + " is a number",
                        "format the cell as a number and type it again");
            } else if (cell.text().matches("[0-9]{1,12}(\\.[0-9]{1,12})?")) {
                return Double.parseDouble(cell.text());
            } else {
                problem(index, "`" + cell.text() + "` is not a value for " + columns.get(index),
                        "write up to 12 digits, and a point where it needs one, such as 2500 or 0.5");
            }
            return 0;
        }

        /** The first instant of a day, in UTC, so many days later; the fallback where the cell is empty. */
        long day(int index, long fallback, int addedDays) {
            String text = cells.get(index).text();
            if (text.isEmpty()) {
                return fallback;
            }
            try {
                LocalDate day = LocalDate.parse(text).plusDays(addedDays);
                return Math.multiplyExact(day.atStartOfDay(ZoneOffset.UTC).toEpochSecond(), NANOS_PER_SECOND);
            } catch (DateTimeException | ArithmeticException e) {
                problem(index, "`" + text + "` is not a date", "write it as 2026-01-31");
                return fallback;
            }
        }

        /** A day; the first of all where it cannot be read. */
        LocalDate date(int index) {
            try {
                return LocalDate.parse(cells.get(index).text());
            } catch (DateTimeException e) {
                problem(index, "`" + cells.get(index).text() + "` is not a date", "write it as 2026-01-31");
                return LocalDate.EPOCH;
            }
        }

        /** An instant; the fallback where the cell is empty. */
        long instant(int index, long fallback) {
            String text = cells.get(index).text();
            if (text.isEmpty()) {
                return fallback;
            }
            try {
                Instant instant = Instant.parse(text);
                return Math.addExact(
                        Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
            } catch (DateTimeException | ArithmeticException e) {
                problem(index, "`" + text + "` is not an instant", "write it in UTC, as 2026-01-31T14:30:00Z");
                return fallback;
            }
        }

        /** Names a second row for the same. */
        void unique(String... key) {
            Integer before = seen.putIfAbsent(List.of(key), number());
            if (before != null) {
                problem(0, "a second row for the same key as line " + before, "remove one");
            }
        }

        /** Names an end that is not after its beginning. */
        void inOrder(int index, long from, long until) {
            if (until <= from) {
                problem(index, "it ends before it begins", "swap the two");
            }
        }

        void problem(int index, String message, String remedy) {
            Cell cell = cells.get(index);
            table.problems().add(cell.line(), cell.column(), message, remedy);
        }
    }

    /** A number with all of its digits. */
    static String shown(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** An instant for people; a day alone where it is the beginning of one. */
    static String shown(long nanos) {
        if (Math.floorMod(nanos, NANOS_PER_DAY) == 0) {
            return LocalDate.ofEpochDay(Math.floorDiv(nanos, NANOS_PER_DAY)).toString();
        }
        return Instant.ofEpochSecond(
                        Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND))
                .toString();
    }
}
