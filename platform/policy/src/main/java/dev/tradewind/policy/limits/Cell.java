package dev.tradewind.policy.limits;

/**
 * A cell of a table.
 *
 * @param text what it holds, without spaces around it; a number with digits and at most one point, a date as 2026-01-31
 * @param line from 1; the row of a sheet
 * @param column of its first character, from 1; the column of a sheet
 * @param kind what it was written as
 */
record Cell(String text, int line, int column, Kind kind) {
    enum Kind {
        /** In a file of text nothing says whether a cell is a number. */
        ANY,
        TEXT,
        NUMBER,
        DATE
    }

    static Cell any(String text, int line, int column) {
        return new Cell(text, line, column, Kind.ANY);
    }

    /** Whether it was written as a number or a date, where a name belongs. */
    boolean isFigure() {
        return kind == Kind.NUMBER || kind == Kind.DATE;
    }
}
