package dev.tradewind.simulation.data.capture;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.Scales;
import java.util.Arrays;

/** Collects the levels of one message, at the places of the instrument. */
final class Levels {
    private final Scales scales;
    private final long tick;
    private final String tickText;
    private final PlainLevels plain;
    private final Side bids = new Side();
    private final Side asks = new Side();

    /** Levels of one side. */
    static final class Side {
        private long[] prices = new long[256];
        private long[] quantities = new long[256];
        private int size;

        void add(long price, long quantity) {
            if (size == prices.length) {
                prices = Arrays.copyOf(prices, 2 * size);
                quantities = Arrays.copyOf(quantities, 2 * size);
            }
            prices[size] = price;
            quantities[size++] = quantity;
        }
    }

    Levels(Instrument instrument) {
        this.scales = Scales.of(instrument);
        this.tick = instrument.steps().tick().unscaledAt(scales.price());
        this.plain = new PlainLevels(scales, tick);
        this.tickText = instrument.steps().tick().toString();
    }

    Scales scales() {
        return scales;
    }

    void clear() {
        bids.size = 0;
        asks.size = 0;
    }

    /** Reads {@code [["price","quantity",…],…]}; what comes after the quantity is left out. */
    void readSide(JsonBytes json, boolean bid) {
        Side side = bid ? bids : asks;
        json.beginArray();
        while (json.nextValue()) {
            if (json.plainLevels(plain, side)) {
                continue;
            }
            json.beginArray();
            if (!json.nextValue()) {
                throw json.fail("a level has no price");
            }
            long price = price(json);
            if (!json.nextValue()) {
                throw json.fail("a level has no quantity");
            }
            side.add(price, quantity(json));
            while (json.nextValue()) {
                json.skip();
            }
        }
    }

    long price(JsonBytes json) {
        return price(json, 1);
    }

    /** A price, or zero where there is none. */
    long priceOrNone(JsonBytes json) {
        return price(json, 0);
    }

    private long price(JsonBytes json, long least) {
        int before = json.position();
        long price = json.decimal(scales.price(), "price");
        if (price < least) {
            json.backTo(before);
            throw json.fail("the price must be above zero; correct or remove the line");
        }
        if (tick != 1 && price % tick != 0) {
            json.backTo(before);
            throw json.fail("the price is not a whole number of ticks of " + tickText
                    + "; is the instrument's tick right?");
        }
        return price;
    }

    /**
     * Venues show now and then a quantity finer than the lot, of orders from before the lot was changed. What is below
     * a lot cannot be traded: it is rounded down and counted.
     */
    long quantity(JsonBytes json) {
        int before = json.position();
        long quantity = json.decimalDown(scales.quantity(), "quantity");
        if (quantity < 0) {
            json.backTo(before);
            throw json.fail("the quantity is negative; check the line");
        }
        return quantity;
    }

    void add(boolean bid, long price, long quantity) {
        (bid ? bids : asks).add(price, quantity);
    }

    /** All levels, bids first, in the order in which they were read. */
    BookLevels toLevels() {
        int all = bids.size + asks.size;
        long[] prices = Arrays.copyOf(bids.prices, all);
        long[] quantities = Arrays.copyOf(bids.quantities, all);
        System.arraycopy(asks.prices, 0, prices, bids.size, asks.size);
        System.arraycopy(asks.quantities, 0, quantities, bids.size, asks.size);
        return BookLevels.ofUnscaled(scales, bids.size, prices, quantities);
    }
}
