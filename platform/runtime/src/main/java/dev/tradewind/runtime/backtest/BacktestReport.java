package dev.tradewind.runtime.backtest;

import dev.tradewind.research.metrics.Metric;
import dev.tradewind.research.metrics.Performance;
import dev.tradewind.research.report.ReportInput;
import dev.tradewind.research.report.RunIdentity;
import dev.tradewind.simulation.backtest.FillQuality;
import dev.tradewind.simulation.backtest.TickOutcome;
import dev.tradewind.simulation.venue.QueueStatistics;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** The result of a run on a terminal. */
public final class BacktestReport {
    private BacktestReport() {}

    public static void print(ReportInput result, PrintWriter out) {
        RunIdentity run = result.run();
        ReportInput.Counts counts = result.counts();
        for (String warning : result.judgement().warnings()) {
            out.println("! " + warning);
        }
        if (counts.orders() > 0 && counts.denied() == counts.orders()) {
            out.println("! Every order was denied, so that nothing was traded:");
        }
        result.judgement().rules().forEach(rule -> out.printf(
                Locale.ROOT, "! %s %s: %s, first %s: %s%n",
                rule.effect(), rule.code(), counted(rule.count(), "order"), rule.exampleOrder(), rule.sentence()));
        result.judgement().skipped().forEach(one -> out.printf(
                Locale.ROOT, "! not traded, %s of %s: %s%n", counted(one.count(), "signal"), one.strategy(),
                one.reason()));
        row(out, "strategy", run.strategy().name() + " " + run.strategy().parameters());
        TickOutcome ticks = result.ticks();
        String amount = ticks == null
                ? String.format(Locale.ROOT, "%,d bars", counts.bars())
                : String.format(Locale.ROOT, "%,d events", ticks.events());
        row(out, "market", run.market().instruments() + ", " + amount);
        row(out, "orders, fills, denied", String.format(
                Locale.ROOT, "%,d, %,d, %,d", counts.orders(), counts.fills(), counts.denied()));
        Performance performance = result.performance();
        for (Metric metric : List.of(
                Metric.FINAL_EQUITY,
                Metric.FEES,
                Metric.TOTAL_RETURN,
                Metric.BENCHMARK_RETURN,
                Metric.MAX_DRAWDOWN,
                Metric.SHARPE,
                Metric.SORTINO,
                Metric.CALMAR,
                Metric.WIN_RATE,
                Metric.PROFIT_FACTOR)) {
            row(out, metric.key(), text(performance, metric));
        }
        if (ticks == null) {
            double perSecond = counts.engineSeconds() > 0 ? counts.bars() / counts.engineSeconds() : 0;
            row(out, "engine", String.format(Locale.ROOT, "%.3f s, %,.0f bars/s", counts.engineSeconds(), perSecond));
        } else {
            printTicks(ticks, out);
        }
        row(out, "rules", run.provenance().ruleSet());
        row(out, "event hash", run.provenance().eventHash());
        row(out, "data hash", run.provenance().dataHash());
    }

    private static void printTicks(TickOutcome ticks, PrintWriter out) {
        for (FillQuality fills : ticks.fills()) {
            String of = ticks.fills().size() > 1 ? " " + fills.instrument().id() : "";
            row(out, "spread captured" + of, sum(fills.maker(), fills) + " as maker");
            for (int i = 0; i < FillQuality.horizons(); i++) {
                row(out, "adverse after " + FillQuality.horizonSeconds(i) + " s" + of, sum(fills.adverse(i), fills));
            }
        }
        QueueStatistics queues = ticks.queues();
        row(out, "queues", String.format(
                Locale.ROOT,
                "%,d joined with %s ahead, %,d fills after %s s, on average",
                queues.joined(),
                readable(queues.averageAhead()),
                queues.fills(),
                readable(queues.averageSecondsToFill())));
        row(out, "engine", String.format(
                Locale.ROOT, "%.3f s, %,.0f events/s", ticks.engineSeconds(), ticks.eventsPerSecond()));
    }

    private static String sum(FillQuality.Sum sum, FillQuality fills) {
        return String.format(
                Locale.ROOT,
                "%s %s, %s bps, %,d fills",
                readable(sum.amount()),
                fills.instrument().settlement().code(),
                readable(sum.basisPoints()),
                sum.fills());
    }

    /** Six digits, however small the number is; a dash where there is none. */
    private static String readable(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(new MathContext(6)).toPlainString()
                : "-";
    }

    private static String counted(long count, String what) {
        return String.format(Locale.ROOT, count == 1 ? "%,d %s" : "%,d %ss", count, what);
    }

    private static String text(Performance performance, Metric metric) {
        if (metric.unit() == Metric.Unit.MONEY) {
            return performance
                    .amount(metric)
                    .map(amount -> amount + " " + performance.account().currency())
                    .orElse("-");
        }
        if (performance.value(metric).isEmpty()) {
            return "-";
        }
        double value = performance.value(metric).getAsDouble();
        return metric.unit() == Metric.Unit.PERCENT
                ? String.format(Locale.ROOT, "%.2f %%", value * 100)
                : String.format(Locale.ROOT, "%.4f", value);
    }

    private static void row(PrintWriter out, String name, String value) {
        out.printf(Locale.ROOT, "%-22s %s%n", name, value);
    }
}
