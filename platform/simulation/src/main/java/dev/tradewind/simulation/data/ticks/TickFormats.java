package dev.tradewind.simulation.data.ticks;

import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All formats of ticks. A new one is added in {@link #formats}, and nowhere else. */
public final class TickFormats {
    /** What {@code --as} may say, for help texts. */
    public static final String NAMES = "tardis-trades, binance-trades, binance-agg-trades, time-price-side,"
            + " lean-equity-trades, tardis-incremental-book-l2, tardis-book-snapshot, binance-depth,"
            + " binance-capture, or"
            + " csv:time=0,price=1,quantity=2,...";

    /**
     * Trades before books: where several files are read as one, of events received in the same nanosecond those of the
     * format that stands first here come first, and a trade is what a book's change shows afterwards.
     */
    private static final List<TickFormat> ALL = formats();

    private TickFormats() {}

    private static List<TickFormat> formats() {
        List<TickFormat> formats = new ArrayList<>(List.of(CsvTickFormat.values()));
        formats.add(new BinanceCaptureFormat());
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
        return !files.isEmpty() && detect(FileHead.of(files.get(0))).isPresent();
    }

    /** The format of each file. @throws DataException if one is of none */
    static List<TickFormat> detectAll(List<Path> files) {
        List<TickFormat> formats = new ArrayList<>();
        for (Path file : files) {
            FileHead head = FileHead.of(file);
            formats.add(detect(head).orElseThrow(() -> new DataException(file + " line 1: '"
                    + Text.shortened(head.first()) + "' begins no file of ticks that is known; say what it is with"
                    + " --as: " + names() + ", or a mapping: " + TradeMapping.HELP)));
        }
        return formats;
    }
}
