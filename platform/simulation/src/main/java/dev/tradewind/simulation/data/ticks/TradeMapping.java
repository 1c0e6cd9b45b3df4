package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.simulation.data.CsvFormat;
import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.Text;
import dev.tradewind.simulation.data.TickSeries;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Trades in columns of one's own, such as {@code csv:time=0,price=1,quantity=2,side=3,id=4}. */
record TradeMapping(String text, TradeRows.Columns columns, CsvFormat.Mapping mapping) implements TickFormat {
    /** What a mapping may say, for messages. */
    static final String HELP = "write csv:time=0,price=1,quantity=2 and, where needed, side=3 (buy, sell, unknown) or"
            + " buyerMaker=3 (true, false), id=4,received=5,symbol=6,unit=auto|s|ms|us|ns|text,delimiter=;|tab,"
            + "header=auto|yes|no,pricePlaces=4";

    private static final int TIME = 0;
    private static final int PRICE = 1;
    private static final int QUANTITY = 2;
    private static final int RECEIVED = 3;
    private static final int SIDE = 4;
    private static final int MAKER = 5;
    private static final int ID = 6;
    private static final int SYMBOL = 7;
    private static final List<String> KEYS =
            List.of("time", "price", "quantity", "received", "side", "buyermaker", "id", "symbol");

    /** Whether a mapping is one of trades: it names a price, where one of bars names four. */
    static boolean isMeant(String text) {
        return text.matches("(?i)csv:(.*,)?price=.*");
    }

    /** @throws DataException if the mapping makes no sense; the message shows the form */
    static TradeMapping parse(String text) {
        try {
            Map<String, String> keys = CsvFormat.keys(text.substring("csv:".length()));
            int[] columns = CsvFormat.columns(keys, KEYS, QUANTITY + 1);
            if (columns[SIDE] >= 0 && columns[MAKER] >= 0) {
                throw new IllegalArgumentException("'side' and 'buyerMaker' say the same; give one");
            }
            CsvFormat.Mapping mapping = CsvFormat.Mapping.take(keys);
            TradeRows.SideMeaning meaning = columns[MAKER] >= 0
                    ? TradeRows.SideMeaning.BUYER_IS_MAKER
                    : TradeRows.SideMeaning.TAKER;
            TradeRows.Columns found = new TradeRows.Columns(
                    columns[TIME], columns[RECEIVED], columns[PRICE], columns[QUANTITY],
                    Math.max(columns[SIDE], columns[MAKER]), meaning, columns[ID], columns[SYMBOL],
                    mapping.pricePlaces());
            return new TradeMapping(text, found, mapping);
        } catch (IllegalArgumentException e) {
            throw new DataException("the mapping '" + Text.shortened(text) + "': " + e.getMessage() + "; " + HELP, e);
        }
    }

    @Override
    public boolean recognises(FileHead head) {
        return false;
    }

    @Override
    public String symbol(FileHead head) {
        List<String> cells = FileHead.cells(head.lines().getLast(), mapping.delimiter());
        return columns.symbol() >= 0 && columns.symbol() < cells.size() ? cells.get(columns.symbol()) : "";
    }

    @Override
    public TickSeries open(Path file, Instrument instrument, TickFaults faults) {
        boolean header = switch (mapping.header()) {
            case YES -> true;
            case NO -> false;
            case AUTO -> isHeader(FileHead.of(file));
        };
        TickRows.Layout layout = new TickRows.Layout(mapping.delimiter(), header, mapping.unit(), 0);
        return new CsvTickSeries(file, instrument, layout, rows -> new TradeRows(instrument, columns), faults);
    }

    /** A time starts with a digit or, before 1970, a minus. */
    private boolean isHeader(FileHead head) {
        List<String> cells = FileHead.cells(head.first(), mapping.delimiter());
        String time = cells.get(Math.min(columns.time(), cells.size() - 1));
        return time.isEmpty() || !(Character.isDigit(time.charAt(0)) || time.charAt(0) == '-');
    }
}
