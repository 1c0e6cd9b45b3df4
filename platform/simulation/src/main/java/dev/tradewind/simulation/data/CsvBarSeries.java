package dev.tradewind.simulation.data;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import java.nio.file.Path;
import java.util.List;

/** Bars in text files. */
record CsvBarSeries(Instrument instrument, Timeframe timeframe, List<FileProbe> files, Window window)
        implements BarSeries {
    /** @param files in order of their first bar, at least one */
    CsvBarSeries {
        files = List.copyOf(files);
    }

    @Override
    public long estimatedBars() {
        long sum = 0;
        for (FileProbe file : files) {
            if (file.estimatedRows() < 0) {
                return -1;
            }
            sum += file.estimatedRows();
        }
        if (window.isAll()) {
            return sum;
        }
        long from = Math.max(window.fromNanos(), files.get(0).firstNanos());
        return window.toNanos() <= from ? 0 : Math.min(sum, (window.toNanos() - from) / timeframe.nanos());
    }

    @Override
    public List<Path> sourceFiles() {
        return files.stream().map(FileProbe::file).toList();
    }

    @Override
    public BarReader open() {
        Scales scales = new Scales(
                instrument.steps().tick().scale(), instrument.steps().lot().scale());
        return AheadReader.start(new CsvChunkSource(files, timeframe, window, scales), instrument.id().symbol());
    }
}
