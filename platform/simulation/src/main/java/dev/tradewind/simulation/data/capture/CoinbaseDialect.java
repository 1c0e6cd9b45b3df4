package dev.tradewind.simulation.data.capture;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookDelta.Sequences;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Coinbase's first WebSocket API: {@code snapshot} and {@code l2update} of the channel level2, which carry no numbers,
 * and {@code match}, whose side is the maker's. {@code last_match} is a trade from before the subscription.
 */
final class CoinbaseDialect implements Dialect {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final InstrumentId id;
    private final String symbol;
    private final Levels levels;

    CoinbaseDialect(Instrument instrument) {
        this.id = instrument.id();
        this.symbol = CaptureVenue.plain(instrument);
        this.levels = new Levels(instrument);
    }

    @Override
    public void message(JsonBytes json, Heard heard) {
        json.peek();
        int start = json.position();
        String type = "";
        boolean own = false;
        String product = "";
        long nanos = Long.MIN_VALUE;
        json.beginObject();
        while (json.nextKey()) {
            if (json.is("type")) {
                json.string();
                type = json.is("l2update") ? "l2update" : json.text();
            } else if (json.is("product_id")) {
                json.string();
                own = json.isSymbol(symbol, 0, '\0');
                product = !own && heard.asksForNames() ? json.text() : "";
            } else if (json.is("time")) {
                json.string();
                nanos = nanos(json);
            } else {
                json.skip();
            }
        }
        json.finish();
        json.backTo(start);
        boolean book = type.equals("snapshot") || type.equals("l2update");
        if (!own && !product.isEmpty()) {
            heard.other(product);
            return;
        }
        if (!own || !(book || type.equals("match"))) {
            heard.other();
            return;
        }
        long eventNanos = nanos == Long.MIN_VALUE ? heard.assumedVenueNanos() : nanos;
        if (book) {
            book(json);
            heard.add(
                    type.equals("snapshot")
                            ? new BookSnapshot(id, eventNanos, Sequences.UNKNOWN, levels.toLevels())
                            : new BookDelta(id, eventNanos, Sequences.NONE, levels.toLevels()));
        } else {
            match(json, heard, eventNanos);
        }
    }

    private static long nanos(JsonBytes json) {
        try {
            Instant time = Instant.parse(json.text());
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS_PER_SECOND), time.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            throw json.fail("the time '" + json.text() + "' is not as 2021-04-17T16:43:30.244075Z");
        }
    }

    private void book(JsonBytes json) {
        levels.clear();
        json.beginObject();
        while (json.nextKey()) {
            if (json.is("bids")) {
                levels.readSide(json, true);
            } else if (json.is("asks")) {
                levels.readSide(json, false);
            } else if (json.is("changes")) {
                changes(json);
            } else {
                json.skip();
            }
        }
    }

    /** {@code [["buy","price","quantity"],…]}. */
    private void changes(JsonBytes json) {
        json.beginArray();
        while (json.nextValue()) {
            json.beginArray();
            if (json.nextValue()) {
                json.string();
                boolean bid = json.is("buy");
                if (!json.nextValue()) {
                    throw json.fail("a change has no price");
                }
                long price = levels.price(json);
                if (!json.nextValue()) {
                    throw json.fail("a change has no quantity");
                }
                levels.add(bid, price, levels.quantity(json));
                while (json.nextValue()) {
                    json.skip();
                }
            }
        }
    }

    private void match(JsonBytes json, Heard heard, long eventNanos) {
        long price = -1;
        long size = -1;
        long trade = -1;
        boolean makerBuys = false;
        json.beginObject();
        while (json.nextKey()) {
            if (json.is("price")) {
                price = levels.price(json);
            } else if (json.is("size")) {
                size = levels.quantity(json);
            } else if (json.is("side")) {
                json.string();
                makerBuys = json.is("buy");
            } else if (json.is("trade_id")) {
                trade = json.wholeNumber("trade number");
            } else {
                json.skip();
            }
        }
        if (price < 0 || size < 0 || trade < 0) {
            throw json.fail("the match lacks price, size or trade_id; is this a capture of Coinbase?");
        }
        heard.add(TradeTick.ofUnscaled(
                id, eventNanos, levels.scales(), price, size, makerBuys ? Side.SELL : Side.BUY, Long.toString(trade)));
    }
}
