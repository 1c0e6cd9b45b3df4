package dev.tradewind.testkit;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.simulation.data.BarChunk;
import dev.tradewind.simulation.data.BarHash;
import dev.tradewind.simulation.data.BarReader;
import dev.tradewind.simulation.data.BarSeries;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        return new Reader(bars);
    }

    /** Hands the bars out in chunks, each with scales that all of its bars fit. */
    private static final class Reader implements BarReader {
        private final List<Bar> bars;
        private final BarHash hash = new BarHash();
        private int next;

        Reader(List<Bar> bars) {
            this.bars = bars;
        }

        @Override
        public @Nullable BarChunk next() {
            if (next >= bars.size()) {
                return null;
            }
            List<Bar> some = bars.subList(next, Math.min(bars.size(), next + BarChunk.CAPACITY));
            next += some.size();
            int price = some.stream().mapToInt(Bar::priceScale).max().orElse(0);
            int volume = some.stream().mapToInt(Bar::volumeScale).max().orElse(0);
            BarChunk chunk = new BarChunk();
            chunk.scales(new Scales(price, volume));
            chunk.size(some.size());
            for (int i = 0; i < some.size(); i++) {
                Bar bar = some.get(i);
                chunk.endNanos[i] = bar.eventNanos();
                chunk.open[i] = bar.open().value().unscaledAt(price);
                chunk.high[i] = bar.high().value().unscaledAt(price);
                chunk.low[i] = bar.low().value().unscaledAt(price);
                chunk.close[i] = bar.close().value().unscaledAt(price);
                chunk.volume[i] = bar.volume().value().unscaledAt(volume);
            }
            hash.add(chunk);
            return chunk;
        }

        @Override
        public String dataHash() {
            return BarHash.hex(hash.snapshot());
        }

        @Override
        public void close() {}
    }
}
