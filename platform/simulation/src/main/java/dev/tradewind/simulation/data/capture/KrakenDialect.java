package dev.tradewind.simulation.data.capture;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;

/** Kraken's first WebSocket API: {@code [channel,payload,"trade" or "ticker","XBT/USD"]}; its trades have no ids. */
final class KrakenDialect implements Dialect {
    private static final int MICRO_PLACES = 6;
    private static final long NANOS_PER_MICRO = 1_000;

    private final InstrumentId id;
    private final String symbol;
    private final Levels levels;

    KrakenDialect(Instrument instrument) {
        this.id = instrument.id();
        this.symbol = CaptureVenue.plain(instrument);
        this.levels = new Levels(instrument);
    }

    @Override
    public void message(JsonBytes json, Heard heard) {
        if (json.peek() != '[') {
            json.skip();
            json.finish();
            heard.other();
            return;
        }
        int payload = -1;
        boolean trades = false;
        boolean ticker = false;
        boolean own = false;
        String pair = "";
        json.beginArray();
        while (json.nextValue()) {
            byte first = json.peek();
            if (first == '"') {
                json.string();
                trades |= json.is("trade");
                ticker |= json.is("ticker");
                own = json.isSymbol(symbol, 0, '\0');
                pair = !own && heard.asksForNames() ? json.text() : "";
            } else {
                payload = first == '[' || first == '{' ? json.position() : payload;
                json.skip();
            }
        }
        json.finish();
        if (!own && !pair.isEmpty() && (trades || ticker)) {
            heard.other(pair);
            return;
        }
        if (!own || payload < 0 || !(trades || ticker)) {
            heard.other();
            return;
        }
        json.backTo(payload);
        if (trades) {
            trades(json, heard);
        } else {
            ticker(json, heard);
        }
    }

    /** {@code [["price","volume","seconds","b" or "s",…],…]}. */
    private void trades(JsonBytes json, Heard heard) {
        json.beginArray();
        while (json.nextValue()) {
            json.beginArray();
            need(json);
            long price = levels.price(json);
            need(json);
            long volume = levels.quantity(json);
            need(json);
            long nanos = json.decimal(MICRO_PLACES, "time") * NANOS_PER_MICRO;
            need(json);
            json.string();
            Side side = json.is("b") ? Side.BUY : Side.SELL;
            while (json.nextValue()) {
                json.skip();
            }
            heard.add(TradeTick.ofUnscaled(id, nanos, levels.scales(), price, volume, side, ""));
        }
    }

    private static void need(JsonBytes json) {
        if (!json.nextValue()) {
            throw json.fail("a trade or quote has too few values; is this a capture of Kraken?");
        }
    }

    /** {@code {"a":["price",whole lots,"lots"],"b":[…],…}}; it says no time. */
    private void ticker(JsonBytes json, Heard heard) {
        PriceLevel bid = null;
        PriceLevel ask = null;
        json.beginObject();
        while (json.nextKey()) {
            byte key = json.key();
            if (key != 'a' && key != 'b') {
                json.skip();
                continue;
            }
            json.beginArray();
            need(json);
            long price = levels.price(json);
            need(json);
            json.skip();
            need(json);
            long quantity = levels.quantity(json);
            while (json.nextValue()) {
                json.skip();
            }
            PriceLevel level = new PriceLevel(
                    Price.ofUnscaled(price, levels.scales().price()),
                    Quantity.ofUnscaled(quantity, levels.scales().quantity()));
            bid = key == 'b' ? level : bid;
            ask = key == 'a' ? level : ask;
        }
        if (bid == null || ask == null) {
            throw json.fail("the ticker lacks a or b; is this a capture of Kraken?");
        }
        heard.add(new Quote(id, heard.assumedVenueNanos(), bid, ask));
    }
}
