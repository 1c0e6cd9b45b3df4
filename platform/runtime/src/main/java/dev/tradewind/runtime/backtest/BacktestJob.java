package dev.tradewind.runtime.backtest;

import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.EntrySize;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.research.report.ReportInput;
import dev.tradewind.research.report.RunIdentity;
import dev.tradewind.runtime.cli.InputException;
import dev.tradewind.runtime.plugin.InstalledStrategy;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.backtest.Backtest;
import dev.tradewind.simulation.backtest.BacktestOutcome;
import dev.tradewind.simulation.backtest.BacktestSetup;
import dev.tradewind.simulation.data.BarSeries;
import dev.tradewind.simulation.venue.VenueModels;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One backtest, from checked options to a result. */
public final class BacktestJob {
    private final InstalledStrategy installed;
    private final Parameters parameters;
    private final List<BarSeries> series;
    private final Account account;
    private final VenueModels models;
    private final BacktestSetup.Limits limits;

    /**
     * The account that trades.
     *
     * @param cash what it starts with, in the first instrument's settlement currency
     * @param size how large an entry is
     * @param costReserve fraction of cash that an all-in entry leaves
     * @param leverage how many times equity positions may be worth
     * @param latencyNanos from decision to arrival
     * @param seed of the strategy's randomness
     */
    public record Account(
            Decimal cash, EntrySize size, Decimal costReserve, Decimal leverage, long latencyNanos, long seed) {}

    /** What the report repeats in the user's own words. */
    public record Texts(
            String size, String leverage, RunIdentity.Venue venue, RunIdentity.Period period, String command) {
        /** For a run whose result nobody reads as a report. */
        public static final Texts NONE = new Texts(
                "", "", new RunIdentity.Venue("", "", "", "", ""), new RunIdentity.Period("", ""), "");
    }

    public BacktestJob(
            InstalledStrategy installed,
            Parameters parameters,
            List<BarSeries> series,
            Account account,
            VenueModels models,
            BacktestSetup.Limits limits) {
        this.installed = installed;
        this.parameters = parameters;
        this.series = List.copyOf(series);
        requireDifferent(this.series);
        this.account = account;
        this.models = models;
        this.limits = limits;
    }

    /** Two series of one instrument would be two markets for one thing. */
    private static void requireDifferent(List<BarSeries> series) {
        Set<InstrumentId> seen = new LinkedHashSet<>();
        for (BarSeries one : series) {
            if (!seen.add(one.instrument().id())) {
                throw new InputException("--data names " + one.instrument().id()
                        + " twice; give all its files under one name (--data NAME=a.csv --data NAME=b.csv), and longer"
                        + " bars by the strategy's own subscription");
            }
        }
    }

    /**
     * Runs it.
     *
     * @param rules gives the policy; asked once, while data is being read already
     * @param withReport whether rows and charts are kept for a report
     * @param progress hears the number of bars done, a few times a second
     */
    public ReportInput run(Supplier<Policy> rules, boolean withReport, Texts texts, LongConsumer progress) {
        Strategy strategy = StrategyStart.create(installed, parameters);
        List<BarSeries> started = new ArrayList<>();
        for (BarSeries one : series) {
            started.add(new StartedSeries(one));
        }
        try (Policy policy = rules.get()) {
            Currency currency = series.get(0).instrument().settlement();
            Money cash = new Money(account.cash(), currency);
            BacktestSetup setup = new BacktestSetup(
                    StrategyStart.config(account, currency),
                    policy,
                    List.of(new NamedStrategy(installed.name(), parameters.toString(), strategy)),
                    started,
                    new BacktestSetup.Venue(models, cash, account.leverage()),
                    limits);
            Backtest backtest = new Backtest(setup);
            RunRecorder recorder = new RunRecorder(backtest.engine(), account.cash().toDouble(), withReport);
            BacktestOutcome outcome = backtest.runWatched(recorder, progress);
            recorder.finish();
            RunResult result = new RunResult(installed, parameters, instruments(), account, texts);
            return result.of(
                    backtest.engine(),
                    recorder,
                    policy.ruleSet(),
                    new RunResult.Run(
                            outcome.bars(), outcome.engineSeconds(), outcome.eventHash(), outcome.dataHash(), null),
                    recorder.rows == null ? List.of() : SourceFiles.describe(series),
                    warnings(outcome, recorder, strategy, policy));
        } finally {
            started.forEach(one -> ((StartedSeries) one).closeIfUnused());
        }
    }

    private List<Instrument> instruments() {
        return series.stream().map(BarSeries::instrument).toList();
    }

    private List<String> warnings(
            BacktestOutcome outcome, RunRecorder recorder, Strategy strategy, Policy policy) {
        List<String> warnings = new ArrayList<>(recorder.warnings());
        if (recorder.orders == 0) {
            StrategyStart.deafToBars(installed.name(), strategy).ifPresent(warnings::add);
        }
        differentPeriods().ifPresent(warnings::add);
        StrategyStart.lowerLeverage(account, installed.name(), instruments(), policy).ifPresent(warnings::add);
        for (int i = 0; i < series.size(); i++) {
            long missing = outcome.missingBars().get(i);
            if (missing > 0) {
                warnings.add(gaps(series.get(i), missing));
            }
        }
        return warnings;
    }

    /** Each instrument has its own clock then, and that must be said. */
    private Optional<String> differentPeriods() {
        if (series.stream().map(BarSeries::timeframe).distinct().count() < 2) {
            return Optional.empty();
        }
        String periods = series.stream()
                .map(one -> one.instrument().id() + " " + one.timeframe())
                .collect(Collectors.joining(", "));
        return Optional.of("The instruments have bars of different lengths (" + periods + "): a strategy's periods,"
                + " counted in bars, span different times on each, an order fills at the next bar of its own"
                + " instrument, and a position is valued at the last close of its own. Give data of one length to"
                + " compare them.");
    }

    private static String gaps(BarSeries series, long missing) {
        return String.format(
                Locale.ROOT,
                "The data of %s has gaps: %,d bar%s of %s missing between the first and the last%s. Nothing was traded"
                        + " in a gap, and indicators go from the bar before it to the bar after it. 'tradewind data"
                        + " inspect' lists them.",
                series.instrument().id(),
                missing,
                missing == 1 ? "" : "s",
                series.timeframe() + (missing == 1 ? " is" : " are"),
                series.instrument().tradesAroundTheClock() ? "" : ", times when the market is closed included");
    }
}
