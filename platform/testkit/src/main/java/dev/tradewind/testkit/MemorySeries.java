package dev.tradewind.testkit;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.simulation.data.BarChunk;
import dev.tradewind.simulation.data.BarReader;
import dev.tradewind.simulation.data.BarSeries;
import dev.tradewind.simulation.data.ChunkSeries;
import java.util.ArrayList;
import java.util.List;

/**
 * A series of bars held in memory, for tests.
 *
 * @param instrument what the bars are of
 * @param timeframe length of each bar
 * @param bars in order of time
 */
public record MemorySeries(Instrument instrument, Timeframe timeframe, List<Bar> bars) implements BarSeries {
    /** @throws IllegalArgumentException if a bar is of another instrument or length, or out of order */
    public MemorySeries {
        bars = List.copyOf(bars);
        long last = Long.MIN_VALUE;
        for (Bar bar : bars) {
            if (!bar.instrument().equals(instrument.id()) || !bar.timeframe().equals(timeframe)) {
                throw new IllegalArgumentException(bar + " does not belong to " + instrument.id() + " " + timeframe);
            }
            if (bar.eventNanos() <= last) {
                throw new IllegalArgumentException(bar + " comes after a bar that ends at " + last);
            }
            last = bar.eventNanos();
        }
    }

    /** The first bars alone. */
    public MemorySeries first(int count) {
        return new MemorySeries(instrument, timeframe, bars.subList(0, Math.min(count, bars.size())));
    }

    /** The bars that end at or before this time. */
    public MemorySeries until(long nanos) {
        return new MemorySeries(
                instrument,
                timeframe,
                bars.stream().filter(bar -> bar.eventNanos() <= nanos).toList());
    }

    /** These bars and then those. */
    public MemorySeries then(List<Bar> more) {
        List<Bar> all = new ArrayList<>(bars);
        all.addAll(more);
        return new MemorySeries(instrument, timeframe, all);
    }

    @Override
    public long estimatedBars() {
        return bars.size();
    }

    @Override
    public BarReader open() {
        return ChunkSeries.of(instrument, timeframe, bars, BarChunk.CAPACITY).open();
    }
}
