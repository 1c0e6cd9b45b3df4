package dev.tradewind.research.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Of any number of trades, the few that a page shows: the first for the table, evenly spaced ones for the marks in the
 * price chart. Memory does not grow with the trades.
 */
final class TradeSample {
    /** Rows of the page's trade table. */
    static final int TABLE_ROWS = 200;
    /** Trades marked in the price chart. */
    static final int MARKED_TRADES = 300;

    private final List<TradeRow> first = new ArrayList<>();
    private final List<TradeRow> marked = new ArrayList<>();
    private long count;
    private long step = 1;

    void add(TradeRow trade) {
        if (first.size() < TABLE_ROWS) {
            first.add(trade);
        }
        if (count % step == 0) {
            if (marked.size() == MARKED_TRADES) {
                keepEverySecond();
            }
            if (count % step == 0) {
                marked.add(trade);
            }
        }
        count++;
    }

    private void keepEverySecond() {
        for (int i = 0; i < MARKED_TRADES / 2; i++) {
            marked.set(i, marked.get(2 * i));
        }
        marked.subList(MARKED_TRADES / 2, MARKED_TRADES).clear();
        step *= 2;
    }

    /** How many were seen. */
    long count() {
        return count;
    }

    /** One in how many is marked. */
    long step() {
        return step;
    }

    List<TradeRow> first() {
        return Collections.unmodifiableList(first);
    }

    List<TradeRow> marked() {
        return Collections.unmodifiableList(marked);
    }
}
