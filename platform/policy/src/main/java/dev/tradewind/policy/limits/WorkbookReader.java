package dev.tradewind.policy.limits;

import dev.tradewind.policy.RuleProblem;
import dev.tradewind.policy.language.Problems;
import dev.tradewind.policy.limits.SheetReader.Fault;
import dev.tradewind.policy.limits.WorkbookParts.BadWorkbook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table from a workbook: one sheet, which is called like the file, with the columns of the text table. What a
 * reader of the sheet would not see as it is (formulas, merged and hidden cells, percentages) is refused. Uses nothing
 * but the JDK: a library that reads workbooks either does not tell merged cells or is larger than this whole program's
 * rule engine.
 */
final class WorkbookReader {
    static final String SUFFIX = ".xlsx";
    private static final String ROOT = "xl/";

    private final Map<String, byte[]> parts;
    private final Map<String, String> sheets = new LinkedHashMap<>();
    private boolean since1904;

    private WorkbookReader(Map<String, byte[]> parts) {
        this.parts = parts;
    }

    static TableRows read(String file, byte[] content, List<RuleProblem> into) {
        String name = file.substring(file.lastIndexOf('/') + 1, file.length() - SUFFIX.length());
        try {
            SheetReader sheet = new WorkbookReader(WorkbookParts.unpack(content)).sheet(name);
            Problems problems = new Problems(file + "!" + name, source(sheet), into);
            for (Fault fault : sheet.faults()) {
                problems.add(fault.row(), fault.column(), fault.message(), fault.remedy());
            }
            return new TableRows(table(sheet, problems), problems, true);
        } catch (BadWorkbook e) {
            Problems problems = new Problems(file, "", into);
            problems.add(0, 0, String.valueOf(e.getMessage()), e.remedy());
            return new TableRows(List.of(), problems, false);
        }
    }

    private SheetReader sheet(String wanted) throws BadWorkbook {
        workbook();
        if (sheets.size() != 1 || !sheets.containsKey(wanted)) {
            throw new BadWorkbook("its sheets are " + String.join(", ", sheets.keySet()),
                    "a table is one sheet, and it is called " + wanted + "; keep notes elsewhere");
        }
        Map<String, String> targets = new LinkedHashMap<>();
        WorkbookXml.read(part("xl/_rels/workbook.xml.rels"), starts("Relationship", xml ->
                targets.put(WorkbookXml.text(xml, "Id"), WorkbookXml.text(xml, "Target"))));
        String target = targets.getOrDefault(sheets.getOrDefault(wanted, ""), "");
        byte @Nullable [] styles = parts.get("xl/styles.xml");
        SheetReader reader = new SheetReader(
                sharedTexts(), styles == null ? new WorkbookStyles() : WorkbookStyles.read(styles), since1904);
        WorkbookXml.read(part(target.startsWith("/") ? target.substring(1) : ROOT + target), reader);
        return reader;
    }

    private void workbook() throws BadWorkbook {
        WorkbookXml.read(part("xl/workbook.xml"), new WorkbookXml.Listener() {
            @Override
            public void start(String name, XMLStreamReader xml) {
                if (name.equals("sheet")) {
                    sheets.put(WorkbookXml.text(xml, "name"), WorkbookXml.text(xml, "id"));
                } else if (name.equals("workbookPr")) {
                    since1904 = WorkbookXml.flag(xml, "date1904");
                }
            }

            @Override
            public void end(String name, String text) {}
        });
    }

    private interface Start {
        void at(XMLStreamReader xml);
    }

    private static WorkbookXml.Listener starts(String wanted, Start listener) {
        return new WorkbookXml.Listener() {
            @Override
            public void start(String name, XMLStreamReader xml) {
                if (name.equals(wanted)) {
                    listener.at(xml);
                }
            }

            @Override
            public void end(String name, String text) {}
        };
    }

    private byte[] part(String name) throws BadWorkbook {
        byte[] part = parts.get(name);
        if (part == null) {
            throw new BadWorkbook("it has no part " + name.replaceAll("[^A-Za-z0-9./_-]", "?"),
                    "save it as an Excel workbook (.xlsx)");
        }
        return part;
    }

    /** Texts that cells share. Those in {@code rPh} say how a text is spoken and are no part of it. */
    private List<String> sharedTexts() throws BadWorkbook {
        List<String> texts = new ArrayList<>();
        byte[] part = parts.get("xl/sharedStrings.xml");
        if (part == null) {
            return texts;
        }
        StringBuilder text = new StringBuilder();
        boolean[] spoken = {false};
        WorkbookXml.read(part, new WorkbookXml.Listener() {
            @Override
            public void start(String name, XMLStreamReader xml) {
                if (name.equals("si")) {
                    text.setLength(0);
                }
                spoken[0] |= name.equals("rPh");
            }

            @Override
            public void end(String name, String inside) {
                if (name.equals("t") && !spoken[0]) {
                    text.append(inside);
                } else if (name.equals("rPh")) {
                    spoken[0] = false;
                } else if (name.equals("si")) {
                    texts.add(text.toString());
                }
            }
        });
        return texts;
    }

    /** The sheet as lines of text, so that a problem can show the row that it is in. */
    private static String source(SheetReader sheet) {
        StringBuilder lines = new StringBuilder();
        int line = 1;
        for (Map.Entry<Integer, Map<Integer, Cell>> row : sheet.rows().entrySet()) {
            for (; line < row.getKey(); line++) {
                lines.append('\n');
            }
            StringJoiner cells = new StringJoiner(" | ");
            row.getValue().values().forEach(cell -> cells.add(cell.text().replaceAll("[\r\n]", " ")));
            lines.append(cells);
        }
        return lines.toString();
    }

    /** Rows as wide as the header, without those that are empty or begin with #. */
    private static List<List<Cell>> table(SheetReader sheet, Problems problems) {
        List<List<Cell>> table = new ArrayList<>();
        int width = 0;
        for (Map.Entry<Integer, Map<Integer, Cell>> row : sheet.rows().entrySet()) {
            Map<Integer, Cell> cells = row.getValue();
            Cell first = cells.get(1);
            if (first != null && first.text().startsWith("#")) {
                continue;
            }
            width = width == 0 ? cells.keySet().stream().max(Integer::compare).orElse(0) : width;
            List<Cell> line = new ArrayList<>();
            for (int column = 1; column <= width; column++) {
                Cell cell = cells.get(column);
                line.add(cell == null ? new Cell("", row.getKey(), column, Cell.Kind.TEXT) : cell);
            }
            for (Cell cell : cells.values()) {
                if (cell.column() > width) {
                    problems.add(cell.line(), cell.column(), "this cell stands right of the table", "remove it");
                }
            }
            table.add(line);
        }
        return table;
    }
}
