package dev.tradewind.simulation.data.capture;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookDelta.Sequences;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;

/**
 * Bybit's first WebSocket API: {@code orderBookL2_25}, whose {@code cross_seq} orders the updates but does not show a
 * gap, and {@code trade}.
 */
final class BybitDialect implements Dialect {
    private static final String BOOK = "orderBookL2_25.";
    private static final String TRADES = "trade.";
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final InstrumentId id;
    private final String symbol;
    private final Levels levels;
    private long micros;
    private long sequence;

    BybitDialect(Instrument instrument) {
        this.id = instrument.id();
        this.symbol = CaptureVenue.plain(instrument);
        this.levels = new Levels(instrument);
    }

    @Override
    public void message(JsonBytes json, Heard heard) {
        boolean book = false;
        boolean trades = false;
        boolean snapshot = false;
        int data = -1;
        String name = "";
        micros = -1;
        sequence = Sequences.UNKNOWN;
        json.beginObject();
        while (json.nextKey()) {
            if (json.is("topic")) {
                json.string();
                book = json.startsWith(BOOK) && json.isSymbol(symbol, BOOK.length(), '\0');
                trades = json.startsWith(TRADES) && json.isSymbol(symbol, TRADES.length(), '\0');
                if (!book && !trades && heard.asksForNames()) {
                    name = another(json.text());
                }
            } else if (json.is("type")) {
                json.string();
                snapshot = json.is("snapshot");
            } else if (json.is("cross_seq")) {
                sequence = json.wholeNumber("update number");
            } else if (json.is("timestamp_e6")) {
                micros = json.wholeNumber("time");
            } else if (json.is("data")) {
                json.peek();
                data = json.position();
                json.skip();
            } else {
                json.skip();
            }
        }
        json.finish();
        if (data < 0 || !(book || trades)) {
            if (name.isEmpty()) {
                heard.other();
            } else {
                heard.other(name);
            }
            return;
        }
        json.backTo(data);
        if (trades) {
            trades(json, heard);
        } else {
            book(json, heard, snapshot);
        }
    }

    /** The instrument of a channel; empty if it is of none. */
    private static String another(String channel) {
        String prefix = channel.startsWith(BOOK) ? BOOK : channel.startsWith(TRADES) ? TRADES : "";
        return prefix.isEmpty() ? "" : channel.substring(prefix.length());
    }

    private void book(JsonBytes json, Heard heard, boolean snapshot) {
        if (micros < 0 || micros > Long.MAX_VALUE / NANOS_PER_MICRO) {
            throw json.fail("there is no timestamp_e6 in microseconds since 1970; is this a capture of Bybit?");
        }
        levels.clear();
        if (snapshot) {
            rows(json);
            heard.add(new BookSnapshot(id, micros * NANOS_PER_MICRO, sequence, levels.toLevels()));
            return;
        }
        json.beginObject();
        while (json.nextKey()) {
            if (json.is("delete") || json.is("update") || json.is("insert")) {
                rows(json);
            } else {
                json.skip();
            }
        }
        heard.add(new BookDelta(
                id, micros * NANOS_PER_MICRO, new Sequences(Sequences.UNKNOWN, sequence, sequence), levels.toLevels()));
    }

    /** {@code [{"price":…,"side":…,"size":…},…]}; a row without size removes its level. */
    private void rows(JsonBytes json) {
        json.beginArray();
        while (json.nextValue()) {
            long price = 0;
            long size = 0;
            boolean priced = false;
            boolean bid = false;
            json.beginObject();
            while (json.nextKey()) {
                if (json.is("price")) {
                    price = levels.price(json);
                    priced = true;
                } else if (json.is("size")) {
                    size = levels.quantity(json);
                } else if (json.is("side")) {
                    json.string();
                    bid = json.is("Buy");
                } else {
                    json.skip();
                }
            }
            if (!priced) {
                throw json.fail("a level has no price");
            }
            levels.add(bid, price, size);
        }
    }

    private void trades(JsonBytes json, Heard heard) {
        json.beginArray();
        while (json.nextValue()) {
            long millis = -1;
            long price = -1;
            long size = -1;
            boolean buy = false;
            String trade = "";
            json.beginObject();
            while (json.nextKey()) {
                if (json.is("trade_time_ms")) {
                    millis = json.wholeNumber("time");
                } else if (json.is("price")) {
                    price = levels.price(json);
                } else if (json.is("size")) {
                    size = levels.quantity(json);
                } else if (json.is("side")) {
                    json.string();
                    buy = json.is("Buy");
                } else if (json.is("trade_id")) {
                    json.string();
                    trade = json.text();
                } else {
                    json.skip();
                }
            }
            if (price < 0 || size < 0 || millis < 0 || millis > Long.MAX_VALUE / NANOS_PER_MILLI) {
                throw json.fail("a trade lacks price, size or trade_time_ms; is this a capture of Bybit?");
            }
            heard.add(TradeTick.ofUnscaled(
                    id, millis * NANOS_PER_MILLI, levels.scales(), price, size, buy ? Side.BUY : Side.SELL, trade));
        }
    }
}
