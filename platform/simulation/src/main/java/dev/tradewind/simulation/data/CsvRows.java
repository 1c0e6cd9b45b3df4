package dev.tradewind.simulation.data;

import dev.tradewind.sdk.value.Decimal;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * The bars of one text file, row by row, without an object for any cell. After {@link #parse()} the fields hold the
 * row.
 */
final class CsvRows implements AutoCloseable {
    /** What came of a row. */
    enum Outcome {
        PARSED,
        /** A value needs more places: see {@link #neededPriceScale} and {@link #neededVolumeScale}. */
        NEEDS_SCALE
    }

    private static final int TIME = 0;
    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;
    private static final int VOLUME = 5;
    private static final int CLOSE_TIME = 6;
    private static final int SYMBOL = 7;
    private static final int SKIP = 8;
    private static final String[] ROLE_NAMES = {
        "time", "open", "high", "low", "close", "volume", "close time", "symbol"
    };

    private static final int MAX_PLACES = 18;
    private static final int LONGEST_NUMBER = 60;

    /** 1800 and 2200: outside, a time is a mistake of units. */
    private static final long EARLIEST_NANOS = -5_364_662_400L * 1_000_000_000L;

    private static final long LATEST_NANOS = 7_258_118_400L * 1_000_000_000L;
    static final long[] POW10 = powers();

    /** Open time in nanoseconds, and the five numbers at the scales. */
    long openNanos;

    long open;
    long high;
    long low;
    long close;
    long volume;

    int neededPriceScale;
    int neededVolumeScale;

    private final String name;
    private final LineBuffer lines;
    private final CsvFormat format;
    private final byte delimiter;
    private final long unitNanos;
    private final byte[] roles;
    private final boolean plainPrices;
    private final long[] values = new long[SKIP];
    private int priceScale;
    private int volumeScale;
    private int expectedDelimiters = -1;
    private byte[] symbol = {};
    private int cursor;

    /**
     * @param format with its unit and header resolved
     * @param bufferBytes see {@link LineBuffer}
     */
    CsvRows(Path file, ByteSource source, CsvFormat format, int bufferBytes) {
        this.name = file.toString();
        this.lines = new LineBuffer(name, source, format.delimiter(), bufferBytes);
        this.format = format;
        this.delimiter = (byte) format.delimiter();
        this.unitNanos = format.unit().nanos();
        // The close time is looked at in the beginning only, where it tells the timeframe.
        this.roles = roles(format.columns(), bufferBytes == LineBuffer.BEGINNING);
        this.plainPrices = format.pricePlaces() == 0;
        if (format.header() == CsvFormat.Header.YES) {
            lines.next();
        }
    }

    private static byte[] roles(CsvFormat.Columns columns, boolean withCloseTime) {
        byte[] roles = new byte[columns.last() + 1];
        Arrays.fill(roles, (byte) SKIP);
        int[] byRole = {
            columns.time(), columns.open(), columns.high(), columns.low(), columns.close(), columns.volume(),
            withCloseTime ? columns.closeTime() : -1, columns.symbol()
        };
        int last = 0;
        for (int role = 0; role < byRole.length; role++) {
            if (byRole[role] >= 0) {
                roles[byRole[role]] = (byte) role;
                last = Math.max(last, byRole[role]);
            }
        }
        return Arrays.copyOf(roles, last + 1);
    }

    private static long[] powers() {
        long[] powers = new long[MAX_PLACES + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    void scales(int newPriceScale, int newVolumeScale) {
        priceScale = newPriceScale;
        volumeScale = newVolumeScale;
    }

    boolean nextLine() {
        return lines.next();
    }

    long line() {
        return lines.number;
    }

    long bytesRead() {
        return lines.bytesRead();
    }

    String place() {
        return name + " line " + lines.number;
    }

    /** Reads the current line. @throws DataException if it is no bar; the next line can then still be read */
    Outcome parse() {
        if (lines.delimiters != expectedDelimiters) {
            checkColumnCount();
        }
        neededPriceScale = priceScale;
        neededVolumeScale = volumeScale;
        cursor = lines.start;
        int last = roles.length - 1;
        for (int column = 0; column <= last; column++) {
            int role = roles[column];
            switch (role) {
                case OPEN, HIGH, LOW, CLOSE -> values[role] = price(role, column);
                case VOLUME -> values[VOLUME] = decimal(VOLUME, column, volumeScale);
                case TIME, CLOSE_TIME -> values[role] = time(role, column);
                case SYMBOL -> checkSymbol(column);
                default -> skipCell();
            }
            cursor++;
        }
        if (neededPriceScale != priceScale || neededVolumeScale != volumeScale) {
            return Outcome.NEEDS_SCALE;
        }
        openNanos = values[TIME];
        open = values[OPEN];
        high = values[HIGH];
        low = values[LOW];
        close = values[CLOSE];
        volume = values[VOLUME];
        if (open <= 0 || close <= 0 || low <= 0 || volume < 0 || high < open || high < close || low > open
                || low > close) {
            throw badBar();
        }
        return Outcome.PARSED;
    }

    /**
     * Reads the current line, with scales that grow with what the rows need, and puts open, high, low, close into
     * {@code prices}.
     *
     * @throws DataException if it is no bar; the next line can then still be read
     */
    void parseAtAnyScale(double[] prices) {
        if (parse() == Outcome.NEEDS_SCALE) {
            scales(neededPriceScale, neededVolumeScale);
            parse();
        }
        prices[0] = Decimal.toDouble(open, priceScale);
        prices[1] = Decimal.toDouble(high, priceScale);
        prices[2] = Decimal.toDouble(low, priceScale);
        prices[3] = Decimal.toDouble(close, priceScale);
    }

    /** The time of the row that was parsed last, also where its numbers need a wider scale. */
    long openTime() {
        return values[TIME];
    }

    /** The close time likewise; 0 where there is none, or it is not read. */
    long closeTime() {
        return values[CLOSE_TIME];
    }

    private void checkColumnCount() {
        if (expectedDelimiters < 0) {
            if (lines.delimiters < roles.length - 1) {
                throw new DataException(place() + ": " + (lines.delimiters + 1) + " columns, but the format needs "
                        + roles.length + "; check the delimiter, or map the columns with --as: " + CsvFormat.HELP);
            }
            expectedDelimiters = lines.delimiters;
            return;
        }
        throw new DataException(place() + ": " + (lines.delimiters + 1) + " columns where the first row has "
                + (expectedDelimiters + 1) + "; correct or remove the line");
    }

    private long price(int role, int column) {
        return plainPrices ? decimal(role, column, priceScale) : slowDecimal(role, column, priceScale);
    }

    /**
     * Digits, a point, digits: the usual cell. Everything else goes the slow way. A line's end mark follows the line,
     * so that no digit loop runs past it.
     */
    private long decimal(int role, int column, int scale) {
        byte[] bytes = lines.bytes;
        int from = cursor;
        int at = from;
        long value = 0;
        int digit;
        while ((digit = bytes[at] - '0') >= 0 && digit <= 9) {
            value = value * 10 + digit;
            at++;
        }
        if (at == from || at - from + scale > MAX_PLACES) {
            return slowDecimal(role, column, scale);
        }
        if (bytes[at] == '.') {
            at++;
            int left = scale;
            while (left > 0 && (digit = bytes[at] - '0') >= 0 && digit <= 9) {
                value = value * 10 + digit;
                left--;
                at++;
            }
            value *= POW10[left];
            at += lines.zerosAt(at);
        } else {
            value *= POW10[scale];
        }
        if (bytes[at] != delimiter && at != lines.end) {
            return slowDecimal(role, column, scale);
        }
        cursor = at;
        return value;
    }

    private long slowDecimal(int role, int column, int scale) {
        String text = cell();
        BigDecimal value = number(text, role, column);
        if (role != VOLUME && format.pricePlaces() > 0) {
            value = value.scaleByPowerOfTen(-format.pricePlaces());
        }
        BigDecimal stripped = value.stripTrailingZeros();
        int places = Math.max(0, stripped.scale());
        if (places > MAX_PLACES) {
            throw bad(role, column, text, "has more than " + MAX_PLACES + " decimal places", "round it");
        }
        if (places > scale) {
            if (role == VOLUME) {
                neededVolumeScale = Math.max(neededVolumeScale, places);
            } else {
                neededPriceScale = Math.max(neededPriceScale, places);
            }
        }
        BigDecimal scaled = stripped.setScale(Math.max(scale, places));
        if (scaled.unscaledValue().bitLength() > 63) {
            throw bad(role, column, text, "has too many digits at " + scaled.scale() + " decimal places (at most 18)",
                    "round the data");
        }
        return scaled.unscaledValue().longValue();
    }

    private BigDecimal number(String text, int role, int column) {
        if (text.isEmpty()) {
            throw bad(role, column, text, "is empty", "fill it or remove the line");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("nan") || lower.endsWith("inf") || lower.endsWith("infinity") || lower.equals("null")) {
            throw bad(role, column, text, "is no price or quantity", "fill it or remove the line");
        }
        try {
            if (text.length() <= LONGEST_NUMBER) {
                BigDecimal value = new BigDecimal(text);
                if (Math.abs((long) value.scale()) <= LONGEST_NUMBER) {
                    return value;
                }
            }
        } catch (NumberFormatException e) {
            throw bad(role, column, text, "is not a number", "correct or remove the line");
        }
        throw bad(role, column, text, "is out of range", "correct or remove the line");
    }

    private long time(int role, int column) {
        byte[] bytes = lines.bytes;
        int end = lines.end;
        int from = cursor;
        int at = from;
        long value = 0;
        int digit;
        while ((digit = bytes[at] - '0') >= 0 && digit <= 9) {
            value = value * 10 + digit;
            at++;
        }
        boolean ends = at == end || bytes[at] == delimiter;
        if (unitNanos == 0 || at == from || at - from > MAX_PLACES || !ends) {
            return slowTime(role, column);
        }
        cursor = at;
        if (value > LATEST_NANOS / unitNanos) {
            throw badTime(role, column, Long.toString(value));
        }
        return value * unitNanos;
    }

    private long slowTime(int role, int column) {
        String text = cell();
        if (unitNanos == 0) {
            long nanos = TextTime.parse(text);
            if (nanos == TextTime.INVALID || nanos > LATEST_NANOS || nanos < EARLIEST_NANOS) {
                throw bad(role, column, text, "is no time", "write 2020-05-31, or 20200531 13:00, or"
                        + " 2020-05-31T13:00:00Z, in UTC");
            }
            return nanos;
        }
        BigDecimal nanos = number(text, role, column).multiply(BigDecimal.valueOf(unitNanos));
        if (nanos.compareTo(BigDecimal.valueOf(LATEST_NANOS)) > 0
                || nanos.compareTo(BigDecimal.valueOf(EARLIEST_NANOS)) < 0
                || nanos.stripTrailingZeros().scale() > 0) {
            throw badTime(role, column, text);
        }
        return nanos.longValueExact();
    }

    private DataException badTime(int role, int column, String text) {
        return bad(role, column, text, "is no time in unit " + format.unit().name().toLowerCase(Locale.ROOT)
                + " between 1800 and 2200", "correct the line, or give unit= in the mapping; one file has one unit");
    }

    private void checkSymbol(int column) {
        int from = cursor;
        skipCell();
        byte[] here = Arrays.copyOfRange(lines.bytes, from, cursor);
        if (symbol.length == 0) {
            symbol = here;
        } else if (!Arrays.equals(symbol, here)) {
            throw new DataException(place() + ", column " + (column + 1) + " (symbol): '" + text(here)
                    + "' after '" + text(symbol) + "'; one file holds one instrument: split it");
        }
    }

    private void skipCell() {
        int at = cursor;
        while (at < lines.end && lines.bytes[at] != delimiter) {
            at++;
        }
        cursor = at;
    }

    /** The current cell without surrounding spaces and quotes; moves to its end. */
    private String cell() {
        int from = cursor;
        skipCell();
        String text = new String(lines.bytes, from, cursor - from, StandardCharsets.ISO_8859_1).strip();
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    private static String text(byte[] bytes) {
        return Text.shortened(new String(bytes, StandardCharsets.UTF_8));
    }

    private DataException bad(int role, int column, String text, String what, String remedy) {
        return new DataException(place() + ", column " + (column + 1) + " (" + ROLE_NAMES[role] + "): '"
                + Text.shortened(text) + "' " + what + "; " + remedy);
    }

    private DataException badBar() {
        int role;
        String what;
        if (open <= 0 || high <= 0 || low <= 0 || close <= 0) {
            role = open <= 0 ? OPEN : high <= 0 ? HIGH : low <= 0 ? LOW : CLOSE;
            what = "a price must be above zero";
        } else if (volume < 0) {
            role = VOLUME;
            what = "a volume must not be negative";
        } else if (high < low) {
            role = HIGH;
            what = "high is below low";
        } else {
            role = high < open || high < close ? HIGH : LOW;
            what = (role == HIGH ? "high is below" : "low is above") + " open or close";
        }
        int column = 0;
        while (roles[column] != role) {
            column++;
        }
        return new DataException(place() + ", column " + (column + 1) + " (" + ROLE_NAMES[role] + "): " + what
                + (role == HIGH || role == LOW ? "; correct the line, or the order of columns (--as csv:…)"
                        : "; correct or remove the line"));
    }

    @Override
    public void close() {
        lines.close();
    }
}
