package dev.tradewind.bench;

import com.sun.management.ThreadMXBean;
import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.EngineConfig;
import dev.tradewind.engine.EntrySize;
import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.runtime.cli.InputException;
import dev.tradewind.runtime.plugin.InstalledStrategy;
import dev.tradewind.runtime.plugin.PluginHost;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.backtest.BacktestListener;
import dev.tradewind.simulation.backtest.BacktestSetup;
import dev.tradewind.simulation.backtest.TickBacktest;
import dev.tradewind.simulation.backtest.TickOutcome;
import dev.tradewind.simulation.backtest.TickSetup;
import dev.tradewind.simulation.data.TickSeries;
import dev.tradewind.simulation.data.Window;
import dev.tradewind.simulation.data.ticks.TickCatalogue;
import dev.tradewind.simulation.venue.BasicModels;
import dev.tradewind.simulation.venue.BookModels;
import dev.tradewind.simulation.venue.QueueModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Recorded depth and trades from the catalogue through the engine's book, the venue's book and a market maker that
 * quotes both sides every 100 ms, 5 ms away, without rules. An event is one change of a level, one trade or one quote.
 * The data is imported into a catalogue of its own before; its file is mapped anew in each run.
 */
final class BookReplayBenchmark {
    private static final long LATENCY_NANOS = 5_000_000L;

    private final InstalledStrategy strategy;
    private final TickSeries source;
    private final int runs;
    private final List<String> notes = new ArrayList<>();

    BookReplayBenchmark(PluginHost host, TickSeries source, int runs) {
        if (runs < 1) {
            throw new InputException("--runs must be 1 or more, was " + runs);
        }
        this.strategy = host.strategy("market-maker");
        this.source = source;
        this.runs = runs;
    }

    List<String> notes() {
        return notes;
    }

    List<Row> run() {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("tradewind-bench");
            TickCatalogue catalogue = new TickCatalogue(folder);
            catalogue.importFrom(source);
            return measure(catalogue);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be used: " + e.getMessage(), e);
        } finally {
            if (folder != null) {
                delete(folder);
            }
        }
    }

    private List<Row> measure(TickCatalogue catalogue) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] wall = new double[runs];
        double[] cpu = new double[runs];
        TickOutcome outcome = null;
        double allocated = 0;
        for (int i = 0; i < runs; i++) {
            TickBacktest backtest = backtest(catalogue.open(source.instrument(), Window.ALL));
            long bytesBefore = threads.getCurrentThreadAllocatedBytes();
            long cpuBefore = threads.getCurrentThreadCpuTime();
            outcome = backtest.run(BacktestListener.NONE);
            cpu[i] = (threads.getCurrentThreadCpuTime() - cpuBefore) / 1e9;
            allocated = (double) (threads.getCurrentThreadAllocatedBytes() - bytesBefore);
            wall[i] = outcome.engineSeconds();
        }
        if (outcome == null || outcome.events() == 0) {
            throw new InputException("the data holds no ticks");
        }
        long events = outcome.events();
        long makers = outcome.fills().get(0).maker().fills();
        notes.add(source.instrument().id() + ": " + events + " events, " + makers + " fills, eventHash "
                + outcome.eventHash());
        String name = "depth and trades to market maker, " + source.instrument().id();
        return List.of(
                new Row(name + ", median warm", "tradewind", events / median(wall), "events/s"),
                new Row(name + ", best", "tradewind", events / min(wall), "events/s"),
                new Row(name + ", median warm", "tradewind", events / median(cpu), "events/s of CPU"),
                new Row(name + ", allocated", "tradewind", allocated / events, "B/event"));
    }

    private TickBacktest backtest(TickSeries series) {
        Instrument instrument = series.instrument();
        Parameters parameters = Parameters.of(
                strategy.factory().parameters(),
                Map.of("interval-ms", "100", "half-spread-bps", "0.2", "quantity", quantity(instrument).toString()));
        EngineConfig config = new EngineConfig(
                "bench",
                0,
                instrument.settlement(),
                new EntrySize.Fixed(Decimal.ONE),
                Decimal.ZERO,
                EngineConfig.HardLimits.BACKTEST,
                1);
        BookModels models = new BookModels(
                BasicModels.feeBasisPoints(Decimal.ZERO, Decimal.of(5)),
                BasicModels.slippageBasisPoints(Decimal.ZERO),
                BasicModels.constantLatency(LATENCY_NANOS),
                LATENCY_NANOS,
                QueueModel.CONSERVATIVE);
        return new TickBacktest(new TickSetup(
                config,
                new NoRules(),
                List.of(new NamedStrategy(
                        strategy.name(), parameters.toString(), strategy.factory().create(parameters))),
                List.of(series),
                new TickSetup.Venue(
                        models, 0, new Money(Decimal.of(1_000_000), instrument.settlement()), Decimal.ONE),
                BacktestSetup.Limits.DEFAULT));
    }

    /** A hundredth of a unit, or the smallest order where that is more. */
    private static Decimal quantity(Instrument instrument) {
        Decimal wanted = Decimal.ofUnscaled(1, 2);
        return wanted.max(instrument.steps().minQuantity()).max(instrument.steps().lot());
    }

    /** Of the second half, when everything is compiled. */
    private static double median(double[] seconds) {
        double[] warm = Arrays.copyOfRange(seconds, seconds.length / 2, seconds.length);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }

    private static double min(double[] seconds) {
        return Arrays.stream(seconds).min().orElseThrow();
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
