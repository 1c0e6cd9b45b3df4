package dev.tradewind.simulation.matching;

/**
 * Stop orders that wait for a trade, and, once set off, for their turn. A trade sets off the buys at or below its
 * price, the lowest trigger first, then the sells at or above it, the highest first; at one trigger price the oldest
 * first.
 */
final class StopOrders {
    private static final int WINDOW = 1 << 12;

    private final OrderTable orders;
    private final PriceLadder buys;
    private final PriceLadder sells;
    private long nextBuy;
    private long nextSell;
    private int firstDue;
    private int lastDue;

    StopOrders(OrderTable orders) {
        this.orders = orders;
        buys = new PriceLadder(orders, WINDOW);
        sells = new PriceLadder(orders, WINDOW);
    }

    void add(int order, boolean sell, long trigger) {
        PriceLadder ladder = sell ? sells : buys;
        if (sell) {
            nextSell = ladder.size() == 0 ? trigger : Math.max(nextSell, trigger);
        } else {
            nextBuy = ladder.size() == 0 ? trigger : Math.min(nextBuy, trigger);
        }
        ladder.append(ladder.open(trigger, trigger), order, 0);
    }

    void remove(int order, boolean sell, long trigger) {
        PriceLadder ladder = sell ? sells : buys;
        int level = ladder.slotOf(trigger);
        if (ladder.unlink(level, order, 0)) {
            ladder.close(level);
            advance(sell);
        }
    }

    private void advance(boolean sell) {
        if (sell) {
            int level = sells.find(nextSell);
            level = level == PriceLadder.NONE ? sells.below(nextSell) : level;
            nextSell = level == PriceLadder.NONE ? 0 : sells.price(level);
        } else {
            int level = buys.find(nextBuy);
            level = level == PriceLadder.NONE ? buys.above(nextBuy) : level;
            nextBuy = level == PriceLadder.NONE ? 0 : buys.price(level);
        }
    }

    /** Sets off what a trade at {@code price} sets off. */
    void tradedAt(long price) {
        while (buys.size() != 0 && nextBuy <= price) {
            setOff(buys, nextBuy, false);
        }
        while (sells.size() != 0 && nextSell >= price) {
            setOff(sells, nextSell, true);
        }
    }

    private void setOff(PriceLadder ladder, long trigger, boolean sell) {
        int level = ladder.slotOf(trigger);
        int order = ladder.head(level);
        while (order != 0) {
            int next = orders.next(order);
            ladder.unlink(level, order, 0);
            orders.links[2 * order] = 0;
            if (lastDue == 0) {
                firstDue = order;
            } else {
                orders.links[2 * lastDue] = order;
            }
            lastDue = order;
            order = next;
        }
        ladder.close(level);
        advance(sell);
    }

    boolean hasDue() {
        return firstDue != 0;
    }

    /** The order whose turn it is. */
    int takeDue() {
        int order = firstDue;
        firstDue = orders.next(order);
        if (firstDue == 0) {
            lastDue = 0;
        }
        return order;
    }

    /** The ladder of the side's waiting orders. */
    PriceLadder waiting(boolean sell) {
        return sell ? sells : buys;
    }

    /** The trigger price that is next to be reached, while an order of that side waits. */
    long next(boolean sell) {
        return sell ? nextSell : nextBuy;
    }

    void clear() {
        buys.clear();
        sells.clear();
        firstDue = 0;
        lastDue = 0;
    }
}
