package dev.tradewind.simulation.backtest;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.simulation.data.BarChunk;
import dev.tradewind.simulation.data.BarReader;
import dev.tradewind.simulation.data.BarSeries;
import org.jspecify.annotations.Nullable;

/** One series, bar by bar. Counts the time that it spends waiting for its reader. */
final class BarFeed implements AutoCloseable {
    private final InstrumentId instrument;
    private final Timeframe timeframe;
    private final BarReader reader;

    private @Nullable BarChunk chunk;
    private int index;
    private long lastEndNanos = Long.MIN_VALUE;
    private long waitedNanos;
    /** The bar whose interval has started, or is next to start. */
    private @Nullable Bar current;
    private boolean opened;

    BarFeed(BarSeries series) {
        this.instrument = series.instrument().id();
        this.timeframe = series.timeframe();
        this.reader = series.open();
        advance();
    }

    @Nullable Bar current() {
        return current;
    }

    /** Whether the current bar's interval has started. */
    boolean isOpened() {
        return opened;
    }

    void markOpened() {
        opened = true;
    }

    /** When the next thing happens: the current bar's start, or its end once it has started. */
    long nextNanos() {
        Bar bar = current;
        return bar == null ? Long.MAX_VALUE : opened ? bar.eventNanos() : bar.openNanos();
    }

    /** Goes to the next bar; false at the end. */
    boolean advance() {
        opened = false;
        BarChunk from = chunk;
        if (from == null || index >= from.size()) {
            long before = System.nanoTime();
            from = reader.next();
            waitedNanos += System.nanoTime() - before;
            chunk = from;
            index = 0;
            if (from == null) {
                current = null;
                return false;
            }
        }
        int i = index++;
        long end = from.endNanos[i];
        if (end <= lastEndNanos) {
            throw new BacktestException("bars of " + instrument + " are not in order of time: one that ends at " + end
                    + " comes after " + lastEndNanos);
        }
        lastEndNanos = end;
        current = Bar.ofUnscaled(
                instrument,
                timeframe,
                end,
                from.open[i],
                from.high[i],
                from.low[i],
                from.close[i],
                from.volume[i],
                from.scales());
        return true;
    }

    long waitedNanos() {
        return waitedNanos;
    }

    String dataHash() {
        return reader.dataHash();
    }

    /** Bars missing between those read so far; -1 where nobody counts. */
    long missingBars() {
        return reader.missingBars();
    }

    @Override
    public void close() {
        reader.close();
    }
}
