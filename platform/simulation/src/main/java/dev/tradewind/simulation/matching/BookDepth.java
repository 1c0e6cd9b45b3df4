package dev.tradewind.simulation.matching;

import static dev.tradewind.simulation.matching.OrderTable.DISPLAY;
import static dev.tradewind.simulation.matching.OrderTable.HIDDEN;
import static dev.tradewind.simulation.matching.OrderTable.ID;
import static dev.tradewind.simulation.matching.OrderTable.META;
import static dev.tradewind.simulation.matching.OrderTable.OPEN;
import static dev.tradewind.simulation.matching.OrderTable.OWNER;
import static dev.tradewind.simulation.matching.OrderTable.PRICE;
import static dev.tradewind.simulation.matching.OrderTable.STRIDE_SHIFT;
import static dev.tradewind.simulation.matching.OrderTable.TRIGGER;

import dev.tradewind.sdk.order.Side;

/**
 * What stands in a {@link MatchingBook}: best prices, levels, queues. Reads the book itself, copies nothing and
 * allocates nothing; prices are ticks, quantities lots and, unless said otherwise, without what iceberg orders hide.
 */
public final class BookDepth {
    /** Hears of levels, the best first. */
    @FunctionalInterface
    public interface LevelVisitor {
        /** @return whether to go on to the next level */
        boolean level(long price, long quantity, int orders);
    }

    /** Hears of the orders of a queue, the first in turn first. */
    @FunctionalInterface
    public interface OrderVisitor {
        /**
         * @param open what is open, hidden quantity included
         * @return whether to go on to the next order
         */
        boolean order(long id, long owner, long shown, long open);
    }

    private final RestingOrders book;
    private final StopOrders stops;
    private final Taker taker;

    BookDepth(RestingOrders book, StopOrders stops, Taker taker) {
        this.book = book;
        this.stops = stops;
        this.taker = taker;
    }

    /** Whether the side has no level. */
    public boolean isEmpty(Side side) {
        return side == Side.BUY ? !book.hasBid : !book.hasAsk;
    }

    /**
     * Highest bid or lowest ask.
     *
     * @throws IllegalStateException when the side is empty
     */
    public long bestPrice(Side side) {
        if (isEmpty(side)) {
            throw new IllegalStateException("there is no best price: the " + side + " side is empty");
        }
        return side == Side.BUY ? book.bestBid : book.bestAsk;
    }

    /** Lots shown at a price of a side, 0 when it has no such level. */
    public long quantityAt(Side side, long price) {
        int level = find(side, price);
        return level == PriceLadder.NONE ? 0 : book.ladder.shown(level);
    }

    /** Orders at a price of a side, 0 when it has no such level. */
    public int ordersAt(Side side, long price) {
        int level = find(side, price);
        return level == PriceLadder.NONE ? 0 : book.ladder.count(level);
    }

    private int find(Side side, long price) {
        boolean within = side == Side.BUY ? book.hasBid && price <= book.bestBid : book.hasAsk && price >= book.bestAsk;
        return within ? book.ladder.find(price) : PriceLadder.NONE;
    }

    private int best(Side side) {
        return isEmpty(side) ? PriceLadder.NONE : book.ladder.slotOf(bestPrice(side));
    }

    private int worse(Side side, int level) {
        long price = book.ladder.price(level);
        return side == Side.BUY ? book.ladder.below(price) : book.ladder.above(price);
    }

    /**
     * Writes the best levels of a side, the best first, as many as there are and as fit.
     *
     * @return how many were written
     */
    public int top(Side side, long[] prices, long[] quantities, int[] orders) {
        int room = Math.min(prices.length, Math.min(quantities.length, orders.length));
        int level = room == 0 ? PriceLadder.NONE : best(side);
        int count = 0;
        while (level != PriceLadder.NONE) {
            prices[count] = book.ladder.price(level);
            quantities[count] = book.ladder.shown(level);
            orders[count] = book.ladder.count(level);
            level = ++count == room ? PriceLadder.NONE : worse(side, level);
        }
        return count;
    }

    /** Visits the levels of a side from the best on, until the visitor has enough. */
    public void levels(Side side, LevelVisitor visitor) {
        int level = best(side);
        while (level != PriceLadder.NONE
                && visitor.level(book.ladder.price(level), book.ladder.shown(level), book.ladder.count(level))) {
            level = worse(side, level);
        }
    }

    /** Visits the queue at a price of a side, until the visitor has enough. */
    public void orders(Side side, long price, OrderVisitor visitor) {
        int level = find(side, price);
        int order = level == PriceLadder.NONE ? 0 : book.ladder.head(level);
        while (order != 0) {
            int at = order << STRIDE_SHIFT;
            long[] data = book.orders.data;
            long open = data[at + OPEN];
            if (!visitor.order(data[at + ID], data[at + OWNER], open - data[at + HIDDEN], open)) {
                return;
            }
            order = book.orders.next(order);
        }
    }

    /** Orders that are open, waiting stop orders included. */
    public int openOrders() {
        return book.ids.size();
    }

    /** Whether an order is open: it rests, or waits for its trigger. */
    public boolean isOpen(long id) {
        return book.ids.get(id) != 0;
    }

    /** Whether an order is open as a stop order that waits for its trigger. */
    public boolean isWaiting(long id) {
        int order = book.ids.get(id);
        return order != 0 && OrderTable.isPending(book.orders.get(order, META));
    }

    /** What is open of an order, hidden quantity included; 0 when it is not open. */
    public long open(long id) {
        int order = book.ids.get(id);
        return order == 0 ? 0 : book.orders.get(order, OPEN);
    }

    /**
     * The price of an open order.
     *
     * @throws IllegalArgumentException when it is not open
     */
    public long price(long id) {
        return book.orders.get(require(id), PRICE);
    }

    /**
     * Lots shown ahead of a resting order in its queue. Walks over the orders behind it or before it, so it takes time
     * in proportion to the queue.
     *
     * @throws IllegalArgumentException when it does not rest in the book
     */
    public long quantityAhead(long id) {
        int order = require(id);
        if (OrderTable.isPending(book.orders.get(order, META))) {
            throw new IllegalArgumentException("order " + id + " waits for its trigger and stands in no queue");
        }
        long ahead = 0;
        int other = book.orders.links[2 * order + 1];
        while (other != 0) {
            ahead += book.orders.get(other, OPEN) - book.orders.get(other, HIDDEN);
            other = book.orders.links[2 * other + 1];
        }
        return ahead;
    }

    private int require(long id) {
        int order = book.ids.get(id);
        if (order == 0) {
            throw new IllegalArgumentException("order " + id + " is not open");
        }
        return order;
    }

    /** Whether there has been a trade. */
    public boolean hasTraded() {
        return taker.hasTraded;
    }

    /** The price of the last trade, 0 before the first. */
    public long lastPrice() {
        return taker.lastPrice;
    }

    /**
     * A hash over all that decides what the book will do: every resting order in priority order, every waiting stop
     * order in the order in which it would be set off, the last trade. The same for the same state, however it came
     * about.
     */
    public long stateHash() {
        long hash = StateHash.SEED;
        for (Side side : Side.values()) {
            for (int level = best(side); level != PriceLadder.NONE; level = worse(side, level)) {
                hash = queueHash(hash, book.ladder.head(level));
            }
            hash = StateHash.mix(hash, side.ordinal());
        }
        for (Side side : Side.values()) {
            PriceLadder ladder = stops.waiting(side == Side.SELL);
            int level = ladder.size() == 0 ? PriceLadder.NONE : ladder.slotOf(stops.next(side == Side.SELL));
            while (level != PriceLadder.NONE) {
                hash = queueHash(hash, ladder.head(level));
                long trigger = ladder.price(level);
                level = side == Side.SELL ? ladder.below(trigger) : ladder.above(trigger);
            }
            hash = StateHash.mix(hash, side.ordinal());
        }
        return StateHash.mix(StateHash.mix(hash, taker.hasTraded ? 1 : 0), taker.lastPrice);
    }

    private long queueHash(long before, int head) {
        long hash = before;
        long[] data = book.orders.data;
        for (int order = head; order != 0; order = book.orders.next(order)) {
            int at = order << STRIDE_SHIFT;
            hash = StateHash.mix(hash, data[at + ID]);
            hash = StateHash.mix(hash, data[at + OWNER]);
            hash = StateHash.mix(hash, data[at + PRICE]);
            hash = StateHash.mix(hash, data[at + OPEN]);
            hash = StateHash.mix(hash, data[at + HIDDEN]);
            hash = StateHash.mix(hash, data[at + DISPLAY]);
            hash = StateHash.mix(hash, OrderTable.kind(data[at + META]));
            hash = StateHash.mix(hash, OrderTable.mode(data[at + META]));
            hash = StateHash.mix(hash, OrderTable.isPending(data[at + META]) ? data[at + TRIGGER] : 0);
        }
        return hash;
    }
}
