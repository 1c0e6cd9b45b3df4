package dev.tradewind.runtime.backtest;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.simulation.data.BarReader;
import dev.tradewind.simulation.data.BarSeries;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A series whose reader is at work already, so that data is read while rules are loaded. The first reader is used
 * once.
 */
final class StartedSeries implements BarSeries {
    private final BarSeries series;
    private @Nullable BarReader reader;

    StartedSeries(BarSeries series) {
        this.series = series;
        this.reader = series.open();
    }

    @Override
    public Instrument instrument() {
        return series.instrument();
    }

    @Override
    public Timeframe timeframe() {
        return series.timeframe();
    }

    @Override
    public long estimatedBars() {
        return series.estimatedBars();
    }

    @Override
    public List<Path> sourceFiles() {
        return series.sourceFiles();
    }

    @Override
    public BarReader open() {
        BarReader started = reader;
        reader = null;
        return started == null ? series.open() : started;
    }

    void closeIfUnused() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
