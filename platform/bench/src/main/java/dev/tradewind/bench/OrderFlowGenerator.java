package dev.tradewind.bench;

import dev.tradewind.sdk.order.Side;
import java.util.Random;

/**
 * Makes a stream of 71 % moves, 15 % new orders, 7 % cancels, 7 % reductions that keeps about a thousand orders
 * resting. A book runs along, so that what is moved, reduced or cancelled is open; as fewer are cancelled than come,
 * new orders and some moves trade whenever more than a thousand rest. The same seed makes the same stream.
 */
final class OrderFlowGenerator {
    private static final int RESTING = 1000;
    private static final long MIDDLE = 100_000;
    private static final int REACH = 400;

    private final Random random;
    private final TradewindBook book = new TradewindBook();
    private final OrderFlow flow;
    private final long[] ids = new long[4 * RESTING];
    private final boolean[] sells = new boolean[4 * RESTING];
    private int open;
    private long nextId = 1;

    private OrderFlowGenerator(long seed, String name) {
        random = new Random(seed);
        flow = new OrderFlow(name);
    }

    static OrderFlow make(int commands, long seed) {
        OrderFlowGenerator generator = new OrderFlowGenerator(seed, "generated");
        for (int i = 0; i < commands; i++) {
            generator.next();
        }
        return generator.flow;
    }

    private void next() {
        int dice = random.nextInt(100);
        int chosen = dice < 15 ? -1 : choose();
        int row = flow.add();
        flow.reserve[row] = Long.MAX_VALUE;
        flow.owner[row] = 1;
        if (chosen < 0) {
            place(row);
        } else {
            flow.id[row] = ids[chosen];
            flow.sell[row] = sells[chosen];
            if (dice < 86) {
                flow.type[row] = OrderFlow.MOVE;
                flow.price[row] = passive(sells[chosen]);
            } else if (dice < 93 || book.depth().open(ids[chosen]) < 2) {
                flow.type[row] = OrderFlow.CANCEL;
            } else {
                flow.type[row] = OrderFlow.REDUCE;
                flow.size[row] = 1;
            }
        }
        book.run(flow, row);
    }

    private void place(int row) {
        flow.type[row] = OrderFlow.PLACE;
        flow.id[row] = nextId;
        boolean sell = random.nextBoolean();
        flow.sell[row] = sell;
        boolean crowded = book.depth().openOrders() > RESTING;
        flow.size[row] = 1L + random.nextInt(crowded ? 60 : 30);
        Side other = sell ? Side.BUY : Side.SELL;
        boolean takes = crowded && !book.depth().isEmpty(other);
        flow.price[row] = takes ? book.depth().bestPrice(other) + (sell ? -5 : 5) : passive(sell);
        remember(nextId++, sell);
    }

    /** Mostly near the best price; now and then a little beyond the middle, so that moves trade too. */
    private long passive(boolean sell) {
        long distance = (long) (REACH * random.nextDouble() * random.nextDouble()) - (random.nextInt(50) == 0 ? 3 : -1);
        return sell ? MIDDLE + distance : MIDDLE - distance;
    }

    private void remember(long id, boolean sell) {
        if (open == ids.length) {
            sweep();
        }
        ids[open] = id;
        sells[open++] = sell;
    }

    /** Forgets what has been filled or cancelled. */
    private void sweep() {
        int kept = 0;
        for (int i = 0; i < open; i++) {
            if (book.depth().isOpen(ids[i])) {
                ids[kept] = ids[i];
                sells[kept++] = sells[i];
            }
        }
        open = kept;
    }

    /** An open order, -1 when there is none. */
    private int choose() {
        while (open > 0) {
            int at = random.nextInt(open);
            if (book.depth().isOpen(ids[at])) {
                return at;
            }
            open--;
            ids[at] = ids[open];
            sells[at] = sells[open];
        }
        return -1;
    }
}
