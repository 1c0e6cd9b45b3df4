package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.simulation.data.CsvFormat;
import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.TickSeries;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;

/** The text formats of ticks that are known by name. */
enum CsvTickFormat implements TickFormat {
    /** Tardis trades. */
    TARDIS_TRADES("tardis-trades") {
        @Override
        public boolean recognises(FileHead head) {
            return head.hasHeader(
                    "exchange", "symbol", "timestamp", "local_timestamp", "id", "side", "price", "amount");
        }

        @Override
        public TickSeries open(Path file, Instrument instrument, TickFaults faults) {
            TradeRows.Columns columns = new TradeRows.Columns(2, 3, 6, 7, 5, TradeRows.SideMeaning.TAKER, 4, 1, 0);
            return trades(file, instrument, TickRows.Layout.withHeader(CsvFormat.TimeUnit.US), columns, faults);
        }
    },

    /** Binance's public files of single trades: id, price, quantity, quote quantity, time, buyer is maker. */
    BINANCE_TRADES("binance-trades") {
        @Override
        public boolean recognises(FileHead head) {
            List<String> cells = FileHead.cells(head.first(), ',');
            return head.hasHeader("id", "price", "qty", "quote_qty", "time", "is_buyer_maker")
                    || (isBinance(cells, 6, 7, 5) && cells.get(3).contains("."));
        }

        @Override
        public TickSeries open(Path file, Instrument instrument, TickFaults faults) {
            TradeRows.Columns columns =
                    new TradeRows.Columns(4, -1, 1, 2, 5, TradeRows.SideMeaning.BUYER_IS_MAKER, 0, -1, 0);
            return trades(file, instrument, autoHeader(file), columns, faults);
        }
    },

    /** Binance's public files of aggregated trades: id, price, quantity, first id, last id, time, buyer is maker. */
    BINANCE_AGGREGATED_TRADES("binance-agg-trades") {
        @Override
        public boolean recognises(FileHead head) {
            List<String> cells = FileHead.cells(head.first(), ',');
            return head.hasHeader("agg_trade_id", "price", "quantity", "first_trade_id", "last_trade_id")
                    || (isBinance(cells, 7, 8, 6) && NUMBER.matcher(cells.get(3)).matches());
        }

        @Override
        public TickSeries open(Path file, Instrument instrument, TickFaults faults) {
            TradeRows.Columns columns =
                    new TradeRows.Columns(5, -1, 1, 2, 6, TradeRows.SideMeaning.BUYER_IS_MAKER, 0, -1, 0);
            return trades(file, instrument, autoHeader(file), columns, faults);
        }
    },

    /** Time, price, quantity, and a side of BUY, SELL or ANY. */
    TIME_PRICE_SIDE("time-price-side") {
        @Override
        public boolean recognises(FileHead head) {
            List<String> cells = FileHead.cells(head.first(), ',');
            return cells.size() == 4
                    && TIME.matcher(cells.get(0)).matches()
                    && cells.get(3).matches("(?i)any|buy|sell");
        }

        @Override
        public TickSeries open(Path file, Instrument instrument, TickFaults faults) {
            TradeRows.Columns columns = new TradeRows.Columns(0, -1, 1, 2, 3, TradeRows.SideMeaning.TAKER, -1, -1, 0);
            TickRows.Layout layout = new TickRows.Layout(',', false, CsvFormat.TimeUnit.AUTO, 0);
            return trades(file, instrument, layout, columns, faults);
        }
    },

    /** Equity trades in LEAN's layout: milliseconds of the day in New York, price in 0.0001, size; dated by name. */
    LEAN_EQUITY_TRADES("lean-equity-trades") {
        @Override
        public boolean recognises(FileHead head) {
            return LEAN_NAME.matcher(fileName(head.file())).matches()
                    && FileHead.cells(head.first(), ',').size() == 6;
        }

        @Override
        public TickSeries open(Path file, Instrument instrument, TickFaults faults) {
            TradeRows.Columns columns = new TradeRows.Columns(0, -1, 1, 2, -1, TradeRows.SideMeaning.TAKER, -1, -1, 4);
            TickRows.Layout layout = new TickRows.Layout(',', false, CsvFormat.TimeUnit.MS, midnight(file));
            return trades(file, instrument, layout, columns, faults);
        }
    },

    /** Tardis changes of a book, one level a row. */
    TARDIS_BOOK("tardis-incremental-book-l2") {
        @Override
        public boolean recognises(FileHead head) {
            return head.hasHeader(
                    "exchange", "symbol", "timestamp", "local_timestamp", "is_snapshot", "side", "price", "amount");
        }

        @Override
        public TickSeries open(Path file, Instrument instrument, TickFaults faults) {
            BookRows.Columns columns = new BookRows.Columns(2, 3, 4, 5, 6, 7, -1, -1, -1, 1);
            TickRows.Layout layout = TickRows.Layout.withHeader(CsvFormat.TimeUnit.US);
            return new CsvTickSeries(
                    file, instrument, layout, rows -> new BookRows(instrument, rows, columns), faults);
        }
    },

    /** Tardis books of the best levels, all in one row. */
    TARDIS_SNAPSHOT("tardis-book-snapshot") {
        @Override
        public boolean recognises(FileHead head) {
            return head.hasHeader(
                    "exchange", "symbol", "timestamp", "local_timestamp", "asks[0].price", "asks[0].amount");
        }

        @Override
        public TickSeries open(Path file, Instrument instrument, TickFaults faults) {
            int depth = FileHead.of(file).first().split("asks\\[", -1).length / 2;
            return new CsvTickSeries(
                    file,
                    instrument,
                    TickRows.Layout.withHeader(CsvFormat.TimeUnit.US),
                    rows -> new SnapshotRows(instrument, rows, depth),
                    faults);
        }
    },

    /** Binance's historical depth of futures: numbered updates and snapshots, one level a row. */
    BINANCE_DEPTH("binance-depth") {
        @Override
        public boolean recognises(FileHead head) {
            return head.hasHeader("symbol", "timestamp", "first_update_id", "last_update_id", "side", "update_type");
        }

        @Override
        public String symbol(FileHead head) {
            return head.secondLineCell(0);
        }

        @Override
        public TickSeries open(Path file, Instrument instrument, TickFaults faults) {
            BookRows.Columns columns = new BookRows.Columns(1, -1, 5, 4, 6, 7, 2, 3, 8, 0);
            TickRows.Layout layout = TickRows.Layout.withHeader(CsvFormat.TimeUnit.AUTO);
            return new CsvTickSeries(
                    file, instrument, layout, rows -> new BookRows(instrument, rows, columns), faults);
        }
    };

    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern TIME = Pattern.compile("\\d+(\\.\\d*)?");
    private static final Pattern LEAN_NAME = Pattern.compile("(\\d{8})_(?i:trade)\\.(zip|csv|csv\\.gz)");

    private final String text;

    CsvTickFormat(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String symbol(FileHead head) {
        return head.hasHeader("exchange", "symbol") ? head.secondLineCell(1) : "";
    }

    private static TickSeries trades(
            Path file, Instrument instrument, TickRows.Layout layout, TradeRows.Columns columns, TickFaults faults) {
        return new CsvTickSeries(file, instrument, layout, rows -> new TradeRows(instrument, columns), faults);
    }

    /** Whether these are cells of a Binance file of trades, which tells who made liquidity in that column. */
    private static boolean isBinance(List<String> cells, int least, int most, int maker) {
        return cells.size() >= least
                && cells.size() <= most
                && NUMBER.matcher(cells.get(0)).matches()
                && NUMBER.matcher(cells.get(maker - 1)).matches()
                && cells.get(maker).matches("(?i)true|false");
    }

    private static TickRows.Layout autoHeader(Path file) {
        String first = FileHead.cells(FileHead.of(file).first(), ',').get(0);
        return new TickRows.Layout(',', !NUMBER.matcher(first).matches(), CsvFormat.TimeUnit.AUTO, 0);
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static long midnight(Path file) {
        try {
            String day = fileName(file).substring(0, Math.min(8, fileName(file).length()));
            return LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE)
                            .atStartOfDay(ZoneId.of("America/New_York"))
                            .toEpochSecond()
                    * 1_000_000_000L;
        } catch (DateTimeException e) {
            throw new DataException(file + ": the name does not begin with the day, such as 20131007_trade.zip;"
                    + " rename the file", e);
        }
    }
}
