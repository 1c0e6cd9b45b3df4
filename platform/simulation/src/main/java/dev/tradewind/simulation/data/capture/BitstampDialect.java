package dev.tradewind.simulation.data.capture;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookDelta.Sequences;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;

/**
 * Bitstamp's {@code {"data":{…},"channel":…,"event":…}}. The venue's microseconds number the updates: they order them
 * and join them to a snapshot, but do not show a gap. Snapshots come from REST.
 */
final class BitstampDialect implements Dialect {
    private static final String DIFFS = "diff_order_book_";
    private static final String TRADES = "live_trades_";
    private static final long NANOS_PER_MICRO = 1_000;

    private final InstrumentId id;
    private final String symbol;
    private final Levels levels;

    BitstampDialect(Instrument instrument) {
        this.id = instrument.id();
        this.symbol = CaptureVenue.plain(instrument);
        this.levels = new Levels(instrument);
    }

    @Override
    public void message(JsonBytes json, Heard heard) {
        int data = -1;
        String name = "";
        boolean diffs = false;
        boolean trades = false;
        boolean event = false;
        json.beginObject();
        while (json.nextKey()) {
            if (json.is("data")) {
                json.peek();
                data = json.position();
                json.skip();
            } else if (json.is("channel")) {
                json.string();
                diffs = json.startsWith(DIFFS) && json.isSymbol(symbol, DIFFS.length(), '\0');
                trades = json.startsWith(TRADES) && json.isSymbol(symbol, TRADES.length(), '\0');
                if (!diffs && !trades && heard.asksForNames()) {
                    name = another(json.text());
                }
            } else if (json.is("event")) {
                json.string();
                event = json.is("data") || json.is("trade");
            } else {
                json.skip();
            }
        }
        json.finish();
        if (data < 0 || !event || !(diffs || trades)) {
            if (name.isEmpty()) {
                heard.other();
            } else {
                heard.other(name);
            }
            return;
        }
        json.backTo(data);
        if (diffs) {
            diffs(json, heard);
        } else {
            trade(json, heard);
        }
    }

    /** The instrument of a channel; empty if it is of none. */
    private static String another(String channel) {
        String prefix = channel.startsWith(DIFFS) ? DIFFS : channel.startsWith(TRADES) ? TRADES : "";
        return prefix.isEmpty() ? "" : channel.substring(prefix.length());
    }

    private void diffs(JsonBytes json, Heard heard) {
        levels.clear();
        long micros = -1;
        json.beginObject();
        while (json.nextKey()) {
            if (json.is("microtimestamp")) {
                micros = json.wholeNumber("time");
            } else if (json.is("bids")) {
                levels.readSide(json, true);
            } else if (json.is("asks")) {
                levels.readSide(json, false);
            } else {
                json.skip();
            }
        }
        long nanos = nanos(micros, json);
        heard.add(new BookDelta(id, nanos, new Sequences(Sequences.UNKNOWN, micros, micros), levels.toLevels()));
    }

    private void trade(JsonBytes json, Heard heard) {
        long micros = -1;
        long trade = -1;
        long price = -1;
        long quantity = -1;
        boolean sell = false;
        json.beginObject();
        while (json.nextKey()) {
            if (json.is("microtimestamp")) {
                micros = json.wholeNumber("time");
            } else if (json.is("id")) {
                trade = json.wholeNumber("trade number");
            } else if (json.is("price_str")) {
                price = levels.price(json);
            } else if (json.is("amount_str")) {
                quantity = levels.quantity(json);
            } else if (json.is("type")) {
                sell = json.wholeNumber("type") == 1;
            } else {
                json.skip();
            }
        }
        if (price < 0 || quantity < 0 || trade < 0) {
            throw json.fail("the trade lacks id, price_str or amount_str; is this a capture of Bitstamp?");
        }
        heard.add(TradeTick.ofUnscaled(
                id, nanos(micros, json), levels.scales(), price, quantity, sell ? Side.SELL : Side.BUY,
                Long.toString(trade)));
    }

    private static long nanos(long micros, JsonBytes json) {
        if (micros < 0 || micros > Long.MAX_VALUE / NANOS_PER_MICRO) {
            throw json.fail("there is no microtimestamp in microseconds since 1970; is this a capture of Bitstamp?");
        }
        return micros * NANOS_PER_MICRO;
    }
}
