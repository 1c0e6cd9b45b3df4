package dev.tradewind.bench;

import com.sun.management.ThreadMXBean;
import dev.tradewind.engine.EntrySize;
import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.policy.RuleSet;
import dev.tradewind.research.metrics.Metric;
import dev.tradewind.research.report.ReportInput;
import dev.tradewind.runtime.backtest.BacktestJob;
import dev.tradewind.runtime.cli.InputException;
import dev.tradewind.runtime.home.Installation;
import dev.tradewind.runtime.home.TradewindHome;
import dev.tradewind.runtime.plugin.InstalledStrategy;
import dev.tradewind.runtime.plugin.PluginHost;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.backtest.BacktestSetup;
import dev.tradewind.simulation.data.BarSeries;
import dev.tradewind.simulation.data.ChunkSeries;
import dev.tradewind.simulation.venue.BasicModels;
import dev.tradewind.simulation.venue.VenueModels;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * SMA(10)/SMA(30) over bars in memory, through the same job that the command line runs: plugin class loader, statistics
 * and event hash included. Runs of the contenders alternate, so that a busy machine slows all of them alike.
 */
final class EngineBenchmark {
    private final InstalledStrategy strategy;
    private final ChunkSeries series;
    private final Decimal quantity;
    private final int runs;
    private final List<String> notes = new ArrayList<>();

    /** @param quantity of every entry, fixed */
    EngineBenchmark(PluginHost host, BarSeries source, Decimal quantity, int runs) {
        if (runs < 1) {
            throw new InputException("--runs must be 1 or more, was " + runs);
        }
        this.strategy = host.strategy("sma-cross");
        this.series = ChunkSeries.copyOf(source);
        this.quantity = quantity;
        this.runs = runs;
    }

    List<String> notes() {
        return notes;
    }

    List<Row> run() {
        double[] rulesOn = new double[runs];
        double[] rulesOff = new double[runs];
        double[] ta4j = new double[runs];
        double[] ta4jBuilt = new double[runs];
        Ta4jContender contender = new Ta4jContender(series);
        RuleSet rules = rules();
        ReportInput on = null;
        ReportInput off = null;
        for (int i = 0; i < runs; i++) {
            off = job(NoRules::new);
            rulesOff[i] = off.counts().engineSeconds();
            on = job(rules::newPolicy);
            rulesOn[i] = on.counts().engineSeconds();
            ta4j[i] = contender.secondsFromColumns();
            ta4jBuilt[i] = contender.secondsOnBars();
        }
        if (on == null || off == null) {
            throw new IllegalStateException("no run");
        }
        long bars = on.counts().bars();
        notes.add("rules on:  eventHash " + on.run().provenance().eventHash() + ", final equity "
                + on.performance().amount(Metric.FINAL_EQUITY).orElseThrow() + ", orders " + on.counts().orders()
                + ", denied " + on.counts().denied());
        notes.add("rules off: eventHash " + off.run().provenance().eventHash());
        notes.add("ta4j:      " + contender.positions() + " positions");
        List<Row> rows = new ArrayList<>();
        add(rows, "tradewind, rules on", bars, rulesOn);
        add(rows, "tradewind, rules off", bars, rulesOff);
        add(rows, "ta4j, from columns likewise", bars, ta4j);
        add(rows, "ta4j, its bars made before", bars, ta4jBuilt);
        rows.add(new Row("times ta4j, rules on", "tradewind", median(ta4j) / median(rulesOn), "x"));
        rows.add(new Row("allocated a run, rules on", "tradewind", allocated(rules::newPolicy), "B"));
        return rows;
    }

    private static void add(List<Row> rows, String contender, long bars, double[] seconds) {
        rows.add(new Row("backtest " + bars + " bars, first", contender, bars / seconds[0], "bars/s"));
        rows.add(new Row("backtest " + bars + " bars, median warm", contender, bars / median(seconds), "bars/s"));
        rows.add(new Row("backtest " + bars + " bars, best", contender, bars / min(seconds), "bars/s"));
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

    /** Loaded once, as a sweep does, so that all runs share the compiled conditions. */
    private static RuleSet rules() {
        return RuleSet.load(
                Installation.rules().orElseThrow(() -> new InputException("no rules are installed")),
                TradewindHome.cache("rules"));
    }

    private double allocated(Supplier<Policy> rules) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getTotalThreadAllocatedBytes();
        job(rules);
        return threads.getTotalThreadAllocatedBytes() - before;
    }

    private ReportInput job(Supplier<Policy> rules) {
        VenueModels models = new VenueModels(
                BasicModels.feeBasisPoints(Decimal.of(10)),
                BasicModels.slippageBasisPoints(Decimal.ZERO),
                BasicModels.constantLatency(0),
                BasicModels.shareOfVolume(Decimal.of(10)));
        BacktestJob job = new BacktestJob(
                strategy,
                Parameters.of(strategy.factory().parameters(), Map.of("fast", "10", "slow", "30")),
                List.of(series),
                new BacktestJob.Account(
                        Decimal.of(10_000),
                        new EntrySize.Fixed(quantity),
                        Decimal.ZERO,
                        Decimal.ONE,
                        0,
                        1),
                models,
                BacktestSetup.Limits.DEFAULT);
        return job.run(rules, false, BacktestJob.Texts.NONE, done -> {});
    }
}
