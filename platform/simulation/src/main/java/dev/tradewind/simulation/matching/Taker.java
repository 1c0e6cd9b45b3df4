package dev.tradewind.simulation.matching;

import static dev.tradewind.simulation.matching.OrderTable.DISPLAY;
import static dev.tradewind.simulation.matching.OrderTable.HIDDEN;
import static dev.tradewind.simulation.matching.OrderTable.ID;
import static dev.tradewind.simulation.matching.OrderTable.META;
import static dev.tradewind.simulation.matching.OrderTable.OPEN;
import static dev.tradewind.simulation.matching.OrderTable.OWNER;
import static dev.tradewind.simulation.matching.OrderTable.PRICE;
import static dev.tradewind.simulation.matching.OrderTable.STRIDE_SHIFT;
import static dev.tradewind.simulation.matching.RestingOrders.side;

/** An incoming order on its way through the other side's queues, best price first, and oldest order first at each. */
final class Taker {
    private final RestingOrders book;
    private final StopOrders stops;
    private final BookEvents events;

    boolean hasTraded;
    long lastPrice;

    private long id;
    private long owner;
    private boolean sell;
    private SelfTrade mode = SelfTrade.ALLOW;
    private long left;
    private boolean stopped;

    Taker(RestingOrders book, StopOrders stops) {
        this.book = book;
        this.stops = stops;
        events = book.events;
    }

    void clear() {
        hasTraded = false;
        lastPrice = 0;
    }

    /**
     * Trades the order, which stands in no queue, up to {@code limit}, and takes what it traded off its open quantity.
     *
     * @return whether self-trade prevention wants what is left to be cancelled
     */
    boolean take(int order, long limit) {
        int at = order << STRIDE_SHIFT;
        long[] data = book.orders.data;
        long meta = data[at + META];
        id = data[at + ID];
        owner = data[at + OWNER];
        sell = OrderTable.isSell(meta);
        mode = SelfTrade.at(OrderTable.mode(meta));
        left = data[at + OPEN];
        stopped = false;
        while (left > 0 && !stopped && book.crosses(sell, limit)) {
            takeBestLevel();
        }
        book.addOpen(sell, left - data[at + OPEN]);
        data[at + OPEN] = left;
        return stopped;
    }

    private void takeBestLevel() {
        long price = sell ? book.bestBid : book.bestAsk;
        PriceLadder ladder = book.ladder;
        int level = ladder.slotOf(price);
        long[] data = book.orders.data;
        long traded = 0;
        int maker = ladder.head(level);
        while (left > 0 && !stopped && maker != 0) {
            int at = maker << STRIDE_SHIFT;
            int next = book.orders.next(maker);
            if (mode != SelfTrade.ALLOW && data[at + OWNER] == owner) {
                prevent(maker, price);
                maker = next;
                continue;
            }
            long shown = data[at + OPEN] - data[at + HIDDEN];
            long lots = Math.min(left, shown);
            long open = data[at + OPEN] - lots;
            left -= lots;
            traded += lots;
            events.traded(data[at + ID], id, side(sell), price, lots, open, left);
            if (open == 0) {
                book.unlink(level, maker, lots, price, !sell);
                book.forget(maker);
            } else {
                data[at + OPEN] = open;
                ladder.addShown(level, -lots);
                if (lots == shown) {
                    replenish(maker, level, price, open);
                    next = next == 0 ? maker : next;
                }
            }
            maker = next;
        }
        if (traded > 0) {
            book.addOpen(!sell, -traded);
            hasTraded = true;
            lastPrice = price;
            stops.tradedAt(price);
        }
    }

    /** The next slice of an iceberg order goes to the end of the queue. */
    private void replenish(int maker, int level, long price, long open) {
        int at = maker << STRIDE_SHIFT;
        long[] data = book.orders.data;
        long slice = Math.min(data[at + DISPLAY], open);
        data[at + HIDDEN] = open - slice;
        book.ladder.unlink(level, maker, 0);
        book.ladder.append(level, maker, slice);
        events.replenished(data[at + ID], side(!sell), price, slice);
    }

    private void prevent(int maker, long price) {
        if (mode == SelfTrade.CANCEL_NEWEST) {
            stopped = true;
            return;
        }
        int at = maker << STRIDE_SHIFT;
        long[] data = book.orders.data;
        long open = data[at + OPEN];
        long makerId = data[at + ID];
        if (mode == SelfTrade.DECREMENT) {
            long lots = Math.min(left, open);
            left -= lots;
            if (lots < open) {
                book.shrink(maker, !sell, lots);
            } else {
                remove(maker, open);
            }
            events.decremented(makerId, id, side(sell), price, lots, open - lots, left);
            return;
        }
        remove(maker, open);
        events.cancelled(makerId, side(!sell), price, open, CancelReason.SELF_TRADE);
        stopped = mode == SelfTrade.CANCEL_BOTH;
    }

    private void remove(int maker, long open) {
        book.withdraw(maker, !sell);
        book.addOpen(!sell, -open);
        book.forget(maker);
    }

    /**
     * Whether all of the order could be traded at once: up to its price, or, for one with a budget, at any price when
     * the whole costs no more (a buy) or brings no less (a sell). What self-trade prevention would take away does not
     * count. The sum is kept in 128 bits, which no book can exceed, as a side's quantity fits into a {@code long}.
     */
    boolean canFill(int order) {
        int at = order << STRIDE_SHIFT;
        long[] data = book.orders.data;
        long meta = data[at + META];
        boolean selling = OrderTable.isSell(meta);
        boolean budget = OrderKind.at(OrderTable.kind(meta)) == OrderKind.FILL_OR_KILL_BUDGET;
        SelfTrade prevention = SelfTrade.at(OrderTable.mode(meta));
        long limit = data[at + PRICE];
        long needed = data[at + OPEN];
        long high = 0;
        long low = 0;
        if (!(selling ? book.hasBid : book.hasAsk)) {
            return false;
        }
        int level = book.ladder.slotOf(selling ? book.bestBid : book.bestAsk);
        while (level != PriceLadder.NONE) {
            long price = book.ladder.price(level);
            if (!budget && (selling ? price < limit : price > limit)) {
                return false;
            }
            long found = available(level, data[at + OWNER], prevention, needed);
            boolean blocked = found < 0;
            long lots = blocked ? ~found : found;
            long product = price * lots;
            long sum = low + product;
            high += Math.multiplyHigh(price, lots) + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
            low = sum;
            needed -= lots;
            if (needed == 0) {
                return !budget || isWithin(selling, high, low, limit);
            }
            if (blocked) {
                return false;
            }
            level = selling ? book.ladder.below(price) : book.ladder.above(price);
        }
        return false;
    }

    private static boolean isWithin(boolean selling, long high, long low, long budget) {
        long budgetHigh = budget >> 63;
        int compared = high == budgetHigh ? Long.compareUnsigned(low, budget) : Long.compare(high, budgetHigh);
        return selling ? compared >= 0 : compared <= 0;
    }

    /**
     * How much of {@code needed} the level would trade. Its complement when the order would then meet one of its owner
     * and be stopped: what iceberg orders hide comes only after everything shown, so it is out of reach then.
     */
    private long available(int level, long takerOwner, SelfTrade prevention, long needed) {
        long[] data = book.orders.data;
        long shown = 0;
        long open = 0;
        for (int maker = book.ladder.head(level); maker != 0; maker = book.orders.next(maker)) {
            int at = maker << STRIDE_SHIFT;
            if (prevention != SelfTrade.ALLOW && data[at + OWNER] == takerOwner) {
                if (prevention == SelfTrade.CANCEL_OLDEST) {
                    continue;
                }
                return ~shown;
            }
            shown += data[at + OPEN] - data[at + HIDDEN];
            open += data[at + OPEN];
            if (shown >= needed) {
                return needed;
            }
        }
        return Math.min(open, needed);
    }
}
