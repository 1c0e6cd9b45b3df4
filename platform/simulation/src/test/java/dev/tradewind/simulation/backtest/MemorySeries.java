package dev.tradewind.simulation.backtest;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.simulation.data.BarChunk;
import dev.tradewind.simulation.data.BarReader;
import dev.tradewind.simulation.data.BarSeries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bars that a test made, in chunks of three so that the ends of chunks are met. */
record MemorySeries(Instrument instrument, Timeframe timeframe, List<Bar> bars) implements BarSeries {
    private static final int CHUNK = 3;

    @Override
    public long estimatedBars() {
        return bars.size();
    }

    @Override
    public BarReader open() {
        return new Reader();
    }

    private final class Reader implements BarReader {
        private final BarChunk chunk = new BarChunk();
        private int next;

        @Override
        public @Nullable BarChunk next() {
            if (next >= bars.size()) {
                return null;
            }
            Bar first = bars.get(next);
            chunk.scales(new Scales(first.priceScale(), first.volumeScale()));
            int size = 0;
            while (size < CHUNK && next < bars.size() && sameScales(first, bars.get(next))) {
                Bar bar = bars.get(next++);
                chunk.endNanos[size] = bar.eventNanos();
                chunk.open[size] = bar.openUnscaled();
                chunk.high[size] = bar.highUnscaled();
                chunk.low[size] = bar.lowUnscaled();
                chunk.close[size] = bar.closeUnscaled();
                chunk.volume[size] = bar.volumeUnscaled();
                size++;
            }
            chunk.size(size);
            return chunk;
        }

        private static boolean sameScales(Bar one, Bar other) {
            return one.priceScale() == other.priceScale() && one.volumeScale() == other.volumeScale();
        }

        @Override
        public String dataHash() {
            return "of " + bars.size() + " bars";
        }

        @Override
        public void close() {}
    }
}
