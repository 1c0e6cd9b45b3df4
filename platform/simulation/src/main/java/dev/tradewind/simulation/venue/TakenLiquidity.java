package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.market.BookView;
import dev.tradewind.sdk.order.Side;
import java.util.Arrays;

/**
 * What our orders took from the book that the feed goes on showing, since we never traded in it. What was taken of a
 * level stays taken: the level gives what it shows less that. Only a level that shows less than was taken forgets the
 * difference, for those orders are gone there too; what the feed then adds is new.
 */
final class TakenLiquidity {
    private Side[] sides = new Side[8];
    private long[] prices = new long[8];
    private long[] quantities = new long[8];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** What is taken of a level of that side of the book. */
    long at(Side side, long price) {
        int index = indexOf(side, price);
        return index < 0 ? 0 : quantities[index];
    }

    private int indexOf(Side side, long price) {
        for (int i = 0; i < size; i++) {
            if (prices[i] == price && sides[i] == side) {
                return i;
            }
        }
        return -1;
    }

    void take(Side side, long price, long quantity) {
        int index = indexOf(side, price);
        if (index >= 0) {
            quantities[index] = Math.addExact(quantities[index], quantity);
            return;
        }
        if (size == prices.length) {
            sides = Arrays.copyOf(sides, size * 2);
            prices = Arrays.copyOf(prices, size * 2);
            quantities = Arrays.copyOf(quantities, size * 2);
        }
        sides[size] = side;
        prices[size] = price;
        quantities[size] = quantity;
        size++;
    }

    /** To be called when the book has changed. */
    void follow(BookView book) {
        for (int i = 0; i < size; i++) {
            quantities[i] = Math.min(quantities[i], book.quantityAtUnscaled(sides[i], prices[i]));
            if (quantities[i] == 0) {
                size--;
                sides[i] = sides[size];
                prices[i] = prices[size];
                quantities[i] = quantities[size];
                i--;
            }
        }
    }

    /** Units have changed: nothing that was noted means anything any more. */
    void clear() {
        size = 0;
    }
}
