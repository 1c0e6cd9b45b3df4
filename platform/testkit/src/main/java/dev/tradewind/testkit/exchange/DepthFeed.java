package dev.tradewind.testkit.exchange;

import dev.tradewind.sdk.order.Side;
import dev.tradewind.simulation.matching.BookDepth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A stream of what has changed in a book, told every so often. */
final class DepthFeed {
    private final Symbol symbol;
    private final long everyNanos;
    private final TreeSet<Long> bids = new TreeSet<>(Comparator.reverseOrder());
    private final TreeSet<Long> asks = new TreeSet<>();
    private long firstId;
    private long lastId;
    private long dueNanos;

    DepthFeed(Symbol symbol, long everyNanos) {
        this.symbol = symbol;
        this.everyNanos = everyNanos;
    }

    void changed(Side side, long ticks, long updateId) {
        if (firstId == 0) {
            firstId = updateId;
        }
        lastId = updateId;
        (side == Side.BUY ? bids : asks).add(ticks);
    }

    /** Whether there is something to tell, and it is time to. */
    boolean isDue(long nanos) {
        return firstId != 0 && nanos >= dueNanos;
    }

    /** What has changed, as it is now; forgets it. */
    String take(BookDepth depth, long nanos) {
        String json = new JsonObject()
                .put("e", "depthUpdate")
                .put("E", nanos / ExchangeClock.MILLI)
                .put("s", symbol.name())
                .put("U", firstId)
                .put("u", lastId)
                .put("b", levels(depth, Side.BUY, bids))
                .put("a", levels(depth, Side.SELL, asks))
                .toString();
        forget(nanos);
        return json;
    }

    void forget(long nanos) {
        bids.clear();
        asks.clear();
        firstId = 0;
        dueNanos = nanos - nanos % everyNanos + everyNanos;
    }

    private List<List<Object>> levels(BookDepth depth, Side side, Set<Long> ticks) {
        List<List<Object>> levels = new ArrayList<>();
        for (long price : ticks) {
            levels.add(List.of(symbol.price(price), symbol.quantity(depth.quantityAt(side, price))));
        }
        return levels;
    }

    /** The best levels of a side. */
    static List<List<Object>> best(Symbol symbol, BookDepth depth, Side side, int most) {
        List<List<Object>> levels = new ArrayList<>();
        depth.levels(side, (price, quantity, orders) -> {
            levels.add(List.of(symbol.price(price), symbol.quantity(quantity)));
            return levels.size() < most;
        });
        return levels;
    }
}
