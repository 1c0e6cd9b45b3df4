package dev.tradewind.simulation.synthetic;

import dev.tradewind.sdk.order.Side;
import dev.tradewind.simulation.matching.OrderKind;

/**
 * Many small traders without information who place limit orders at distances from the other side that follow a power
 * law, and cancel them after a while (Cont, Stoikov, Talreja 2010: each order is as likely to be cancelled as any).
 */
final class Crowd implements Agent {
    /** As many orders as there are cancels for each order placed. */
    private static final int USUAL_ORDERS = 80;

    private static final int MOST_ORDERS = 400;
    private static final double TAIL = 1.5;
    private static final double FARTHEST_SPREADS = 80;

    private final Floor floor;
    private final long owner;
    private final long[] orders = new long[MOST_ORDERS];
    private int count;

    Crowd(Floor floor, long owner) {
        this.floor = floor;
        this.owner = owner;
    }

    @Override
    public long meanNanos() {
        return 120_000_000L;
    }

    @Override
    public void act(Chance chance) {
        if (count == MOST_ORDERS || chance.uniform() * (count + USUAL_ORDERS) < count) {
            int which = (int) (chance.uniform() * count);
            // It may have been filled, which its owner would have seen.
            floor.book.cancel(orders[which]);
            orders[which] = orders[--count];
            return;
        }
        Side side = chance.uniform() < 0.5 ? Side.BUY : Side.SELL;
        double anchor = floor.depth.isEmpty(side.opposite())
                ? floor.value()
                : floor.depth.bestPrice(side.opposite());
        double spread = Floor.spread(anchor);
        double far = StrictMath.pow(1 - chance.uniform(), -1 / TAIL) - 1;
        double distance = 1 + 2 * spread * Math.min(far, FARTHEST_SPREADS);
        long price = (long) StrictMath.floor(anchor - side.sign() * distance + 0.5);
        long id = floor.send(OrderKind.LIMIT, owner, side, price, floor.lots(chance.logNormal(1)));
        if (id != 0) {
            orders[count++] = id;
        }
    }
}
