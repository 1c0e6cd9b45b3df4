package dev.tradewind.simulation.data.ticks;

import dev.tradewind.simulation.data.ByteSource;
import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.LineBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The beginning of a file.
 *
 * @param lines the first lines that are not empty, {@value #LINES} at most, at least one
 */
public record FileHead(Path file, List<String> lines) {
    static final int LINES = 3;

    public FileHead {
        lines = List.copyOf(lines);
    }

    /** @throws DataException if there is no such file, or nothing in it */
    public static FileHead of(Path file) {
        List<String> lines = new ArrayList<>();
        try (LineBuffer buffer = new LineBuffer(file.toString(), ByteSource.open(file), ',', LineBuffer.BEGINNING)) {
            while (lines.size() < LINES && buffer.next()) {
                lines.add(new String(buffer.bytes, buffer.start, buffer.end - buffer.start, StandardCharsets.UTF_8));
            }
        } catch (DataException e) {
            // A later line may be too long to be one of text; the first alone tells the format.
            if (lines.isEmpty()) {
                throw e;
            }
        }
        if (lines.isEmpty()) {
            throw new DataException(file + ": the file is empty; fetch it again");
        }
        return new FileHead(file, lines);
    }

    /** The first line. */
    String first() {
        return lines.get(0);
    }

    /** The cells of a line, without quotes and spaces around them. */
    static List<String> cells(String line, char delimiter) {
        List<String> cells = new ArrayList<>();
        int from = 0;
        while (true) {
            int to = line.indexOf(delimiter, from);
            cells.add((to < 0 ? line.substring(from) : line.substring(from, to)).strip().replace("\"", ""));
            if (to < 0) {
                return cells;
            }
            from = to + 1;
        }
    }

    /** Whether the first line starts with these names, in any case and however their words are joined. */
    boolean hasHeader(String... names) {
        List<String> cells = cells(first(), ',');
        if (cells.size() < names.length) {
            return false;
        }
        for (int i = 0; i < names.length; i++) {
            if (!plain(cells.get(i)).equals(plain(names[i]))) {
                return false;
            }
        }
        return true;
    }

    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[ _]", "");
    }

    /** A cell of the second line, where the first is a header; empty if there is none. */
    String secondLineCell(int column) {
        List<String> cells = lines.size() < 2 ? List.of() : cells(lines.get(1), ',');
        return column < cells.size() ? cells.get(column) : "";
    }
}
