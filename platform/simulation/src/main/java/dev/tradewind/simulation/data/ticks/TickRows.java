package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.order.Side;
import dev.tradewind.simulation.data.ByteSource;
import dev.tradewind.simulation.data.CsvFormat;
import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.LineBuffer;
import dev.tradewind.simulation.data.Text;
import dev.tradewind.simulation.data.TextTime;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rows of a text file of ticks and the cells of the current one. Plain numbers are read without an object. */
final class TickRows implements AutoCloseable {
    private static final int MAX_PLACES = 18;
    private static final int LONGEST_NUMBER = 60;
    private static final int MOST_COLUMNS = 1_024;

    /** 1800 and 2200: outside, a time is a mistake of units. */
    private static final long EARLIEST_NANOS = -5_364_662_400L * 1_000_000_000L;

    private static final long LATEST_NANOS = 7_258_118_400L * 1_000_000_000L;

    /** The number that {@link #decimal} read, in units of 10<sup>-{@link #places}</sup>. */
    long value;

    int places;

    private final String name;
    private final LineBuffer lines;
    private final byte delimiter;
    private final String header;
    private final long baseNanos;
    private CsvFormat.TimeUnit unit;
    private int[] ends = new int[16];
    private int columns;
    private int expectedColumns = -1;
    private byte[] symbol = {};

    /**
     * How to read a file.
     *
     * @param header whether the first line is one
     * @param unit what times are written in
     * @param baseNanos added to each time
     */
    record Layout(char delimiter, boolean header, CsvFormat.TimeUnit unit, long baseNanos) {
        /** Commas, a header line, times since the epoch. */
        static Layout withHeader(CsvFormat.TimeUnit unit) {
            return new Layout(',', true, unit, 0);
        }
    }

    TickRows(Path file, Layout layout) {
        this.name = file.toString();
        this.lines = new LineBuffer(name, ByteSource.open(file), layout.delimiter(), LineBuffer.WHOLE);
        this.delimiter = (byte) layout.delimiter();
        this.unit = layout.unit();
        this.baseNanos = layout.baseNanos();
        try {
            this.header = layout.header() && lines.next() ? line() : "";
        } catch (DataException e) {
            lines.close();
            throw e;
        }
    }

    private String line() {
        return new String(lines.bytes, lines.start, lines.end - lines.start, StandardCharsets.UTF_8);
    }

    /** The column of that name in the header. @throws DataException if there is none */
    int column(String columnName) {
        List<String> names = FileHead.cells(header, (char) delimiter);
        for (int i = 0; i < names.size(); i++) {
            if (FileHead.plain(names.get(i)).equals(FileHead.plain(columnName))) {
                return i;
            }
        }
        throw new DataException(name + " line 1: no column '" + columnName + "'; the header is '"
                + Text.shortened(header) + "': fetch the file again, or say what it is with --as");
    }

    /** Moves to the next row; false at the end. @throws DataException if the file is damaged */
    boolean next() {
        if (!lines.next()) {
            return false;
        }
        columns = 0;
        for (int at = lines.start; at < lines.end; at++) {
            if (lines.bytes[at] == delimiter) {
                end(at);
            }
        }
        end(lines.end);
        return true;
    }

    private void end(int at) {
        if (columns == ends.length) {
            if (columns >= MOST_COLUMNS) {
                throw new DataException(place() + ": more than " + MOST_COLUMNS + " columns; is this a file of ticks?");
            }
            ends = Arrays.copyOf(ends, columns * 2);
        }
        ends[columns++] = at;
    }

    /** Rows must have as many columns as the first, and those that the format needs. */
    void checkColumns(int needed) {
        if (columns < needed) {
            throw new DataException(place() + ": " + columns + " columns, but the format needs " + needed
                    + "; correct or remove the line, or say what the file is with --as");
        }
        if (expectedColumns < 0) {
            expectedColumns = columns;
        } else if (columns != expectedColumns) {
            throw new DataException(place() + ": " + columns + " columns where the first row has " + expectedColumns
                    + "; correct or remove the line");
        }
    }

    String place() {
        return place(lines.number);
    }

    String place(long line) {
        return name + " line " + line;
    }

    long lineNumber() {
        return lines.number;
    }

    private int start(int column) {
        return column == 0 ? lines.start : ends[column - 1] + 1;
    }

    /** A cell without surrounding spaces and quotes. */
    String text(int column) {
        int from = start(column);
        String text = new String(lines.bytes, from, ends[column] - from, StandardCharsets.UTF_8).strip();
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    boolean isBlank(int column) {
        return ends[column] == start(column) || text(column).isEmpty();
    }

    /** Reads a price or quantity into {@link #value} and {@link #places}, which are at least {@code scale}. */
    void decimal(int column, String what, int scale) {
        byte[] bytes = lines.bytes;
        int end = ends[column];
        int at = start(column);
        int digits = 0;
        int fraction = -1;
        long number = 0;
        for (; at < end && digits <= MAX_PLACES; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                // Zeros beyond the scale say nothing.
                if (fraction >= scale && digit == 0 && onlyZeros(at, end)) {
                    at = end;
                    break;
                }
                number = number * 10 + digit;
                digits++;
                fraction += fraction >= 0 ? 1 : 0;
            } else if (bytes[at] == '.' && fraction < 0) {
                fraction = 0;
            } else {
                break;
            }
        }
        int have = Math.max(fraction, 0);
        int missing = Math.max(0, scale - have);
        if (at < end || digits == 0 || digits + missing > MAX_PLACES) {
            slowDecimal(column, what, scale);
            return;
        }
        for (int i = 0; i < missing; i++) {
            number *= 10;
        }
        value = number;
        places = have + missing;
    }

    private boolean onlyZeros(int from, int end) {
        for (int at = from; at < end; at++) {
            if (lines.bytes[at] != '0') {
                return false;
            }
        }
        return true;
    }

    private void slowDecimal(int column, String what, int scale) {
        String text = text(column);
        BigDecimal stripped = number(column, what, text).stripTrailingZeros();
        int needed = Math.max(0, stripped.scale());
        if (needed > MAX_PLACES) {
            throw bad(column, what, text, "has more than " + MAX_PLACES + " decimal places", "round it");
        }
        BigDecimal scaled = stripped.setScale(Math.max(scale, needed));
        if (scaled.unscaledValue().bitLength() > 63) {
            throw bad(column, what, text, "has too many digits at " + scaled.scale() + " decimal places (at most 18)",
                    "correct or remove the line");
        }
        value = scaled.unscaledValue().longValue();
        places = scaled.scale();
    }

    private BigDecimal number(int column, String what, String text) {
        if (text.isEmpty()) {
            throw bad(column, what, text, "is empty", "fill it or remove the line");
        }
        try {
            if (text.length() <= LONGEST_NUMBER) {
                BigDecimal number = new BigDecimal(text);
                if (Math.abs((long) number.scale()) <= LONGEST_NUMBER) {
                    return number;
                }
            }
        } catch (NumberFormatException e) {
            throw bad(column, what, text, "is not a number", "correct or remove the line");
        }
        throw bad(column, what, text, "is out of range", "correct or remove the line");
    }

    /** A whole number. */
    long integer(int column, String what) {
        String text = text(column);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw bad(column, what, text, "is not a whole number", "correct or remove the line");
        }
    }

    /** A time in nanoseconds since the epoch. */
    long time(int column, String what) {
        if (unit == CsvFormat.TimeUnit.TEXT) {
            return textTime(column, what);
        }
        byte[] bytes = lines.bytes;
        int at = start(column);
        int end = ends[column];
        long number = 0;
        boolean plain = end > at && end - at <= MAX_PLACES;
        for (; plain && at < end; at++) {
            int digit = bytes[at] - '0';
            plain = digit >= 0 && digit <= 9;
            number = number * 10 + digit;
        }
        if (!plain) {
            return slowTime(column, what);
        }
        long nanos = unitOf(number).nanos();
        if (number > LATEST_NANOS / nanos) {
            throw badTime(column, what);
        }
        return number * nanos + baseNanos;
    }

    /** What a file is written in is told by its first time, and stays. */
    private CsvFormat.TimeUnit unitOf(long number) {
        if (unit == CsvFormat.TimeUnit.AUTO) {
            unit = CsvFormat.TimeUnit.of(number);
        }
        return unit;
    }

    private long slowTime(int column, String what) {
        String text = text(column);
        BigDecimal number = number(column, what, text);
        if (number.precision() - number.scale() > MAX_PLACES + 1) {
            throw badTime(column, what);
        }
        BigDecimal nanos = number.multiply(BigDecimal.valueOf(unitOf(number.longValue()).nanos()));
        if (nanos.compareTo(BigDecimal.valueOf(LATEST_NANOS)) > 0
                || nanos.compareTo(BigDecimal.valueOf(EARLIEST_NANOS)) < 0
                || nanos.stripTrailingZeros().scale() > 0) {
            throw badTime(column, what);
        }
        return nanos.longValueExact() + baseNanos;
    }

    private long textTime(int column, String what) {
        String text = text(column);
        long nanos = TextTime.parse(text);
        if (nanos == TextTime.INVALID || nanos > LATEST_NANOS || nanos < EARLIEST_NANOS) {
            throw bad(column, what, text, "is no time", "write 2020-05-31T13:00:00.123Z, in UTC");
        }
        return nanos + baseNanos;
    }

    private DataException badTime(int column, String what) {
        return bad(column, what, text(column), "is no time in unit " + unit.name().toLowerCase(Locale.ROOT)
                + " between 1800 and 2200", "correct the line; one file has one unit");
    }

    /** Who took liquidity, or whose level it is, by its name; null where the venue does not say. */
    @Nullable Side side(int column, String what) {
        String text = text(column).toLowerCase(Locale.ROOT);
        return switch (text) {
            case "buy", "b", "bid" -> Side.BUY;
            case "sell", "s", "ask", "a" -> Side.SELL;
            case "any", "unknown", "" -> null;
            default -> throw bad(column, what, text, "is no side", "write buy, sell or unknown");
        };
    }

    /** {@code true} or {@code false}, in any case. */
    boolean flag(int column, String what) {
        String text = text(column).toLowerCase(Locale.ROOT);
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw bad(column, what, text, "is neither true nor false", "correct or remove the line");
        };
    }

    /** Checks that the column always says the same. */
    void checkSymbol(int column) {
        int from = start(column);
        if (symbol.length == 0) {
            symbol = Arrays.copyOfRange(lines.bytes, from, ends[column]);
        } else if (!Arrays.equals(symbol, 0, symbol.length, lines.bytes, from, ends[column])) {
            throw new DataException(place() + ", column " + (column + 1) + " (symbol): '"
                    + Text.shortened(text(column)) + "' after '"
                    + Text.shortened(new String(symbol, StandardCharsets.UTF_8))
                    + "'; one file holds one instrument: split it");
        }
    }

    DataException bad(int column, String what, String text, String problem, String remedy) {
        return new DataException(place() + ", column " + (column + 1) + " (" + what + "): '" + Text.shortened(text)
                + "' " + problem + "; " + remedy);
    }

    @Override
    public void close() {
        lines.close();
    }
}
