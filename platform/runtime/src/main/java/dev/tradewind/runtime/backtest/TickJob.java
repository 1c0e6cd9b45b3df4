package dev.tradewind.runtime.backtest;

import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.research.report.ReportInput;
import dev.tradewind.runtime.cli.InputException;
import dev.tradewind.runtime.plugin.InstalledStrategy;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.backtest.BacktestSetup;
import dev.tradewind.simulation.backtest.TickBacktest;
import dev.tradewind.simulation.backtest.TickOutcome;
import dev.tradewind.simulation.backtest.TickSetup;
import dev.tradewind.simulation.data.TickSeries;
import dev.tradewind.simulation.venue.BookModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** One backtest on ticks, from checked options to a result. */
public final class TickJob {
    private final InstalledStrategy installed;
    private final Parameters parameters;
    private final List<TickSeries> series;
    private final BacktestJob.Account account;
    private final Simulation simulation;

    /**
     * How it is simulated.
     *
     * @param models fees, slippage, latency, queues
     * @param feedNanos added to the time at which data was received
     * @param limits how far a strategy may go
     * @param files that the data is read from, to be named in the report
     */
    public record Simulation(BookModels models, long feedNanos, BacktestSetup.Limits limits, List<Path> files) {
        public Simulation {
            files = List.copyOf(files);
        }
    }

    public TickJob(
            InstalledStrategy installed,
            Parameters parameters,
            List<TickSeries> series,
            BacktestJob.Account account,
            Simulation simulation) {
        this.installed = installed;
        this.parameters = parameters;
        this.series = List.copyOf(series);
        this.account = account;
        this.simulation = simulation;
        Set<InstrumentId> seen = new LinkedHashSet<>();
        for (TickSeries one : series) {
            if (!seen.add(one.instrument().id())) {
                throw new InputException("--data names " + one.instrument().id() + " twice; give its files together");
            }
        }
    }

    /**
     * Runs it.
     *
     * @param rules gives the policy; asked once
     * @param withReport whether rows and charts are kept for a report
     * @param progress hears the number of events done, a few times a second
     */
    public ReportInput run(
            Supplier<Policy> rules, boolean withReport, BacktestJob.Texts texts, LongConsumer progress) {
        Strategy strategy = StrategyStart.create(installed, parameters);
        List<Instrument> instruments =
                series.stream().map(TickSeries::instrument).toList();
        Currency currency = instruments.get(0).settlement();
        try (Policy policy = rules.get()) {
            TickBacktest backtest = new TickBacktest(new TickSetup(
                    StrategyStart.config(account, currency),
                    policy,
                    List.of(new NamedStrategy(installed.name(), parameters.toString(), strategy)),
                    series,
                    new TickSetup.Venue(
                            simulation.models(),
                            simulation.feedNanos(),
                            new Money(account.cash(), currency),
                            account.leverage()),
                    simulation.limits()));
            RunRecorder recorder = new RunRecorder(backtest.engine(), account.cash().toDouble(), withReport);
            TickOutcome outcome = backtest.runWatched(recorder, progress);
            if (outcome.events() == 0) {
                throw new InputException("the data has no ticks; give files that hold some");
            }
            recorder.finish();
            return new RunResult(installed, parameters, instruments, account, texts)
                    .of(
                            backtest.engine(),
                            recorder,
                            policy.ruleSet(),
                            new RunResult.Run(
                                    outcome.samples(),
                                    outcome.engineSeconds(),
                                    outcome.eventHash(),
                                    outcome.dataHash(),
                                    outcome),
                            recorder.rows == null ? List.of() : SourceFiles.describeAll(simulation.files()),
                            warnings(outcome, recorder, strategy, policy));
        }
    }

    private List<String> warnings(TickOutcome outcome, RunRecorder recorder, Strategy strategy, Policy policy) {
        List<String> warnings = new ArrayList<>(recorder.warnings());
        warnings.addAll(outcome.warnings());
        List<Instrument> instruments =
                series.stream().map(TickSeries::instrument).toList();
        if (recorder.orders == 0) {
            StrategyStart.deafToTicks(installed.name(), strategy).ifPresent(warnings::add);
        }
        StrategyStart.lowerLeverage(account, installed.name(), instruments, policy).ifPresent(warnings::add);
        return warnings;
    }
}
