package dev.tradewind.bench;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.simulation.data.BarChunk;
import dev.tradewind.simulation.data.BarReader;
import dev.tradewind.simulation.data.BarSeries;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A series that was read into memory, so that a benchmark measures the engine and not the disk. */
final class MemorySeries implements BarSeries {
    private final BarSeries source;
    private final List<BarChunk> chunks = new ArrayList<>();
    private final String dataHash;
    private long bars;

    MemorySeries(BarSeries source) {
        this.source = source;
        try (BarReader reader = source.open()) {
            BarChunk chunk = reader.next();
            while (chunk != null) {
                chunks.add(copy(chunk));
                bars += chunk.size();
                chunk = reader.next();
            }
            dataHash = reader.dataHash();
        }
    }

    private static BarChunk copy(BarChunk from) {
        BarChunk to = new BarChunk();
        int size = from.size();
        System.arraycopy(from.endNanos, 0, to.endNanos, 0, size);
        System.arraycopy(from.open, 0, to.open, 0, size);
        System.arraycopy(from.high, 0, to.high, 0, size);
        System.arraycopy(from.low, 0, to.low, 0, size);
        System.arraycopy(from.close, 0, to.close, 0, size);
        System.arraycopy(from.volume, 0, to.volume, 0, size);
        to.size(size);
        to.scales(from.scales());
        return to;
    }

    List<BarChunk> chunks() {
        return chunks;
    }

    @Override
    public Instrument instrument() {
        return source.instrument();
    }

    @Override
    public Timeframe timeframe() {
        return source.timeframe();
    }

    @Override
    public long estimatedBars() {
        return bars;
    }

    @Override
    public BarReader open() {
        return new BarReader() {
            private int next;

            @Override
            public @Nullable BarChunk next() {
                return next < chunks.size() ? chunks.get(next++) : null;
            }

            @Override
            public String dataHash() {
                return dataHash;
            }

            @Override
            public void close() {}
        };
    }
}
