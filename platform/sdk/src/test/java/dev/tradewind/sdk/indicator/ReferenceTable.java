package dev.tradewind.sdk.indicator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** A file of bars and expected values: comma-separated with a header, or a JSON array of flat objects, or gzipped. */
final class ReferenceTable {
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\"\\s*:\\s*(\"[^\"]*\"|[^,}\\s]+)");

    private final List<String> header;
    private final List<String[]> rows;

    private ReferenceTable(List<String> header, List<String[]> rows) {
        this.header = header;
        this.rows = rows;
    }

    static ReferenceTable read(Path path) {
        String text = text(path);
        return path.getFileName().toString().contains(".json") ? json(text) : csv(text);
    }

    static String text(Path path) {
        try (InputStream raw = Files.newInputStream(path);
                InputStream in = path.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\uFEFF", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReferenceTable csv(String text) {
        List<String[]> rows = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (!line.isBlank()) {
                rows.add(line.split(",", -1));
            }
        }
        List<String> header = new ArrayList<>();
        for (String name : rows.removeFirst()) {
            header.add(name.strip().toLowerCase(Locale.ROOT));
        }
        return new ReferenceTable(header, rows);
    }

    private static ReferenceTable json(String text) {
        List<String> header = new ArrayList<>();
        List<String[]> rows = new ArrayList<>();
        for (String object : text.split("\\{", -1)) {
            List<String> cells = new ArrayList<>();
            Matcher field = FIELD.matcher(object);
            while (field.find()) {
                if (rows.isEmpty()) {
                    header.add(field.group(1).toLowerCase(Locale.ROOT));
                }
                cells.add(field.group(2).replace("\"", ""));
            }
            if (!cells.isEmpty()) {
                rows.add(cells.toArray(new String[0]));
            }
        }
        return new ReferenceTable(header, rows);
    }

    int size() {
        return rows.size();
    }

    boolean has(String column) {
        return header.contains(column.toLowerCase(Locale.ROOT));
    }

    int column(String name) {
        int column = header.indexOf(name.toLowerCase(Locale.ROOT));
        if (column < 0) {
            throw new IllegalArgumentException("no column " + name + " in " + header);
        }
        return column;
    }

    /** The number in a cell; NaN where it is empty, null or not a number. */
    double number(int row, int column) {
        String cell = cell(row, column);
        return isNumber(cell) ? Double.parseDouble(cell) : Double.NaN;
    }

    /**
     * Half of the last place that a column is given to: some sources round to decimal places, others to significant
     * digits, and drop trailing zeros; so the most places and the most digits seen in the column decide, whichever is
     * the coarser for this cell.
     */
    double halfUnit(int row, int column) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            cells.add(cell(i, column));
        }
        return halfUnit(cell(row, column), cells);
    }

    static double halfUnit(String cell, List<String> column) {
        int places = 0;
        int digits = 1;
        for (String each : column) {
            if (isNumber(each)) {
                BigDecimal value = new BigDecimal(each);
                places = Math.max(places, value.scale());
                digits = Math.max(digits, value.precision());
            }
        }
        BigDecimal value = new BigDecimal(cell);
        int exponent = value.signum() == 0 ? -places : value.precision() - value.scale() - digits;
        return 0.5 * Math.pow(10, Math.max(-places, exponent));
    }

    private String cell(int row, int column) {
        String[] cells = rows.get(row);
        return column < cells.length ? cells[column].strip() : "";
    }

    private static boolean isNumber(String cell) {
        return !cell.isEmpty() && (Character.isDigit(cell.charAt(cell.length() - 1))
                || (cell.endsWith(".") && cell.length() > 1));
    }
}
