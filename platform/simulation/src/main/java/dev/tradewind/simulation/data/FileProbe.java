package dev.tradewind.simulation.data;

import dev.tradewind.sdk.market.Timeframe;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a look at the beginning of a file shows.
 *
 * @param format with unit and header resolved
 * @param formatName what to call it in a report
 * @param firstNanos the first bar's open
 * @param estimatedRows from the file's size; -1 if unknown
 * @param symbol from the file's name, such as BTCUSDT; null if it shows none
 * @param timeframe from the file's name; null if it shows none
 */
record FileProbe(
        Path file,
        CsvFormat format,
        String formatName,
        long firstNanos,
        long estimatedRows,
        @Nullable String symbol,
        @Nullable Timeframe timeframe) {
    private static final Pattern NAME =
            Pattern.compile("([A-Za-z0-9]+(?:[_/][A-Za-z]+)?)[-_](\\d{1,3}[smhdw])(?:[-_.].*)?");
    private static final int BINANCE_COLUMNS = 12;
    private static final int ROWS_TRIED = 100;

    /** @param format null to find out @throws DataException if the file cannot be read as bars */
    static FileProbe of(Path file, @Nullable CsvFormat format) {
        CsvFormat assumed = format == null ? CsvFormat.binanceKlines() : format;
        ByteSource source = ByteSource.open(file);
        try (LineBuffer lines =
                new LineBuffer(file.toString(), source, assumed.delimiter(), LineBuffer.BEGINNING)) {
            if (!lines.next()) {
                throw new DataException(file + ": the file is empty; fetch it again");
            }
            String[] first = cells(lines, assumed.delimiter());
            boolean header = switch (assumed.header()) {
                case YES -> true;
                case NO -> false;
                case AUTO -> !looksLikeTime(first[Math.min(assumed.columns().time(), first.length - 1)]);
            };
            CsvFormat found = format == null ? detect(file, first, header) : format;
            if (header && !lines.next()) {
                throw new DataException(file + ": no rows after the header; fetch the file again");
            }
            String[] row = cells(lines, assumed.delimiter());
            CsvFormat resolved = found.resolved(unit(found, row), header);
            String formatName = format == null ? (header ? "csv with header" : "binance-klines") : "as given";
            long rows = estimatedRows(file, lines.end - lines.start + 1L);
            return named(file, resolved, formatName, firstOpen(file, resolved), rows);
        }
    }

    private static FileProbe named(Path file, CsvFormat format, String formatName, long first, long rows) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (!name.matches()) {
            return new FileProbe(file, format, formatName, first, rows, null, null);
        }
        String symbol = name.group(1).replaceAll("[_/]", "").toUpperCase(Locale.ROOT);
        Timeframe timeframe = name.group(2).startsWith("0") ? null : Timeframe.parse(name.group(2));
        return new FileProbe(file, format, formatName, first, rows, symbol, timeframe);
    }

    private static String[] cells(LineBuffer lines, char delimiter) {
        String line = new String(lines.bytes, lines.start, lines.end - lines.start, StandardCharsets.UTF_8);
        return line.split(Pattern.quote(String.valueOf(delimiter)), -1);
    }

    private static String clean(String cell) {
        return cell.strip().replace("\"", "");
    }

    private static boolean looksLikeTime(String cell) {
        String clean = clean(cell);
        return !clean.isEmpty() && (Character.isDigit(clean.charAt(0)) || clean.charAt(0) == '-');
    }

    private static CsvFormat.TimeUnit unit(CsvFormat format, String[] row) {
        int column = format.columns().time();
        if (format.unit() != CsvFormat.TimeUnit.AUTO || column >= row.length) {
            return format.unit() == CsvFormat.TimeUnit.AUTO ? CsvFormat.TimeUnit.MS : format.unit();
        }
        String cell = clean(row[column]);
        if (cell.matches("-?\\d{1,18}(\\.\\d*)?") && !cell.matches("(19|20)\\d{6}")) {
            return CsvFormat.TimeUnit.of(Long.parseLong(cell.split("\\.")[0]));
        }
        return TextTime.parse(cell) == TextTime.INVALID ? CsvFormat.TimeUnit.MS : CsvFormat.TimeUnit.TEXT;
    }

    private static CsvFormat detect(Path file, String[] first, boolean header) {
        CsvFormat klines = CsvFormat.binanceKlines();
        if (header) {
            return new CsvFormat(byName(file, first), klines.unit(), ',', CsvFormat.Header.YES, 0);
        }
        if (first.length != BINANCE_COLUMNS) {
            throw new DataException(file + " line 1: " + first.length + " columns without a header; a Binance kline"
                    + " has " + BINANCE_COLUMNS
                    + "; say which column is which with --as (bitfinex, lean-equity, or a mapping: "
                    + CsvFormat.HELP + ")");
        }
        return klines;
    }

    private static CsvFormat.Columns byName(Path file, String[] header) {
        Map<String, Integer> names = new LinkedHashMap<>();
        for (int i = 0; i < header.length; i++) {
            names.putIfAbsent(clean(header[i]).toLowerCase(Locale.ROOT).replaceAll("[ _]", ""), i);
        }
        try {
            return new CsvFormat.Columns(
                    column(names, "time", "opentime", "timestamp", "unix", "time", "datetime", "date"),
                    column(names, "open", "open", "o"),
                    column(names, "high", "high", "h"),
                    column(names, "low", "low", "l"),
                    column(names, "close", "close", "c"),
                    column(names, "", "volume", "vol", "v", "volumebase", "basevolume"),
                    column(names, "", "closetime"),
                    column(names, "", "symbol", "ticker", "pair", "instrument"));
        } catch (IllegalArgumentException e) {
            throw new DataException(file + " line 1: " + e.getMessage() + "; the header is '"
                    + Text.shortened(String.join(",", header)) + "'; map the columns with --as: " + CsvFormat.HELP, e);
        }
    }

    private static int column(Map<String, Integer> names, String needed, String... spellings) {
        for (String spelling : spellings) {
            Integer column = names.get(spelling);
            if (column != null) {
                return column;
            }
        }
        if (needed.isEmpty()) {
            return -1;
        }
        throw new IllegalArgumentException("no column '" + needed + "' in the header");
    }

    /** The first row that can be read: what is wrong with one before it, reading and inspection say. */
    private static long firstOpen(Path file, CsvFormat format) {
        DataException first = null;
        try (CsvRows rows = new CsvRows(file, ByteSource.open(file), format, LineBuffer.BEGINNING)) {
            for (int i = 0; i < ROWS_TRIED && rows.nextLine(); i++) {
                try {
                    rows.parse();
                    return rows.openTime();
                } catch (DataException e) {
                    first = first == null ? e : first;
                }
            }
        }
        throw first == null ? new DataException(file + ": no rows; fetch the file again") : first;
    }

    /** Rows if all lines are as long as this one; gzip keeps the text's size in its last four bytes. */
    private static long estimatedRows(Path file, long lineBytes) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "r")) {
            if (name.endsWith(".gz")) {
                raw.seek(Math.max(0, raw.length() - Integer.BYTES));
                return Integer.toUnsignedLong(Integer.reverseBytes(raw.readInt())) / lineBytes;
            }
            // Candles pack about three to four times.
            return raw.length() * (name.endsWith(".zip") ? 3 : 1) / lineBytes;
        } catch (IOException e) {
            return -1;
        }
    }
}
