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
import dev.tradewind.simulation.data.DataException;

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

    /** Where the message is from, as far as what is in it tells. */
    private enum Market {
        UNKNOWN,
        SPOT,
        FUTURES
    }

    private final InstrumentId id;
    private final Market expected;
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
    private Market market = Market.UNKNOWN;
    private boolean event;
    private boolean asks;
    private String foreign = "";

    BinanceDialect(Instrument instrument) {
        this.id = instrument.id();
        this.expected = switch (instrument.kind()) {
            case SPOT -> Market.SPOT;
            case PERPETUAL, FUTURE -> Market.FUTURES;
            case OPTION, EQUITY, FX -> Market.UNKNOWN;
        };
        this.symbol = CaptureVenue.plain(instrument);
        this.levels = new Levels(instrument);
    }

    @Override
    public void message(JsonBytes json, Heard heard) {
        understand(json, heard, false);
    }

    private void understand(JsonBytes json, Heard heard, boolean named) {
        clear();
        asks = heard.asksForNames();
        try {
            read(json, true);
        } catch (DataException e) {
            if (kind == Kind.DEPTH && first != NONE && previous == NONE && expected == Market.FUTURES) {
                // The other tick shows before what tells the markets apart: futures have "pu" in front of the levels.
                throw new DataException(
                        e.getMessage() + " Or is the capture of the spot market, which has no \"pu\"?", e);
            }
            throw e;
        }
        json.finish();
        finish(json, heard, named);
    }

    @Override
    public void answer(String url, JsonBytes json, Heard heard) {
        int query = url.indexOf("depth?");
        boolean own = query >= 0 && ("&" + url.substring(query + 6) + "&").contains("&symbol=" + symbol + "&");
        if (own) {
            understand(json, heard, true);
        } else if (query >= 0 && heard.asksForNames()) {
            heard.other(url.substring(query).replaceAll("(?s).*[?&]symbol=([^&]*).*", "$1"));
        } else {
            heard.other();
        }
    }

    private void clear() {
        kind = Kind.UNKNOWN;
        market = Market.UNKNOWN;
        event = false;
        foreign = "";
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
            boolean own = json.isSymbol(symbol, 0, '@');
            if (!own && asks) {
                String stream = json.text();
                foreign = stream.substring(0, Math.max(0, stream.indexOf('@')));
            }
            kind = !own
                    ? Kind.OTHER
                    : json.has("@depth")
                            ? Kind.DEPTH
                            : json.has("@trade") ? Kind.TRADE : json.has("@bookTicker") ? Kind.TICKER : Kind.OTHER;
        } else if (json.is("pu")) {
            previous = json.wholeNumber("update number");
            market = Market.FUTURES;
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
        if (!json.isSymbol(symbol, 0, '\0')) {
            kind = Kind.OTHER;
            foreign = asks ? json.text() : "";
        }
    }

    private void field(byte key, JsonBytes json) {
        switch (key) {
            case 'e' -> {
                json.string();
                event = true;
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
            case 'M' -> {
                market = Market.SPOT;
                json.skip();
            }
            case 'X' -> {
                market = Market.FUTURES;
                json.skip();
            }
            case 'b' -> {
                if (json.peek() == '[') {
                    levels.readSide(json, true);
                } else {
                    bid = levels.priceOrNone(json);
                }
            }
            case 'a' -> {
                if (json.peek() == '[') {
                    levels.readSide(json, false);
                } else {
                    ask = levels.priceOrNone(json);
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
        checkMarket(json);
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
                if (isNone(bid, bidQuantity, json) || isNone(ask, askQuantity, json)) {
                    heard.other();
                    return;
                }
                heard.add(new Quote(id, nanos(json, heard), level(bid, bidQuantity), level(ask, askQuantity)));
            }
            case OTHER -> {
                if (foreign.isEmpty()) {
                    heard.other();
                } else {
                    heard.other(foreign);
                }
            }
            case UNKNOWN -> throw json.fail("this is no message of Binance's streams (it has neither stream, e nor"
                    + " lastUpdateId; an error's answer perhaps): remove the line");
        }
    }

    /**
     * Spot and futures of Binance have the same names, and other ticks and lots: read as the other, a market would be
     * traded that there never was. Depth of futures alone has {@code pu}, its snapshots {@code E}; trades of spot alone
     * have {@code M}, those of futures {@code X}; quotes of futures alone say what they are.
     */
    private void checkMarket(JsonBytes json) {
        Market found = switch (kind) {
            case DEPTH -> previous == NONE ? Market.SPOT : Market.FUTURES;
            case SNAPSHOT -> eventMillis == NONE ? Market.UNKNOWN : Market.FUTURES;
            case TRADE -> market;
            case TICKER -> event ? Market.FUTURES : Market.UNKNOWN;
            case OTHER, UNKNOWN -> Market.UNKNOWN;
        };
        if (found == Market.UNKNOWN || expected == Market.UNKNOWN || found == expected) {
            return;
        }
        String name = id.symbol();
        String other = expected == Market.SPOT
                ? name + CaptureVenue.PERPETUAL
                : name.endsWith(CaptureVenue.PERPETUAL)
                        ? name.substring(0, name.length() - CaptureVenue.PERPETUAL.length())
                        : name;
        throw json.fail("the capture is of Binance's " + (found == Market.SPOT ? "spot market" : "futures") + ", but "
                + id + " is " + (expected == Market.SPOT ? "of the spot market" : "a futures contract")
                + ", which has another tick and lot; "
                + (other.equals(name) ? "name the right instrument" : "give --instrument " + other));
    }

    /** Whether nobody quotes on that side, which the venue writes as nothing at a price of nothing. */
    private static boolean isNone(long price, long quantity, JsonBytes json) {
        if (price == 0 && quantity != 0) {
            throw json.fail("a quote's price must be above zero; correct or remove the line");
        }
        return price == 0;
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
