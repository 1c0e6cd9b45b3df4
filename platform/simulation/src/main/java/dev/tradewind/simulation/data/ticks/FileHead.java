package dev.tradewind.simulation.data.ticks;

import dev.tradewind.simulation.data.ByteSource;
import dev.tradewind.simulation.data.DataException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The beginning of a file.
 *
 * @param lines the first lines that are not empty, {@value #LINES} at most, {@value #LINES_OF_CAPTURE} of a capture, at
 *     least one
 */
public record FileHead(Path file, List<String> lines) {
    static final int LINES = 3;

    /** The first messages of a capture may be about anything. */
    static final int LINES_OF_CAPTURE = 200;

    private static final int MOST_BYTES = 1 << 18;
    private static final int CHUNK = 1 << 15;

    /** How a line of a recorder begins: a time, or what was asked for. */
    private static final Pattern CAPTURE =
            Pattern.compile("\\d{18,19} [\\[{]|\\d{9,10}\\.\\d{1,9}: |(wss?|https?)://|configuration: ");

    public FileHead {
        lines = List.copyOf(lines);
    }

    /** @throws DataException if there is no such file, or nothing in it */
    public static FileHead of(Path file) {
        FileHead head = of(file, LINES);
        return CAPTURE.matcher(head.first()).lookingAt() ? of(file, LINES_OF_CAPTURE) : head;
    }

    private static FileHead of(Path file, int most) {
        byte[] bytes = new byte[MOST_BYTES];
        List<String> lines = new ArrayList<>();
        int from = 0;
        int filled = 0;
        try (ByteSource source = ByteSource.open(file)) {
            int count = 0;
            while (count >= 0 && lines.size() < most && filled < bytes.length) {
                count = source.read(bytes, filled, Math.min(CHUNK, bytes.length - filled));
                filled += Math.max(0, count);
                from = split(bytes, from, filled, most, lines);
            }
        } catch (DataException e) {
            // What is damaged further on is told when the file is read.
            if (lines.isEmpty() && from == filled) {
                throw e;
            }
        }
        if (lines.size() < most && filled > from) {
            // The last line, or the beginning of one that is very long.
            lines.add(new String(bytes, from, filled - from, StandardCharsets.UTF_8).strip());
        }
        lines.removeIf(String::isEmpty);
        if (lines.isEmpty()) {
            throw new DataException(file + ": the file is empty; fetch it again");
        }
        return new FileHead(file, lines);
    }

    /** Adds whole lines that are not empty; returns where the first begins that is not whole. */
    private static int split(byte[] bytes, int from, int to, int most, List<String> lines) {
        int start = from;
        for (int at = from; at < to && lines.size() < most; at++) {
            if (bytes[at] == '\n') {
                String line = new String(bytes, start, at - start, StandardCharsets.UTF_8);
                line = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
                line = lines.isEmpty() && line.startsWith("\ufeff") ? line.substring(1) : line;
                if (!line.isEmpty()) {
                    lines.add(line);
                }
                start = at + 1;
            }
        }
        return start;
    }

    /** Whether this is a capture of messages, of whatever venue. */
    boolean isCapture() {
        return CAPTURE.matcher(first()).lookingAt();
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
