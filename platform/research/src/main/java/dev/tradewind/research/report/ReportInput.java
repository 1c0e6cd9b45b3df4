package dev.tradewind.research.report;

import dev.tradewind.research.metrics.EquityCurve;
import dev.tradewind.research.metrics.Performance;
import dev.tradewind.research.metrics.PriceChart;
import dev.tradewind.simulation.backtest.TickOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a report is made of.
 *
 * @param ticks what a run on ticks came to; null for a run on bars
 */
public record ReportInput(
        RunIdentity run,
        Counts counts,
        Performance performance,
        Charts charts,
        Listings listings,
        Judgement judgement,
        @Nullable TickOutcome ticks) {

    /** Of a run on bars. */
    public ReportInput(
            RunIdentity run,
            Counts counts,
            Performance performance,
            Charts charts,
            Listings listings,
            Judgement judgement) {
        this(run, counts, performance, charts, listings, judgement, null);
    }

    /**
     * How much happened. Trades are counted by the performance.
     *
     * @param bars handled; of a run on ticks, those made of the middle of the market
     * @param orders all orders, denied ones included
     * @param denied orders that the rules or a hard limit refused, held ones included
     * @param engineSeconds wall time of the engine alone
     */
    public record Counts(long bars, long orders, long fills, long denied, double engineSeconds) {
        public Counts {
            if (bars < 0 || orders < 0 || fills < 0 || denied < 0 || !(engineSeconds >= 0)) {
                throw new IllegalArgumentException("counts and seconds must not be negative");
            }
        }
    }

    /** @param prices a chart for each instrument; the first is drawn */
    public record Charts(EquityCurve equity, List<PriceChart> prices) {
        public Charts {
            prices = List.copyOf(prices);
        }
    }

    /** Rows in the order of time. Each is read once, from front to back, so that they need not be held in memory. */
    public record Listings(Iterable<TradeRow> trades, Iterable<OrderRow> orders, Iterable<FillRow> fills) {
        public static Listings empty() {
            return new Listings(List.of(), List.of(), List.of());
        }
    }

    /** What the rules did, which signals led to no order, and what a reader must know first. */
    public record Judgement(List<RuleFired> rules, List<SkippedSignals> skipped, List<String> warnings) {
        public Judgement {
            rules = List.copyOf(rules);
            skipped = List.copyOf(skipped);
            warnings = List.copyOf(warnings);
        }

        public static Judgement empty() {
            return new Judgement(List.of(), List.of(), List.of());
        }
    }

    /** What a rule did to orders. */
    public enum Effect {
        REDUCED,
        HELD,
        DENIED
    }

    /**
     * A rule that spoke.
     *
     * @param code such as {@code ORDER_NOTIONAL}
     * @param count how many orders it did this to
     * @param exampleOrder id of the first of them
     * @param sentence what it said about that order, with the limit and the actual value
     */
    public record RuleFired(String code, Effect effect, long count, String exampleOrder, String sentence) {}

    /**
     * Signals of a strategy that did not become orders, for one reason.
     *
     * @param reason why, such as "already long"; numbers that differ between signals are left out
     * @param firstNanos when it happened first
     * @param example the first of them, in the strategy's words; may be empty
     */
    public record SkippedSignals(String strategy, String reason, long count, long firstNanos, String example) {}
}
