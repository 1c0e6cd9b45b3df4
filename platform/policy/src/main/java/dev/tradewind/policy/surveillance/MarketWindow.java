package dev.tradewind.policy.surveillance;

/**
 * What an instrument's market did in the last hour, by the second: volume, price, and how much the price moves. The
 * price is the middle of the best prices where they are known, else that of the last trade.
 */
final class MarketWindow {
    static final int SECONDS = 3_600;

    private static final int VOLUME = 0;
    private static final int SQUARES = 1;

    /** Fewer seconds do not tell how much a price moves. */
    private static final int ENOUGH_SECONDS = 45;

    /** How far back moves are taken from. */
    private static final int MOVE_SECONDS = 1_800;

    private final SecondRing sums = new SecondRing(2, SECONDS);
    private final double[] last = new double[SECONDS];
    private final double[] high = new double[SECONDS];
    private final double[] low = new double[SECONDS];
    private double price = Double.NaN;
    private boolean quoted;
    private long second = Long.MIN_VALUE;

    void traded(long nanos, double tradePrice, double quantity) {
        advance(nanos);
        sums.add(VOLUME, quantity);
        if (!quoted) {
            price(tradePrice);
        }
    }

    void quoted(long nanos, double bid, double ask) {
        advance(nanos);
        quoted = true;
        price((bid + ask) / 2);
    }

    private void price(double now) {
        price = now;
        int slot = slot(second);
        last[slot] = now;
        // The first price of all begins its second.
        high[slot] = Double.isNaN(high[slot]) ? now : Math.max(high[slot], now);
        low[slot] = Double.isNaN(low[slot]) ? now : Math.min(low[slot], now);
    }

    /** Seconds without news repeat the price. */
    void advance(long nanos) {
        long to = Math.floorDiv(nanos, 1_000_000_000L);
        if (second == Long.MIN_VALUE) {
            begin(to);
            return;
        }
        if (to <= second) {
            return;
        }
        long from = Math.max(second, to - SECONDS);
        for (long each = from + 1; each <= to; each++) {
            sums.advance(each);
            double before = last[slot(each - 1)];
            double square = each - 1 == second ? moved(second) : 0;
            sums.add(SQUARES, square);
            int slot = slot(each);
            last[slot] = before;
            high[slot] = before;
            low[slot] = before;
        }
        second = to;
    }

    private void begin(long at) {
        second = at;
        sums.advance(at);
        last[slot(at)] = Double.NaN;
        high[slot(at)] = Double.NaN;
        low[slot(at)] = Double.NaN;
    }

    /** The squared relative move in a second that is over. */
    private double moved(long over) {
        if (over - 1 < sums.earliest()) {
            return 0;
        }
        double from = last[slot(over - 1)];
        double to = last[slot(over)];
        double move = from > 0 && to > 0 ? to / from - 1 : 0;
        return move * move;
    }

    private static int slot(long atSecond) {
        return (int) Math.floorMod(atSecond, (long) SECONDS);
    }

    /** The price now; NaN before the first. */
    double price() {
        return price;
    }

    /** The price at the end of a second, or of the nearest that is held; NaN where there was none. */
    double priceAt(long atSecond) {
        return second == Long.MIN_VALUE ? Double.NaN : last[slot(held(atSecond))];
    }

    /**
     * The farthest price in a direction.
     *
     * @param direction 1 for the highest, -1 for the lowest
     */
    double farthest(int direction, long fromSecond, long untilSecond) {
        double far = Double.NaN;
        for (long each = held(fromSecond); each <= held(untilSecond); each++) {
            double candidate = direction > 0 ? high[slot(each)] : low[slot(each)];
            if (Double.isNaN(far) || (candidate - far) * direction > 0) {
                far = candidate;
            }
        }
        return far;
    }

    private long held(long atSecond) {
        return Math.min(second, Math.max(atSecond, sums.earliest()));
    }

    /** What was traded after the end of one second until the end of another. */
    double volume(long afterSecond, long untilSecond) {
        return sums.between(VOLUME, afterSecond, untilSecond);
    }

    long earliest() {
        return sums.earliest();
    }

    /**
     * The standard deviation of the relative move over a time of that length, from what came before a second; NaN while
     * too little came.
     */
    double deviation(long beforeSecond, long lengthSeconds) {
        long from = Math.max(sums.earliest(), beforeSecond - MOVE_SECONDS);
        long seconds = beforeSecond - from;
        if (seconds < ENOUGH_SECONDS) {
            return Double.NaN;
        }
        double variance = Math.max(0, sums.between(SQUARES, from, beforeSecond)) / seconds;
        return StrictMath.sqrt(variance * Math.max(1, lengthSeconds));
    }

    /** A relative move in deviations; 0 while it is not known what is usual. */
    double deviations(double move, long beforeSecond, long lengthSeconds) {
        double deviation = deviation(beforeSecond, lengthSeconds);
        return Double.isNaN(deviation) || Double.isNaN(move) ? 0 : Math.signum(move)
                * Conduct.ratio(Math.abs(move), deviation);
    }
}
