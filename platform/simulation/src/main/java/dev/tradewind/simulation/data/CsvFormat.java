package dev.tradewind.simulation.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which column of a text file means what.
 *
 * @param columns columns, counted from 0; -1 for one that does not exist
 * @param unit what the time column holds
 * @param delimiter what stands between cells
 * @param header whether the first line is a header
 * @param pricePlaces prices are in units of 10<sup>-pricePlaces</sup>: 4 for prices multiplied by 10,000, usually 0
 */
public record CsvFormat(Columns columns, TimeUnit unit, char delimiter, Header header, int pricePlaces) {
    /** Open, close, high, low: the order of Bitfinex's own candles. */
    private static final Columns BITFINEX = new Columns(0, 1, 3, 4, 2, 5, -1, -1);

    private static final Columns BINANCE = new Columns(0, 1, 2, 3, 4, 5, 6, -1);

    /** What {@link #parse} takes, for help texts. */
    public static final String NAMES = "binance-klines, bitfinex, lean-equity or csv:MAPPING";

    /** What a mapping may say, for messages. */
    static final String HELP = "write csv:time=0,open=1,high=2,low=3,close=4,volume=5 and, where needed, closeTime=6,"
            + "symbol=7,unit=auto|s|ms|us|ns|text,delimiter=;|tab,header=auto|yes|no,pricePlaces=4";

    /** @throws IllegalArgumentException if a needed column is missing or places are not in 0..18 */
    public CsvFormat {
        if (pricePlaces < 0 || pricePlaces > 18) {
            throw new IllegalArgumentException("pricePlaces must be in 0..18, was " + pricePlaces);
        }
    }

    /** Columns, counted from 0. Close time and symbol are -1 where there are none, volume too. */
    public record Columns(int time, int open, int high, int low, int close, int volume, int closeTime, int symbol) {
        /** @throws IllegalArgumentException if a needed one is missing, one is used twice or is above 200 */
        public Columns {
            int[] all = {time, open, high, low, close, volume, closeTime, symbol};
            for (int i = 0; i < all.length; i++) {
                if (all[i] > 200 || all[i] < (i < 5 ? 0 : -1)) {
                    throw new IllegalArgumentException("column numbers are in 0..200, was " + all[i]);
                }
                for (int j = 0; j < i; j++) {
                    if (all[i] >= 0 && all[i] == all[j]) {
                        throw new IllegalArgumentException("column " + all[i] + " is used twice");
                    }
                }
            }
        }

        int last() {
            return Math.max(
                    Math.max(Math.max(time, open), Math.max(high, low)),
                    Math.max(Math.max(close, volume), Math.max(closeTime, symbol)));
        }
    }

    /** What the time column holds: the bar's open, as a number since the epoch, or as text in UTC. */
    public enum TimeUnit {
        /** Told apart by size, once a file: Binance changed from milliseconds to microseconds. */
        AUTO(0),
        S(1_000_000_000L),
        MS(1_000_000L),
        US(1_000L),
        NS(1L),
        /** {@code 2020-05-31}, {@code 20200531 13:00}, {@code 2020-05-31T13:00:00Z}. */
        TEXT(0);

        private final long nanos;

        TimeUnit(long nanos) {
            this.nanos = nanos;
        }

        /** Nanoseconds in one unit; 0 where that has no meaning. */
        public long nanos() {
            return nanos;
        }

        /** The unit that puts this number between 1973 and 5138. */
        public static TimeUnit of(long value) {
            if (value < 100_000_000_000L) {
                return S;
            }
            return value < 100_000_000_000_000L ? MS : value < 100_000_000_000_000_000L ? US : NS;
        }
    }

    /** Whether the first line is a header. */
    public enum Header {
        AUTO,
        YES,
        NO
    }

    /** Binance klines, spot and futures, with and without a header line. */
    public static CsvFormat binanceKlines() {
        return new CsvFormat(BINANCE, TimeUnit.AUTO, ',', Header.AUTO, 0);
    }

    /** Bitfinex candles: time, open, close, high, low, volume. */
    public static CsvFormat bitfinex() {
        return new CsvFormat(BITFINEX, TimeUnit.AUTO, ',', Header.AUTO, 0);
    }

    /** Equity bars in LEAN's layout: {@code 20200102 00:00}, prices multiplied by 10,000. */
    public static CsvFormat leanEquity() {
        return new CsvFormat(new Columns(0, 1, 2, 3, 4, 5, -1, -1), TimeUnit.TEXT, ',', Header.AUTO, 4);
    }

    /** Whether a text after {@code --as} means bars. What follows {@code csv:} may still be wrong. */
    public static boolean isNamed(String text) {
        return isMapping(text) || byName(text).isPresent();
    }

    private static boolean isMapping(String text) {
        return text.toLowerCase(Locale.ROOT).startsWith("csv:");
    }

    private static Optional<CsvFormat> byName(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "binance-klines" -> Optional.of(binanceKlines());
            case "bitfinex" -> Optional.of(bitfinex());
            case "lean-equity" -> Optional.of(leanEquity());
            default -> Optional.empty();
        };
    }

    /**
     * Reads {@code binance-klines}, {@code bitfinex}, {@code lean-equity} or {@code csv:} and a mapping, such as
     * {@code csv:time=0,open=1,high=2,low=3,close=4,volume=5,unit=ms,delimiter=;,header=yes}.
     *
     * @throws DataException if the text is something else; the message shows the form
     */
    public static CsvFormat parse(String text) {
        Optional<CsvFormat> named = byName(text);
        if (named.isPresent()) {
            return named.get();
        }
        if (!isMapping(text)) {
            throw new DataException("unknown format '" + Text.shortened(text)
                    + "'; use binance-klines, bitfinex, lean-equity or a mapping: " + HELP);
        }
        try {
            return ofMapping(keys(text.substring(4)));
        } catch (IllegalArgumentException e) {
            throw new DataException("the mapping '" + Text.shortened(text) + "': " + e.getMessage() + "; " + HELP, e);
        }
    }

    /**
     * The keys of a mapping, in lower case, and their values.
     *
     * @throws IllegalArgumentException if a part is not key=value, or a key is given twice
     */
    public static Map<String, String> keys(String mapping) {
        Map<String, String> keys = new TreeMap<>();
        // A comma is a legal delimiter, so "delimiter=," must not be split there.
        String safe = mapping.replace("delimiter=,", "delimiter=comma");
        for (String part : safe.split(",")) {
            int equals = part.indexOf('=');
            if (equals <= 0 || equals == part.length() - 1) {
                throw new IllegalArgumentException("'" + Text.shortened(part) + "' is not key=value");
            }
            String key = part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            if (keys.put(key, part.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("'" + Text.shortened(key) + "' is given twice");
            }
        }
        return keys;
    }

    private static CsvFormat ofMapping(Map<String, String> keys) {
        int[] found = columns(
                keys, List.of("time", "open", "high", "low", "close", "volume", "closetime", "symbol"), 5);
        Mapping rest = Mapping.take(keys);
        Columns parsed =
                new Columns(found[0], found[1], found[2], found[3], found[4], found[5], found[6], found[7]);
        return new CsvFormat(parsed, rest.unit(), rest.delimiter(), rest.header(), rest.pricePlaces());
    }

    /**
     * Takes the column numbers out of a mapping's keys.
     *
     * @param names keys of columns, in lower case, those that must be there first
     * @param needed how many must be there
     * @return the column of each name; -1 where there is none
     * @throws IllegalArgumentException if one is missing or no number, or a column is used twice
     */
    public static int[] columns(Map<String, String> keys, List<String> names, int needed) {
        int[] columns = new int[names.size()];
        for (int i = 0; i < columns.length; i++) {
            String value = keys.remove(names.get(i));
            if (value == null && i < needed) {
                throw new IllegalArgumentException("'" + names.get(i) + "' is missing");
            }
            columns[i] = value == null ? -1 : number(names.get(i), value);
            for (int j = 0; j < i; j++) {
                if (columns[i] >= 0 && columns[i] == columns[j]) {
                    throw new IllegalArgumentException("column " + columns[i] + " is used twice");
                }
            }
        }
        return columns;
    }

    /** What a mapping says beside its columns. */
    public record Mapping(TimeUnit unit, char delimiter, Header header, int pricePlaces) {
        /** @throws IllegalArgumentException if a value makes no sense, or a key is left that nobody knows */
        public static Mapping take(Map<String, String> keys) {
            String unit = keys.getOrDefault("unit", "auto");
            keys.remove("unit");
            char delimiter = CsvFormat.delimiter(keys.getOrDefault("delimiter", ","));
            keys.remove("delimiter");
            String header = keys.getOrDefault("header", "auto");
            keys.remove("header");
            int places = number("pricePlaces", keys.getOrDefault("priceplaces", "0"));
            keys.remove("priceplaces");
            if (!keys.isEmpty()) {
                throw new IllegalArgumentException(
                        "unknown key '" + Text.shortened(keys.keySet().iterator().next()) + "'");
            }
            if (places > 18) {
                throw new IllegalArgumentException("pricePlaces must be in 0..18, was " + places);
            }
            return new Mapping(
                    oneOf(TimeUnit.class, "unit", unit), delimiter, oneOf(Header.class, "header", header), places);
        }
    }

    private static int number(String key, String value) {
        if (!value.strip().matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("'" + key + "' must be a column number, was '" + Text.shortened(value)
                    + "'");
        }
        return Integer.parseInt(value.strip());
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, String key, String value) {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value.strip())) {
                return constant;
            }
            names.add(constant.name().toLowerCase(Locale.ROOT));
        }
        throw new IllegalArgumentException("'" + key + "' must be one of " + String.join(", ", names) + ", was '"
                + Text.shortened(value) + "'");
    }

    private static char delimiter(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "comma" -> ',';
            case "semicolon" -> ';';
            case "tab", "\\t", "\t" -> '\t';
            case "pipe" -> '|';
            case "space" -> ' ';
            default -> {
                if (value.length() != 1 || value.charAt(0) < ' ' || value.charAt(0) > '~'
                        || Character.isLetterOrDigit(value.charAt(0)) || ".-+\"".contains(value)) {
                    throw new IllegalArgumentException("'delimiter' must be one character such as ; or tab, was '"
                            + Text.shortened(value) + "'");
                }
                yield value.charAt(0);
            }
        };
    }

    /** The same with a known unit and header. */
    CsvFormat resolved(TimeUnit newUnit, boolean hasHeader) {
        return new CsvFormat(columns, newUnit, delimiter, hasHeader ? Header.YES : Header.NO, pricePlaces);
    }
}
