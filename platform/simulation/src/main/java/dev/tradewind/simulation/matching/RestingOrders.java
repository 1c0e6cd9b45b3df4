package dev.tradewind.simulation.matching;

import static dev.tradewind.simulation.matching.OrderTable.DISPLAY;
import static dev.tradewind.simulation.matching.OrderTable.HIDDEN;
import static dev.tradewind.simulation.matching.OrderTable.OPEN;
import static dev.tradewind.simulation.matching.OrderTable.PRICE;
import static dev.tradewind.simulation.matching.OrderTable.STRIDE_SHIFT;

import dev.tradewind.sdk.order.Side;

/** Both sides of the book: the orders that rest in it, their levels, and the best prices. */
final class RestingOrders {
    final OrderTable orders;
    final IdMap ids;
    final PriceLadder ladder;
    final BookEvents events;
    /** Whether there is a bid, and an ask; the prices mean nothing where there is none. */
    boolean hasBid;
    boolean hasAsk;
    long bestBid;
    long bestAsk;
    /** Open quantity of all accepted orders of a side, waiting stop orders included; what keeps every sum in a long. */
    long openBuy;
    long openSell;

    RestingOrders(BookEvents events, int window, int maxOrders) {
        this.events = events;
        orders = new OrderTable(maxOrders);
        ids = new IdMap(1024);
        ladder = new PriceLadder(orders, window);
    }

    void clear() {
        orders.clear();
        ids.clear();
        ladder.clear();
        hasBid = false;
        hasAsk = false;
        openBuy = 0;
        openSell = 0;
    }

    static Side side(boolean sell) {
        return sell ? Side.SELL : Side.BUY;
    }

    /** Whether an order at {@code price} would trade at once. */
    boolean crosses(boolean sell, long price) {
        return sell ? hasBid && bestBid >= price : hasAsk && bestAsk <= price;
    }

    boolean fits(boolean sell, long lots) {
        return (sell ? openSell : openBuy) <= Long.MAX_VALUE - lots;
    }

    void addOpen(boolean sell, long lots) {
        if (sell) {
            openSell += lots;
        } else {
            openBuy += lots;
        }
    }

    /** Puts an order with its open quantity at the end of its price's queue. */
    void rest(int order, boolean sell) {
        long[] data = orders.data;
        int at = order << STRIDE_SHIFT;
        long price = data[at + PRICE];
        long open = data[at + OPEN];
        long display = data[at + DISPLAY];
        long shown = display == 0 ? open : Math.min(display, open);
        data[at + HIDDEN] = open - shown;
        ladder.append(ladder.open(price, hasBid ? bestBid : hasAsk ? bestAsk : price), order, shown);
        if (sell) {
            if (!hasAsk || price < bestAsk) {
                hasAsk = true;
                bestAsk = price;
            }
        } else if (!hasBid || price > bestBid) {
            hasBid = true;
            bestBid = price;
        }
        events.rested(data[at], side(sell), price, shown);
    }

    /** Takes an order out of its queue; it keeps its slot and its id. */
    void withdraw(int order, boolean sell) {
        int at = order << STRIDE_SHIFT;
        long price = orders.data[at + PRICE];
        unlink(ladder.slotOf(price), order, orders.data[at + OPEN] - orders.data[at + HIDDEN], price, sell);
    }

    /** Takes an order out of the queue of {@code level}, which is closed when that empties it. */
    void unlink(int level, int order, long shown, long price, boolean sell) {
        if (ladder.unlink(level, order, shown)) {
            ladder.close(level);
            closed(price, sell);
        }
    }

    private void closed(long price, boolean sell) {
        if (sell) {
            if (price == bestAsk) {
                int next = ladder.above(price);
                hasAsk = next != PriceLadder.NONE;
                bestAsk = hasAsk ? ladder.price(next) : 0;
            }
        } else if (price == bestBid) {
            int next = ladder.below(price);
            hasBid = next != PriceLadder.NONE;
            bestBid = hasBid ? ladder.price(next) : 0;
        }
    }

    /** Forgets an order that stands in no queue. */
    void forget(int order) {
        ids.remove(orders.data[order << STRIDE_SHIFT]);
        orders.release(order);
    }

    /**
     * Takes {@code lots}, less than all that is open, off a resting order: hidden ones first, so that it keeps its
     * place.
     */
    void shrink(int order, boolean sell, long lots) {
        int at = order << STRIDE_SHIFT;
        long[] data = orders.data;
        long hidden = Math.min(lots, data[at + HIDDEN]);
        data[at + HIDDEN] -= hidden;
        data[at + OPEN] -= lots;
        ladder.addShown(ladder.slotOf(data[at + PRICE]), hidden - lots);
        addOpen(sell, -lots);
    }
}
