package dev.tradewind.sdk.market;

import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;

/**
 * An order book to look at, without copying it. It shows the book as it is now: values read later may differ. Level 0
 * is the best; prices and quantities are whole numbers of the places in {@link #scales()}.
 */
public interface BookView {
    Scales scales();

    /**
     * Whether the book can be trusted: a snapshot has come and no update has been missed since. While it cannot, there
     * are no levels.
     */
    boolean isReady();

    /** When the book last changed, by the venue's clock. */
    long eventNanos();

    /** How many levels a side has: {@link Side#BUY} for bids, {@link Side#SELL} for asks. */
    int depth(Side side);

    /** @throws IndexOutOfBoundsException if there are not so many levels */
    long priceUnscaled(Side side, int level);

    /** @throws IndexOutOfBoundsException if there are not so many levels */
    long quantityUnscaled(Side side, int level);

    /** What rests at a price; zero where nothing does. */
    long quantityAtUnscaled(Side side, long price);

    /** @throws IndexOutOfBoundsException if there are not so many levels */
    default PriceLevel level(Side side, int level) {
        return new PriceLevel(
                Price.ofUnscaled(priceUnscaled(side, level), scales().price()),
                Quantity.ofUnscaled(quantityUnscaled(side, level), scales().quantity()));
    }

    /** Whether both sides have a level. */
    default boolean isTwoSided() {
        return depth(Side.BUY) > 0 && depth(Side.SELL) > 0;
    }
}
