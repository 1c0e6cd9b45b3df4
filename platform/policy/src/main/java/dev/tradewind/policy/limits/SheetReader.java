package dev.tradewind.policy.limits;

import dev.tradewind.policy.limits.WorkbookParts.BadWorkbook;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamReader;

/** Reads the cells of one sheet, and what must not be in a table. ECMA-376 part 1, 18.3.1. */
final class SheetReader implements WorkbookXml.Listener {
    static final int MOST_ROWS = 100_000;
    static final int MOST_COLUMNS = 100;
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final LocalDate DAY_ZERO_1904 = LocalDate.of(1904, 1, 1);
    private static final double LAST_DAY = 2_958_465;

    private final List<String> shared;
    private final WorkbookStyles styles;
    private final boolean since1904;
    private final Map<Integer, Map<Integer, Cell>> rows = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final StringBuilder inline = new StringBuilder();
    private int row;
    private int column;
    private int style;
    private String type = "";
    private String value = "";
    private boolean formula;

    SheetReader(List<String> shared, WorkbookStyles styles, boolean since1904) {
        this.shared = shared;
        this.styles = styles;
        this.since1904 = since1904;
    }

    /** Something in a cell that no table may have. */
    record Fault(int row, int column, String message, String remedy) {}

    /** Cells that hold something, by row and column, both from 1. */
    Map<Integer, Map<Integer, Cell>> rows() {
        return rows;
    }

    List<Fault> faults() {
        return faults;
    }

    @Override
    public void start(String name, XMLStreamReader xml) throws BadWorkbook {
        switch (name) {
            case "col" -> hiddenColumn(xml);
            case "row" -> row(xml);
            case "c" -> cell(xml);
            case "f" -> formula = true;
            case "mergeCell" -> merged(WorkbookXml.text(xml, "ref"));
            default -> { /* Widths, views and the like say nothing about values. */ }
        }
    }

    private void row(XMLStreamReader xml) throws BadWorkbook {
        row = WorkbookXml.number(xml, "r", row + 1);
        column = 0;
        if (row < 1 || row > MOST_ROWS) {
            throw new BadWorkbook("the sheet has more than " + MOST_ROWS + " rows", "remove rows far below the table");
        }
        if (WorkbookXml.flag(xml, "hidden")) {
            faults.add(new Fault(row, 0, "this row is hidden", "show it, or delete it; remove filters"));
        }
    }

    private void hiddenColumn(XMLStreamReader xml) {
        int first = WorkbookXml.number(xml, "min", 0);
        if (WorkbookXml.flag(xml, "hidden") && first >= 1 && first <= MOST_COLUMNS) {
            faults.add(new Fault(1, first, "this column is hidden", "show it, or delete it"));
        }
    }

    private void cell(XMLStreamReader xml) throws BadWorkbook {
        String reference = WorkbookXml.text(xml, "r");
        column = reference.isEmpty() ? column + 1 : column(reference);
        if (column < 1 || column > MOST_COLUMNS) {
            throw new BadWorkbook("a cell stands right of column " + MOST_COLUMNS, "remove it");
        }
        style = WorkbookXml.number(xml, "s", 0);
        type = WorkbookXml.text(xml, "t");
        value = "";
        inline.setLength(0);
        formula = false;
    }

    /** The column of a reference such as {@code AB12}, from 1; 0 where it is none. */
    static int column(String reference) {
        int column = 0;
        for (int i = 0; i < reference.length() && i < 4; i++) {
            char c = reference.charAt(i);
            if (c < 'A' || c > 'Z') {
                return column;
            }
            column = column * 26 + (c - 'A' + 1);
        }
        return column;
    }

    private void merged(String reference) {
        String first = reference.contains(":") ? reference.substring(0, reference.indexOf(':')) : reference;
        String digits = first.replaceAll("[^0-9]", "");
        int at = digits.matches("[0-9]{1,7}") ? Integer.parseInt(digits) : 1;
        faults.add(new Fault(at, Math.max(1, column(first)), "the cells " + reference.replaceAll("[^A-Z0-9:]", "")
                + " are merged, so that all but the first are empty", "unmerge them and fill in each"));
    }

    @Override
    public void end(String name, String text) throws BadWorkbook {
        switch (name) {
            case "v" -> value = text;
            case "t" -> inline.append(text);
            case "c" -> close();
            default -> { /* As above. */ }
        }
    }

    private void close() throws BadWorkbook {
        if (formula) {
            fault("this cell holds a formula, whose value may be another tomorrow", "write the value itself");
            return;
        }
        switch (type) {
            case "s" -> put(sharedText(), Cell.Kind.TEXT);
            case "inlineStr" -> put(inline.toString(), Cell.Kind.TEXT);
            case "str" -> put(value, Cell.Kind.TEXT);
            case "b" -> fault("this cell holds true or false", "write a number or a text");
            case "e" -> fault("this cell holds an error", "write a number or a text");
            default -> figure();
        }
    }

    private String sharedText() throws BadWorkbook {
        int index = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : -1;
        if (index < 0 || index >= shared.size()) {
            throw new BadWorkbook("a cell names a text that is not there", "save it again");
        }
        return shared.get(index);
    }

    private void figure() {
        if (value.isEmpty()) {
            return;
        }
        double number;
        try {
            number = Double.parseDouble(value);
        } catch (NumberFormatException e) {
            number = Double.NaN;
        }
        if (!Double.isFinite(number)) {
            fault("this cell holds no number", "type it again");
        } else if (styles.isDate(style)) {
            date(number);
        } else if (styles.isPercent(style)) {
            fault("this cell is formatted as a percentage, so that it holds " + plain(number) + " and shows "
                    + plain(number * 100) + " %", "format it as a number and type it again");
        } else {
            put(plain(number), Cell.Kind.NUMBER);
        }
    }

    private void date(double number) {
        if (number < 61 || number > LAST_DAY || number != Math.rint(number)) {
            fault("this cell holds no day", "write it as 2026-01-31");
            return;
        }
        put((since1904 ? DAY_ZERO_1904 : DAY_ZERO).plusDays((long) number).toString(), Cell.Kind.DATE);
    }

    private static String plain(double number) {
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }

    private void put(String text, Cell.Kind kind) {
        if (!text.isBlank()) {
            rows.computeIfAbsent(row, key -> new TreeMap<>()).put(column, new Cell(text.strip(), row, column, kind));
        }
    }

    private void fault(String message, String remedy) {
        faults.add(new Fault(row, column, message, remedy));
    }
}
