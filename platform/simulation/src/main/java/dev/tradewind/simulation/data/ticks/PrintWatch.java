package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.simulation.data.MoveHistogram;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.PriorityQueue;

/** Looks for trades that came twice, and for prices that jump away and back, in memory that does not grow. */
final class PrintWatch {
    /** Ids that are remembered. */
    private static final int REMEMBERED = 4_096;

    /** Jumps that are kept to be judged at the end, once the usual move is known. */
    static final int MOST_JUMPS = 1_000;

    private static final double SIGMAS = 10;

    private final Map<String, Boolean> ids = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final MoveHistogram moves = new MoveHistogram();
    private final PriorityQueue<Double> jumps = new PriorityQueue<>();
    private long twice;
    private double lastPrice;
    private double lastMove;

    /** @return whether the trade's id was there shortly before */
    boolean take(TradeTick trade) {
        boolean known = !trade.tradeId().isEmpty() && ids.put(trade.tradeId(), true) != null;
        twice += known ? 1 : 0;
        double price = trade.price().value().toDouble();
        if (lastPrice > 0 && price > 0) {
            double move = StrictMath.log(price / lastPrice);
            moves.add(move);
            boolean back = move * lastMove < 0 && Math.abs(move) >= Math.abs(lastMove) / 2;
            if (back) {
                jump(Math.abs(lastMove));
            }
            lastMove = move;
        }
        lastPrice = price;
        return known;
    }

    /** Keeps the largest. */
    private void jump(double size) {
        if (jumps.size() < MOST_JUMPS) {
            jumps.add(size);
        } else if (size > jumps.element()) {
            jumps.remove();
            jumps.add(size);
        }
    }

    long twice() {
        return twice;
    }

    /** Trades farther than ten robust standard deviations from the one before, at least half made good by the next. */
    long outliers() {
        double sigma = moves.sigma();
        return sigma == 0 ? 0 : jumps.stream().filter(jump -> jump > SIGMAS * sigma).count();
    }
}
