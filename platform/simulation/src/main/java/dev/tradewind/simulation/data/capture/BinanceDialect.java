package dev.tradewind.simulation.data.capture;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookDelta.Sequences;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;

/**
 * Binance's messages: {@code {"stream":…,"data":{…}}} of a combined stream or the bare data of a single one, and REST
 * depth snapshots. Venue times are the transaction's ({@code T}) where there is one, else the event's ({@code E}).
 * Aggregate trades are left out: they are the trades again.
 */
final class BinanceDialect implements Dialect {
    private static final long NONE = Long.MIN_VALUE;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** What the message is, once that is known. */
    private enum Kind {
        UNKNOWN,
        DEPTH,
        TRADE,
        TICKER,
        SNAPSHOT,
        OTHER
    }

    private final InstrumentId id;
    private final String symbol;
    private final Levels levels;

    private Kind kind = Kind.UNKNOWN;
    private long eventMillis;
    private long transactionMillis;
    private long first;
    private long last;
    private long previous;
    private long tradeId;
    private long price;
    private long quantity;
    private long bid;
    private long ask;
    private long bidQuantity;
    private long askQuantity;
    private boolean buyerIsMaker;

    BinanceDialect(Instrument instrument) {
        this.id = instrument.id();
        this.symbol = CaptureVenue.plain(instrument);
        this.levels = new Levels(instrument);
    }

    @Override
    public void message(JsonBytes json, Heard heard) {
        understand(json, heard, false);
    }

    private void understand(JsonBytes json, Heard heard, boolean named) {
        clear();
        read(json, true);
        json.finish();
        finish(json, heard, named);
    }

    @Override
    public void answer(String url, JsonBytes json, Heard heard) {
        int query = url.indexOf("depth?");
        boolean own = query >= 0 && ("&" + url.substring(query + 6) + "&").contains("&symbol=" + symbol + "&");
        if (own) {
            understand(json, heard, true);
        } else {
            heard.other();
        }
    }

    private void clear() {
        kind = Kind.UNKNOWN;
        eventMillis = NONE;
        transactionMillis = NONE;
        first = NONE;
        last = NONE;
        previous = NONE;
        tradeId = NONE;
        price = NONE;
        quantity = NONE;
        bid = NONE;
        ask = NONE;
        bidQuantity = NONE;
        askQuantity = NONE;
        levels.clear();
    }

    private void read(JsonBytes json, boolean outer) {
        json.beginObject();
        while (json.nextKey()) {
            byte key = json.key();
            if (kind == Kind.OTHER) {
                json.skip();
            } else if (key != 0) {
                field(key, json);
            } else if (outer && json.is("data")) {
                read(json, false);
            } else {
                longField(json);
            }
        }
    }

    private void longField(JsonBytes json) {
        if (json.is("stream")) {
            json.string();
            kind = !json.isSymbol(symbol, 0, '@')
                    ? Kind.OTHER
                    : json.has("@depth")
                            ? Kind.DEPTH
                            : json.has("@trade") ? Kind.TRADE : json.has("@bookTicker") ? Kind.TICKER : Kind.OTHER;
        } else if (json.is("pu")) {
            previous = json.wholeNumber("update number");
        } else if (json.is("lastUpdateId")) {
            kind = kind == Kind.UNKNOWN ? Kind.SNAPSHOT : kind;
            last = json.wholeNumber("update number");
        } else if (json.is("symbol")) {
            symbol(json);
        } else if (json.is("bids")) {
            levels.readSide(json, true);
        } else if (json.is("asks")) {
            levels.readSide(json, false);
        } else {
            json.skip();
        }
    }

    private void symbol(JsonBytes json) {
        json.string();
        kind = json.isSymbol(symbol, 0, '\0') ? kind : Kind.OTHER;
    }

    private void field(byte key, JsonBytes json) {
        switch (key) {
            case 'e' -> {
                json.string();
                if (kind == Kind.UNKNOWN) {
                    kind = json.is("depthUpdate")
                            ? Kind.DEPTH
                            : json.is("trade") ? Kind.TRADE : json.is("bookTicker") ? Kind.TICKER : Kind.OTHER;
                }
            }
            case 'E' -> eventMillis = json.wholeNumber("time");
            case 'T' -> transactionMillis = json.wholeNumber("time");
            case 's' -> symbol(json);
            case 'U' -> first = json.wholeNumber("update number");
            case 'u' -> last = json.wholeNumber("update number");
            case 't' -> tradeId = json.wholeNumber("trade number");
            case 'p' -> price = levels.price(json);
            case 'q' -> quantity = levels.quantity(json);
            case 'm' -> buyerIsMaker = json.bool();
            case 'b' -> {
                if (json.peek() == '[') {
                    levels.readSide(json, true);
                } else {
                    bid = levels.price(json);
                }
            }
            case 'a' -> {
                if (json.peek() == '[') {
                    levels.readSide(json, false);
                } else {
                    ask = levels.price(json);
                }
            }
            case 'B' -> bidQuantity = levels.quantity(json);
            case 'A' -> askQuantity = levels.quantity(json);
            default -> json.skip();
        }
    }

    private void finish(JsonBytes json, Heard heard, boolean named) {
        if (kind == Kind.UNKNOWN && bid != NONE && askQuantity != NONE) {
            // A single stream's bookTicker of spot does not say what it is.
            kind = Kind.TICKER;
        }
        switch (kind) {
            case DEPTH -> heard.add(new BookDelta(id, nanos(json, heard), sequences(json), levels.toLevels()));
            case SNAPSHOT -> {
                BookSnapshot snapshot = new BookSnapshot(id, nanos(json, heard), last, levels.toLevels());
                if (named) {
                    heard.add(snapshot);
                } else {
                    heard.addUnnamed(snapshot);
                }
            }
            case TRADE -> trade(json, heard);
            case TICKER -> {
                require(bid, "b", json);
                require(ask, "a", json);
                require(bidQuantity, "B", json);
                require(askQuantity, "A", json);
                heard.add(new Quote(id, nanos(json, heard), level(bid, bidQuantity), level(ask, askQuantity)));
            }
            case OTHER -> heard.other();
            case UNKNOWN -> throw json.fail("this is no message of Binance: it has neither stream, e nor lastUpdateId");
        }
    }

    private void trade(JsonBytes json, Heard heard) {
        require(tradeId, "t", json);
        require(price, "p", json);
        require(quantity, "q", json);
        if (quantity == 0) {
            // Futures print transfers to the insurance fund as trades of nothing.
            heard.other();
            return;
        }
        Side aggressor = buyerIsMaker ? Side.SELL : Side.BUY;
        heard.add(TradeTick.ofUnscaled(
                id, nanos(json, heard), levels.scales(), price, quantity, aggressor, Long.toString(tradeId)));
    }

    private PriceLevel level(long unscaled, long size) {
        return new PriceLevel(
                Price.ofUnscaled(unscaled, levels.scales().price()),
                Quantity.ofUnscaled(size, levels.scales().quantity()));
    }

    private Sequences sequences(JsonBytes json) {
        require(first, "U", json);
        require(last, "u", json);
        if (last < first || previous >= last) {
            throw json.fail("the update numbers are not in order: U " + first + ", u " + last
                    + (previous == NONE ? "" : ", pu " + previous) + "; fetch the capture again");
        }
        return previous == NONE ? Sequences.contiguous(first, last) : new Sequences(previous, first, last);
    }

    private static void require(long value, String key, JsonBytes json) {
        if (value == NONE) {
            throw json.fail("the message has no \"" + key + "\"; is this a capture of Binance?");
        }
    }

    private long nanos(JsonBytes json, Heard heard) {
        long millis = transactionMillis != NONE ? transactionMillis : eventMillis;
        if (millis == NONE) {
            return heard.assumedVenueNanos();
        }
        if (millis < 0 || millis > Long.MAX_VALUE / NANOS_PER_MILLI) {
            throw json.fail("the time " + millis + " is not in milliseconds since 1970");
        }
        return millis * NANOS_PER_MILLI;
    }
}
