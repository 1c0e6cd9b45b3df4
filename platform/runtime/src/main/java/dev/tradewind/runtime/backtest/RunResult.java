package dev.tradewind.runtime.backtest;

import dev.tradewind.engine.Engine;
import dev.tradewind.research.metrics.AccountResult;
import dev.tradewind.research.metrics.Annualisation;
import dev.tradewind.research.metrics.Performance;
import dev.tradewind.research.report.ReportInput;
import dev.tradewind.research.report.ReportInput.Charts;
import dev.tradewind.research.report.ReportInput.Counts;
import dev.tradewind.research.report.ReportInput.Judgement;
import dev.tradewind.research.report.ReportInput.Listings;
import dev.tradewind.research.report.RunIdentity;
import dev.tradewind.research.report.RunIdentity.DataFile;
import dev.tradewind.runtime.plugin.InstalledStrategy;
import dev.tradewind.runtime.plugin.SdkVersion;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.backtest.TickOutcome;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what a report is made of.
 *
 * @param instruments what was traded, at least one; the account is in the first one's settlement currency
 */
record RunResult(
        InstalledStrategy installed,
        Parameters parameters,
        List<Instrument> instruments,
        BacktestJob.Account account,
        BacktestJob.Texts texts) {

    /**
     * What the driver says of the run.
     *
     * @param bars handled, or made of ticks
     * @param ticks of a run on ticks; else null
     */
    record Run(long bars, double engineSeconds, String eventHash, String dataHash, @Nullable TickOutcome ticks) {}

    /**
     * The report's input.
     *
     * @param files that were read; empty where nobody asked
     */
    ReportInput of(
            Engine engine,
            RunRecorder recorder,
            String ruleSet,
            Run run,
            List<DataFile> files,
            List<String> warnings) {
        boolean complete = engine.portfolio().isComplete();
        Decimal finalEquity = complete
                ? engine.portfolio().equity().amount()
                : Decimal.of(recorder.equity.lastEquity(), RoundingMode.HALF_EVEN);
        Decimal fees = Decimal.ZERO;
        for (Money fee : engine.ledger().fees()) {
            fees = fees.plus(recorder.inBase(fee));
        }
        Annualisation annualisation = instruments.stream().allMatch(Instrument::tradesAroundTheClock)
                ? Annualisation.CONTINUOUS
                : Annualisation.SESSIONS;
        AccountResult accountResult = new AccountResult(
                currency(), account.cash(), finalEquity, fees, recorder.tradedNotional, recorder.barsInMarket);
        RowLog rows = recorder.rows;
        return new ReportInput(
                identity(recorder, annualisation, ruleSet, run, files),
                new Counts(run.bars(), recorder.orders, recorder.fills, recorder.denied, run.engineSeconds()),
                Performance.of(recorder.equity, recorder.trades, accountResult, annualisation),
                new Charts(recorder.equity, List.copyOf(recorder.prices.values())),
                rows == null ? Listings.empty() : new Listings(rows.trades(), rows.orders(), rows.fills()),
                new Judgement(recorder.rules.rules(), recorder.rules.skipped(), warnings),
                run.ticks());
    }

    private Currency currency() {
        return instruments.get(0).settlement();
    }

    private RunIdentity identity(
            RunRecorder recorder, Annualisation annualisation, String ruleSet, Run run, List<DataFile> files) {
        boolean any = recorder.firstNanos != Long.MAX_VALUE;
        return new RunIdentity(
                new RunIdentity.Strategy(
                        installed.name(),
                        installed.pluginId() + " " + installed.pluginVersion(),
                        parameters.asMap()),
                new RunIdentity.Market(
                        instruments.stream().map(Instrument::id).toList(),
                        files,
                        any ? recorder.firstNanos : 0,
                        any ? recorder.lastNanos : 0,
                        annualisation),
                new RunIdentity.Setup(
                        new Money(account.cash(), currency()),
                        texts.size(),
                        texts.leverage(),
                        texts.venue(),
                        texts.period(),
                        account.seed()),
                new RunIdentity.Provenance(
                        ruleSet, run.eventHash(), run.dataHash(), SdkVersion.current().toString(), texts.command()));
    }
}
