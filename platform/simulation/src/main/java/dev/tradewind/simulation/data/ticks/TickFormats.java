package dev.tradewind.simulation.data.ticks;

import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All formats of ticks. A new one is added in {@link #formats}, and nowhere else. */
public final class TickFormats {
    /** What {@code --as} may say, for help texts. */
    public static final String NAMES = "tardis-trades, binance-trades, binance-agg-trades, time-price-side,"
            + " lean-equity-trades, tardis-incremental-book-l2, tardis-book-snapshot, binance-depth,"
            + " binance-capture, binance-cryptofeed, bitstamp-cryptofeed, bybit-cryptofeed, coinbase-cryptofeed,"
            + " kraken-cryptofeed, or csv:time=0,price=1,quantity=2,...";

    /**
     * Trades before books: where several files are read as one, of events received in the same nanosecond those of the
     * format that stands first here come first, and a trade is what a book's change shows afterwards.
     */
    private static final List<TickFormat> ALL = formats();

    private TickFormats() {}

    private static List<TickFormat> formats() {
        List<TickFormat> formats = new ArrayList<>(List.of(CsvTickFormat.values()));
        formats.add(new BinanceCaptureFormat());
        formats.addAll(List.of(CryptofeedFormat.values()));
        return List.copyOf(formats);
    }

    /** All that have a name. */
    public static List<TickFormat> all() {
        return ALL;
    }

    /** Where a format stands among all. */
    static int rank(TickFormat format) {
        int rank = ALL.indexOf(format);
        return rank < 0 ? ALL.size() : rank;
    }

    /** Whether a text after {@code --as} means ticks, not bars. */
    public static boolean isNamed(String text) {
        return TradeMapping.isMeant(text) || byName(text).isPresent();
    }

    /**
     * The format of that name, or of that mapping.
     *
     * @throws DataException if there is none; the message shows the names
     */
    public static TickFormat named(String text) {
        if (TradeMapping.isMeant(text)) {
            return TradeMapping.parse(text);
        }
        return byName(text).orElseThrow(() -> new DataException("unknown format '" + Text.shortened(text) + "'; use "
                + names() + " or a mapping: " + TradeMapping.HELP));
    }

    private static Optional<TickFormat> byName(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return ALL.stream().filter(format -> format.text().equals(lower)).findFirst();
    }

    private static String names() {
        return String.join(", ", ALL.stream().map(TickFormat::text).toList());
    }

    /** The format of a file that begins so; empty if it holds no ticks that are known. */
    public static Optional<TickFormat> detect(FileHead head) {
        return ALL.stream().filter(format -> format.recognises(head)).findFirst();
    }

    /** Whether these files, folders and globs are of ticks, as far as the first file tells. */
    public static boolean areTicks(List<Path> files) {
        return !files.isEmpty() && isOfTicks(FileHead.of(files.get(0)));
    }

    /** Whether a file that begins so is of ticks, though perhaps of a venue that is not understood here. */
    private static boolean isOfTicks(FileHead head) {
        return head.isCapture() || detect(head).isPresent();
    }

    /**
     * Refuses files of which some are of ticks and some of bars, and ticks that are called bars. What cannot be looked
     * at is left to who reads it.
     *
     * @param format as given with {@code --as}; null if it was not
     * @throws DataException if they are
     */
    public static void requireOneKind(List<Path> files, @Nullable String format) {
        Path ticks = null;
        Path others = null;
        for (Path file : files) {
            FileHead head = headOf(file);
            if (head == null) {
                continue;
            }
            if (format != null && !isNamed(format) && head.isCapture()) {
                throw new DataException(file + " is a capture of messages" + detect(head)
                        .map(found -> " (" + found.text() + ")")
                        .orElse("") + ", not " + Text.shortened(format) + "; leave --as out, or give "
                        + detect(head).map(TickFormat::text).orElse("the format of its venue"));
            }
            if (isOfTicks(head)) {
                ticks = file;
            } else {
                others = file;
            }
        }
        if (format == null && ticks != null && others != null) {
            throw new DataException(ticks + " is of ticks (" + detect(FileHead.of(ticks))
                    .map(TickFormat::text)
                    .orElse("a capture") + ") and " + others + " is of bars, or of no known ticks; give each to a"
                    + " command of its own, or say what it is with --as");
        }
    }

    private static @Nullable FileHead headOf(Path file) {
        try {
            return FileHead.of(file);
        } catch (DataException e) {
            return null;
        }
    }

    /** The format of each file. @throws DataException if one is of none */
    static List<TickFormat> detectAll(List<Path> files) {
        List<TickFormat> formats = new ArrayList<>();
        for (Path file : files) {
            FileHead head = FileHead.of(file);
            formats.add(detect(head).orElseThrow(() -> new DataException(file + " line 1: '"
                    + Text.shortened(head.first()) + (head.isCapture()
                            ? "' begins a capture of messages whose venue does not show, or is not understood here; if"
                                    + " it is one of these, say so with --as: binance-capture, "
                                    + String.join(", ", Stream.of(CryptofeedFormat.values())
                                            .map(CryptofeedFormat::text)
                                            .toList())
                            : "' begins no file of ticks that is known; say what it is with --as: " + names()
                                    + ", or a mapping: " + TradeMapping.HELP))));
        }
        return formats;
    }
}
