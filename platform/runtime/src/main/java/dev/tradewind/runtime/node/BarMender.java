package dev.tradewind.runtime.node;

import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.TradeTick;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bars of one instrument over a hole in its trades. From the hole on, the bars that are made of what came are not told;
 * once the missing trades are there, or it is sure that they will not come, the bars of the time since the hole began
 * are told late, whole, and in order. The bar that is open then is told late, too.
 */
final class BarMender {
    private final List<TradeTick> missing = new ArrayList<>();
    private final List<TradeTick> since = new ArrayList<>();
    private @Nullable TradeBars bars;
    private int awaited;
    private long beganNanos;

    /**
     * A hole was found.
     *
     * @param before the bars as they were made up to the hole
     */
    void begin(TradeBars before, long nowNanos) {
        if (awaited == 0) {
            beganNanos = nowNanos;
            // One that follows while the last bar of the one before is open goes on with that.
            bars = bars == null ? before.copy() : bars;
        }
        awaited++;
    }

    /** Whether bars are not told at once. */
    boolean isMending() {
        return bars != null;
    }

    /** Whether trades are awaited. */
    boolean isWaiting() {
        return awaited > 0;
    }

    long beganNanos() {
        return beganNanos;
    }

    /** How many trades wait for those before them. */
    int waiting() {
        return since.size();
    }

    /** A trade came in time. */
    void add(TradeTick trade) {
        TradeBars open = bars;
        if (open == null) {
            return;
        }
        if (isWaiting()) {
            since.add(trade);
        } else {
            open.add(trade);
        }
    }

    /** The last mended bar, if it is over by then; null if it is not, or nothing is mended. */
    @Nullable Bar closeBefore(long eventNanos) {
        TradeBars open = bars;
        if (open == null || isWaiting()) {
            return null;
        }
        Bar last = open.closeBefore(eventNanos);
        if (!open.isOpen()) {
            bars = null;
        }
        return last;
    }

    /**
     * Trades that were missing are there.
     *
     * @param all whether no others are waited for, however many there are
     * @param eventNanos time of the last event, by the venue's clock
     * @return bars that are over by then; none while other trades are awaited
     */
    List<Bar> fill(List<TradeTick> found, boolean all, long eventNanos) {
        missing.addAll(found);
        awaited = all ? 0 : Math.max(0, awaited - 1);
        TradeBars open = bars;
        if (awaited > 0 || open == null) {
            return List.of();
        }
        List<TradeTick> trades = new ArrayList<>(missing);
        trades.addAll(since);
        missing.clear();
        since.clear();
        // The sort is stable: trades of one instant keep the order in which the venue numbered them.
        trades.sort(Comparator.comparingLong(TradeTick::eventNanos));
        List<Bar> past = new ArrayList<>();
        for (TradeTick trade : trades) {
            close(open, trade.eventNanos(), past);
            open.add(trade);
        }
        close(open, eventNanos, past);
        if (!open.isOpen()) {
            bars = null;
        }
        return past;
    }

    private static void close(TradeBars open, long eventNanos, List<Bar> past) {
        Bar bar = open.closeBefore(eventNanos);
        if (bar != null) {
            past.add(bar);
        }
    }
}
