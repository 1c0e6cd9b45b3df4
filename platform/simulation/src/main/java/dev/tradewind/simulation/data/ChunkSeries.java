package dev.tradewind.simulation.data;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bars held in memory in columns, for tests and for measurements without a disk. */
public final class ChunkSeries implements BarSeries {
    private final Instrument instrument;
    private final Timeframe timeframe;
    private final List<BarChunk> chunks;
    private final String dataHash;
    private final long bars;

    private ChunkSeries(Instrument instrument, Timeframe timeframe, List<BarChunk> chunks, String dataHash) {
        this.instrument = instrument;
        this.timeframe = timeframe;
        this.chunks = List.copyOf(chunks);
        this.dataHash = dataHash;
        this.bars = chunks.stream().mapToLong(BarChunk::size).sum();
    }

    /** All that another series gives. @throws DataException if that cannot be read */
    public static ChunkSeries copyOf(BarSeries source) {
        List<BarChunk> chunks = new ArrayList<>();
        try (BarReader reader = source.open()) {
            for (BarChunk chunk = reader.next(); chunk != null; chunk = reader.next()) {
                chunks.add(copy(chunk));
            }
            return new ChunkSeries(source.instrument(), source.timeframe(), chunks, reader.dataHash());
        }
    }

    /**
     * These bars, each chunk with scales that all of its bars fit.
     *
     * @param chunkSize bars in a chunk, 1 to {@link BarChunk#CAPACITY}
     */
    public static ChunkSeries of(Instrument instrument, Timeframe timeframe, List<Bar> bars, int chunkSize) {
        List<BarChunk> chunks = new ArrayList<>();
        BarHash hash = new BarHash();
        for (int from = 0; from < bars.size(); from += chunkSize) {
            BarChunk chunk = chunk(bars.subList(from, Math.min(bars.size(), from + chunkSize)));
            hash.add(chunk);
            chunks.add(chunk);
        }
        return new ChunkSeries(instrument, timeframe, chunks, BarHash.hex(hash.snapshot()));
    }

    private static BarChunk chunk(List<Bar> bars) {
        int price = bars.stream().mapToInt(Bar::priceScale).max().orElse(0);
        int volume = bars.stream().mapToInt(Bar::volumeScale).max().orElse(0);
        BarChunk chunk = new BarChunk();
        chunk.scales(new Scales(price, volume));
        chunk.size(bars.size());
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            chunk.endNanos[i] = bar.eventNanos();
            chunk.open[i] = bar.open().value().unscaledAt(price);
            chunk.high[i] = bar.high().value().unscaledAt(price);
            chunk.low[i] = bar.low().value().unscaledAt(price);
            chunk.close[i] = bar.close().value().unscaledAt(price);
            chunk.volume[i] = bar.volume().value().unscaledAt(volume);
        }
        return chunk;
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

    /** The columns, in order of time; not to be changed. */
    public List<BarChunk> chunks() {
        return chunks;
    }

    @Override
    public Instrument instrument() {
        return instrument;
    }

    @Override
    public Timeframe timeframe() {
        return timeframe;
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
