package dev.tradewind.research.report;

import dev.tradewind.research.metrics.AccountResult;
import dev.tradewind.research.metrics.Annualisation;
import dev.tradewind.research.metrics.EquityCurve;
import dev.tradewind.research.metrics.Performance;
import dev.tradewind.research.metrics.PriceChart;
import dev.tradewind.research.metrics.TradeStatistics;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A seeded random market with a moving-average strategy on it, to make reports of. */
final class SampleRun {
    static final InstrumentId INSTRUMENT = InstrumentId.parse("DEMO.SIM");
    static final long START = 1_648_771_200_000_000_000L;
    private static final long MINUTE = 60_000_000_000L;
    private static final Currency USDT = Currency.of("USDT");

    private final Random random = new Random(7);
    private final EquityCurve equity = new EquityCurve(10_000);
    private final PriceChart chart = new PriceChart(INSTRUMENT.toString());
    private final TradeStatistics statistics = new TradeStatistics();
    private final List<TradeRow> trades = new ArrayList<>();
    private final List<OrderRow> orders = new ArrayList<>();
    private final List<FillRow> fills = new ArrayList<>();
    private Decimal cash = Decimal.of(10_000);
    private Decimal fees = Decimal.ZERO;
    private Decimal notional = Decimal.ZERO;
    private long barsInMarket;
    private long lastNanos = START;

    /** Runs {@code bars} minutes; the strategy looks at every {@code slow} bars. */
    static ReportInput of(int bars, int slow) {
        SampleRun run = new SampleRun();
        run.trade(bars, slow);
        return run.input(bars, ReportInput.Judgement.empty());
    }

    private void trade(int bars, int slow) {
        double price = 30_000;
        double average = price;
        Decimal quantity = Decimal.parse("0.1");
        Decimal entry = Decimal.ZERO;
        Decimal entryFee = Decimal.ZERO;
        int entryBar = -1;
        for (int i = 0; i < bars; i++) {
            double open = price;
            price *= Math.exp(0.0009 * random.nextGaussian() + 0.0000004);
            double high = Math.max(open, price) * (1 + 0.0004 * random.nextDouble());
            double low = Math.min(open, price) * (1 - 0.0004 * random.nextDouble());
            average += (price - average) / slow;
            lastNanos = START + (i + 1) * MINUTE;
            boolean isLong = price > average;
            boolean inMarket = entryBar >= 0;
            boolean crossed = i % slow == 0 && isLong != inMarket;
            boolean last = i == bars - 1 && inMarket;
            if (crossed || last) {
                Decimal at = Decimal.of(price, RoundingMode.HALF_EVEN).rounded(2, RoundingMode.HALF_EVEN);
                Decimal fee = at.times(quantity).times(Decimal.parse("0.001"));
                boolean entering = entryBar < 0;
                order(entering ? Side.BUY : Side.SELL, quantity, at, fee);
                cash = cash.plus(entering ? at.times(quantity).negate() : at.times(quantity)).minus(fee);
                if (entering) {
                    entry = at;
                    entryFee = fee;
                    entryBar = i;
                } else {
                    Decimal gross = at.minus(entry).times(quantity);
                    Decimal both = fee.plus(entryFee);
                    trades.add(new TradeRow(INSTRUMENT, Side.BUY, quantity,
                            new TradeRow.Leg(START + (entryBar + 1) * MINUTE, entry),
                            new TradeRow.Leg(lastNanos, at),
                            new TradeRow.Result(gross, both, gross.minus(both), i - entryBar, null),
                            "average crossed"));
                    statistics.add(gross.minus(both), i - entryBar);
                    entryBar = -1;
                }
            }
            barsInMarket += entryBar >= 0 ? 1 : 0;
            equity.add(lastNanos, cash.toDouble() + (entryBar >= 0 ? price * 0.1 : 0), price);
            chart.add(lastNanos, open, high, low, price);
        }
    }

    private void order(Side side, Decimal quantity, Decimal price, Decimal fee) {
        String id = "O-" + (orders.size() + 1);
        orders.add(new OrderRow(id, lastNanos, INSTRUMENT, new OrderRow.Terms(side, OrderType.MARKET, quantity, null),
                new OrderRow.Outcome(OrderStatus.FILLED, quantity, price, fee), "average crossed"));
        fills.add(new FillRow(lastNanos, id, INSTRUMENT, side, quantity, price, new Money(fee, USDT), Liquidity.TAKER));
        fees = fees.plus(fee);
        notional = notional.plus(price.times(quantity));
    }

    private ReportInput input(int bars, ReportInput.Judgement judgement) {
        AccountResult account = new AccountResult(USDT, Decimal.of(10_000), cash, fees, notional, barsInMarket);
        Performance performance = Performance.of(equity, statistics, account, Annualisation.CONTINUOUS);
        return new ReportInput(
                identity("sma-cross"),
                new ReportInput.Counts(bars, orders.size(), fills.size(), 0, bars / 2e7),
                performance,
                new ReportInput.Charts(equity, List.of(chart)),
                new ReportInput.Listings(trades, orders, fills),
                judgement);
    }

    RunIdentity identity(String strategy) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("fast", "10");
        parameters.put("slow", "30");
        String hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        return new RunIdentity(
                new RunIdentity.Strategy(strategy, "strategy-sma-cross 0.1.0", parameters),
                new RunIdentity.Market(
                        List.of(INSTRUMENT),
                        List.of(new RunIdentity.DataFile("data/DEMO-1m.csv.gz", 2_131_884, hash)),
                        START + MINUTE, lastNanos, Annualisation.CONTINUOUS),
                new RunIdentity.Setup(Money.of("10000", "USDT"), "fixed:0.1", "3",
                        new RunIdentity.Venue("10 bps", "none", "50 ms", "12.5 %", "cheap of my-models 1.0"),
                        new RunIdentity.Period("2022-04-01", "end"), 1),
                new RunIdentity.Provenance("shipped@" + hash.substring(0, 12), hash, hash, "0.1.0",
                        "./tradewind backtest --strategy " + strategy + " --param fast=10 --param slow=30 --data"
                                + " data/DEMO-1m.csv.gz --instrument DEMO --cash 10000 --fee-bps 10 --size fixed:0.1"));
    }

    /** The same run with other words of the rules, and other counts of orders and fills. */
    static ReportInput judged(ReportInput input, ReportInput.Counts counts, ReportInput.Judgement judgement) {
        return new ReportInput(
                input.run(), counts, input.performance(), input.charts(), input.listings(), judgement);
    }

    /** A run of no bars. */
    static ReportInput empty() {
        return new SampleRun().input(0, ReportInput.Judgement.empty());
    }

    /** A run whose every text is {@code text}. */
    static ReportInput saying(String text) {
        SampleRun run = new SampleRun();
        run.trade(2_000, 100);
        TradeRow first = run.trades.getFirst();
        run.trades.set(0, new TradeRow(INSTRUMENT, first.side(), first.quantity(), first.entry(), first.exit(),
                first.result(), text));
        ReportInput input = run.input(2_000, new ReportInput.Judgement(
                List.of(new ReportInput.RuleFired(text, ReportInput.Effect.DENIED, 3, text, text)),
                List.of(new ReportInput.SkippedSignals(text, text, 1, START, text)),
                List.of(text)));
        RunIdentity plain = input.run();
        RunIdentity identity = new RunIdentity(
                new RunIdentity.Strategy(text, text, Map.of(text, text)),
                new RunIdentity.Market(List.of(new InstrumentId(text, "SIM")),
                        List.of(new RunIdentity.DataFile(text, 1, text)), START, run.lastNanos,
                        Annualisation.CONTINUOUS),
                new RunIdentity.Setup(plain.setup().cash(), text, text,
                        new RunIdentity.Venue(text, text, text, text, text), new RunIdentity.Period(text, text), 1),
                new RunIdentity.Provenance(text, text, text, text, text));
        PriceChart named = new PriceChart(text);
        named.add(START, 1, 2, 0.5, 1);
        return new ReportInput(identity, input.counts(), input.performance(),
                new ReportInput.Charts(run.equity, List.of(named)), input.listings(), input.judgement());
    }

    /** Writes sample reports into a folder, to look at: {@code year}, {@code denied}, {@code empty}. */
    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        ReportInput year = of(525_520, 300);
        Report.write(judged(year, new ReportInput.Counts(525_520, year.counts().orders() + 12, year.counts().fills(),
                        12, 0.031),
                new ReportInput.Judgement(
                        List.of(new ReportInput.RuleFired("DUPLICATE_ORDER", ReportInput.Effect.DENIED, 12, "O-77",
                                "The same order for 0.1 DEMO was sent 0.4 s earlier; the limit is one a second.")),
                        List.of(new ReportInput.SkippedSignals("sma-cross", "already long", 310, START + 90 * MINUTE,
                                "fast 30,001.2 above slow 29,990.7")),
                        List.of("DEMO-1m.csv.gz has a gap of 80 minutes at 2022-07-24T12:40:00Z; bars on both sides"
                                + " were taken as neighbours."))), folder.resolve("year"));
        ReportInput small = of(20_000, 100_000);
        Report.write(judged(small, new ReportInput.Counts(20_000, 21_638, 0, 21_638, 0.001),
                new ReportInput.Judgement(List.of(new ReportInput.RuleFired("ORDER_NOTIONAL",
                        ReportInput.Effect.DENIED, 21_638, "O-1", "The order is worth 4,575.10 USDT; the limit is 1.")),
                        List.of(), List.of())), folder.resolve("denied"));
        Report.write(of(9 * 1440, 60), folder.resolve("days"));
        Report.write(empty(), folder.resolve("empty"));
    }
}
