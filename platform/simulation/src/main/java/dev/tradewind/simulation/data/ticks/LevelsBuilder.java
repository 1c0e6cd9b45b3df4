package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.Scales;
import java.util.Arrays;

/** Gathers levels in any order of sides, at scales that grow with what the levels need. */
final class LevelsBuilder {
    private final Scales least;
    private final Half bids = new Half();
    private final Half asks = new Half();
    private int priceScale;
    private int quantityScale;

    /** @param least scales that levels have if they need no more */
    LevelsBuilder(Scales least) {
        this.least = least;
        clear();
    }

    /** Levels of one side. */
    private static final class Half {
        private long[] prices = new long[64];
        private long[] quantities = new long[64];
        private int size;

        void add(long price, long quantity) {
            if (size == prices.length) {
                prices = Arrays.copyOf(prices, size * 2);
                quantities = Arrays.copyOf(quantities, size * 2);
            }
            prices[size] = price;
            quantities[size++] = quantity;
        }

        /** Best first. @return the price that is there twice; -1 if none is */
        long sort(boolean highestFirst) {
            boolean sorted = true;
            for (int i = 1; i < size && sorted; i++) {
                sorted = highestFirst ? prices[i] < prices[i - 1] : prices[i] > prices[i - 1];
            }
            if (sorted) {
                return -1;
            }
            long[][] levels = new long[size][];
            for (int i = 0; i < size; i++) {
                levels[i] = new long[] {prices[i], quantities[i]};
            }
            Arrays.sort(levels, (a, b) -> highestFirst ? Long.compare(b[0], a[0]) : Long.compare(a[0], b[0]));
            for (int i = 0; i < size; i++) {
                prices[i] = levels[i][0];
                quantities[i] = levels[i][1];
                if (i > 0 && prices[i] == prices[i - 1]) {
                    return prices[i];
                }
            }
            return -1;
        }
    }

    void clear() {
        bids.size = 0;
        asks.size = 0;
        priceScale = least.price();
        quantityScale = least.quantity();
    }

    int size() {
        return bids.size + asks.size;
    }

    int priceScale() {
        return priceScale;
    }

    int quantityScale() {
        return quantityScale;
    }

    /**
     * Adds a level.
     *
     * @throws ArithmeticException if the levels do not all fit at the widest of their scales; nothing is added then
     */
    void add(boolean bid, long price, int pricePlaces, long quantity, int quantityPlaces) {
        int newPriceScale = Math.max(priceScale, pricePlaces);
        int newQuantityScale = Math.max(quantityScale, quantityPlaces);
        long scaledPrice = Math.multiplyExact(price, power(newPriceScale - pricePlaces));
        long scaledQuantity = Math.multiplyExact(quantity, power(newQuantityScale - quantityPlaces));
        if (newPriceScale > priceScale) {
            long factor = power(newPriceScale - priceScale);
            long[] newBids = widened(bids.prices, bids.size, factor);
            asks.prices = widened(asks.prices, asks.size, factor);
            bids.prices = newBids;
            priceScale = newPriceScale;
        }
        if (newQuantityScale > quantityScale) {
            long factor = power(newQuantityScale - quantityScale);
            long[] newBids = widened(bids.quantities, bids.size, factor);
            asks.quantities = widened(asks.quantities, asks.size, factor);
            bids.quantities = newBids;
            quantityScale = newQuantityScale;
        }
        (bid ? bids : asks).add(scaledPrice, scaledQuantity);
    }

    private static long[] widened(long[] values, int count, long factor) {
        long[] result = new long[values.length];
        for (int i = 0; i < count; i++) {
            result[i] = Math.multiplyExact(values[i], factor);
        }
        return result;
    }

    static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    /** Puts both sides in order, best first. @return false if a price is there twice on one side */
    boolean sort() {
        return bids.sort(true) < 0 && asks.sort(false) < 0;
    }

    BookLevels build() {
        long[] prices = Arrays.copyOf(bids.prices, size());
        long[] quantities = Arrays.copyOf(bids.quantities, size());
        System.arraycopy(asks.prices, 0, prices, bids.size, asks.size);
        System.arraycopy(asks.quantities, 0, quantities, bids.size, asks.size);
        return BookLevels.ofUnscaled(new Scales(priceScale, quantityScale), bids.size, prices, quantities);
    }
}
