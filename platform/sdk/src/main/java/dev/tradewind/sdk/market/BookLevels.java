package dev.tradewind.sdk.market;

import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Levels of a book, bids before asks, held as whole numbers so that millions a second can be handled. In a delta a
 * quantity of zero removes the level.
 */
public final class BookLevels {
    public static final BookLevels NONE = new BookLevels(new Scales(0, 0), 0, new long[0], new long[0]);

    private final Scales scales;
    private final int bids;
    private final long[] prices;
    private final long[] quantities;

    private BookLevels(Scales scales, int bids, long[] prices, long[] quantities) {
        this.scales = scales;
        this.bids = bids;
        this.prices = prices;
        this.quantities = quantities;
    }

    /**
     * Levels from whole numbers. The arrays are taken over, not copied: the caller must not change them any more.
     *
     * @param bids how many of the first entries are bids
     * @param prices in units of 10<sup>-{@link Scales#price()}</sup>
     * @param quantities in units of 10<sup>-{@link Scales#quantity()}</sup>
     * @throws IllegalArgumentException if the arrays differ in length, or bids is not in 0..length
     */
    public static BookLevels ofUnscaled(Scales scales, int bids, long[] prices, long[] quantities) {
        if (prices.length != quantities.length || bids < 0 || bids > prices.length) {
            throw new IllegalArgumentException(
                    "there are " + prices.length + " prices, " + quantities.length + " quantities, " + bids + " bids");
        }
        return new BookLevels(scales, bids, prices, quantities);
    }

    /** Levels from exact values, for tests and plugins. */
    public static BookLevels of(List<PriceLevel> bids, List<PriceLevel> asks) {
        List<PriceLevel> all = new ArrayList<>(bids);
        all.addAll(asks);
        int priceScale = 0;
        int quantityScale = 0;
        for (PriceLevel level : all) {
            priceScale = Math.max(priceScale, level.price().value().scale());
            quantityScale = Math.max(quantityScale, level.quantity().value().scale());
        }
        long[] prices = new long[all.size()];
        long[] quantities = new long[all.size()];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = all.get(i).price().value().unscaledAt(priceScale);
            quantities[i] = all.get(i).quantity().value().unscaledAt(quantityScale);
        }
        return new BookLevels(new Scales(priceScale, quantityScale), bids.size(), prices, quantities);
    }

    public Scales scales() {
        return scales;
    }

    /** How many levels there are, of both sides. */
    public int size() {
        return prices.length;
    }

    /** How many of the first levels are bids. */
    public int bids() {
        return bids;
    }

    public boolean isBid(int index) {
        return index < bids;
    }

    /** The price in units of 10<sup>-{@link Scales#price()}</sup>. */
    public long priceUnscaled(int index) {
        return prices[index];
    }

    /** The quantity in units of 10<sup>-{@link Scales#quantity()}</sup>; zero in a delta removes the level. */
    public long quantityUnscaled(int index) {
        return quantities[index];
    }

    public PriceLevel level(int index) {
        return new PriceLevel(
                Price.ofUnscaled(prices[index], scales.price()),
                Quantity.ofUnscaled(quantities[index], scales.quantity()));
    }

    public List<PriceLevel> bidLevels() {
        return levels(0, bids);
    }

    public List<PriceLevel> askLevels() {
        return levels(bids, prices.length);
    }

    private List<PriceLevel> levels(int from, int to) {
        List<PriceLevel> levels = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            levels.add(level(i));
        }
        return List.copyOf(levels);
    }

    /** Levels are equal by value, whatever their scales. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof BookLevels that) || bids != that.bids || prices.length != that.prices.length) {
            return false;
        }
        if (scales.equals(that.scales)) {
            return Arrays.equals(prices, that.prices) && Arrays.equals(quantities, that.quantities);
        }
        for (int i = 0; i < prices.length; i++) {
            if (!level(i).equals(that.level(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = bids;
        for (long price : prices) {
            hash = 31 * hash + Decimal.ofUnscaled(price, scales.price()).hashCode();
        }
        return hash;
    }

    @Override
    public String toString() {
        return "bids " + bidLevels() + " asks " + askLevels();
    }
}
