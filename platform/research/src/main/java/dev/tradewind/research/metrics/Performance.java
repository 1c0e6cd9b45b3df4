package dev.tradewind.research.metrics;

import dev.tradewind.sdk.value.Decimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Every {@link Metric} of one run. Amounts of money are exact decimals, everything else is a double. */
public final class Performance {
    private static final double TAIL = 0.05;
    private static final double DAY_NANOS = 86_400e9;

    private final AccountResult account;
    private final Annualisation annualisation;
    private final Map<Metric, Double> values = new EnumMap<>(Metric.class);
    private final Map<Metric, Decimal> amounts = new EnumMap<>(Metric.class);

    private Performance(AccountResult account, Annualisation annualisation) {
        this.account = account;
        this.annualisation = annualisation;
    }

    /** Computes all metrics; see {@link Metric} for each one's formula. */
    public static Performance of(
            EquityCurve curve, TradeStatistics trades, AccountResult account, Annualisation annualisation) {
        Performance result = new Performance(account, annualisation);
        result.takeReturns(curve);
        result.takeDaily(curve);
        result.takeActivity(curve);
        result.takeTrades(trades);
        return result;
    }

    private void takeReturns(EquityCurve curve) {
        amounts.put(Metric.FINAL_EQUITY, account.finalEquity());
        amounts.put(Metric.FEES, account.fees());
        put(Metric.TOTAL_RETURN, totalReturn());
        put(Metric.BENCHMARK_RETURN, curve.benchmarkReturn());
        Drawdown drawdown = curve.maxDrawdown();
        put(Metric.MAX_DRAWDOWN, OptionalDouble.of(drawdown.depth()));
        if (drawdown.depth() > 0) {
            values.put(Metric.DRAWDOWN_DAYS, drawdown.durationNanos() / DAY_NANOS);
        }
    }

    private OptionalDouble totalReturn() {
        double cash = account.cash().toDouble();
        return OptionalDouble.of(account.finalEquity().minus(account.cash()).toDouble() / cash);
    }

    private void takeDaily(EquityCurve curve) {
        double[] returns = curve.dailyReturns();
        if (returns.length < 2 || !meaningful(curve.dailyEquity())) {
            return;
        }
        int year = annualisation.periodsPerYear();
        OptionalDouble cagr = Returns.cagr(totalReturn().getAsDouble(), returns.length, year);
        put(Metric.CAGR, cagr);
        put(Metric.VOLATILITY, Ratios.annualisedVolatility(returns, year));
        put(Metric.SHARPE, Ratios.sharpe(returns, 0, year));
        put(Metric.SORTINO, Ratios.sortino(returns, 0, year));
        put(Metric.CALMAR, Ratios.calmar(cagr, curve.maxDrawdown().depth()));
        put(Metric.VALUE_AT_RISK, TailRisk.valueAtRisk(returns, TAIL));
        put(Metric.CONDITIONAL_VALUE_AT_RISK, TailRisk.conditionalValueAtRisk(returns, TAIL));
        put(Metric.OMEGA, Ratios.omega(returns, 0));
        put(Metric.TAIL_RATIO, Ratios.tailRatio(returns));
        put(Metric.STABILITY, Ratios.stability(returns));
        double[] market = curve.dailyBenchmarkReturns();
        if (finite(market)) {
            put(Metric.ALPHA, Benchmark.alpha(returns, market, 0, year, Benchmark.Market.ALL));
            put(Metric.BETA, Benchmark.beta(returns, market, Benchmark.Market.ALL));
        }
    }

    private void takeActivity(EquityCurve curve) {
        if (curve.bars() > 0) {
            values.put(Metric.EXPOSURE, account.barsInMarket() / (double) curve.bars());
            put(Metric.TURNOVER, Statistics.finite(account.tradedNotional().toDouble() / curve.averageEquity()));
        }
    }

    private void takeTrades(TradeStatistics trades) {
        values.put(Metric.TRADES, (double) trades.count());
        put(Metric.WIN_RATE, trades.winRate());
        put(Metric.PROFIT_FACTOR, trades.profitFactor());
        put(Metric.EXPECTANCY, trades.expectancy());
        put(Metric.AVERAGE_WIN, trades.averageWin());
        put(Metric.AVERAGE_LOSS, trades.averageLoss());
        put(Metric.BEST_TRADE, trades.best());
        put(Metric.WORST_TRADE, trades.worst());
        values.put(Metric.LONGEST_WIN_STREAK, (double) trades.longestWinStreak());
        values.put(Metric.LONGEST_LOSS_STREAK, (double) trades.longestLossStreak());
        put(Metric.AVERAGE_BARS_HELD, trades.averageBarsHeld());
    }

    /** Returns on an account that has fallen to zero or below mean nothing. */
    private static boolean meaningful(double[] equity) {
        for (double value : equity) {
            if (!(value > 0) || !Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean finite(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private void put(Metric metric, OptionalDouble value) {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            values.put(metric, value.getAsDouble());
        }
    }

    private void put(Metric metric, Optional<Decimal> amount) {
        amount.ifPresent(present -> amounts.put(metric, present));
    }

    public AccountResult account() {
        return account;
    }

    public Annualisation annualisation() {
        return annualisation;
    }

    /** The figure, always finite; empty where it is undefined, and for an amount of money. */
    public OptionalDouble value(Metric metric) {
        Double value = values.get(metric);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The amount in the account's currency; empty where it is undefined, and for a figure that is no money. */
    public Optional<Decimal> amount(Metric metric) {
        return Optional.ofNullable(amounts.get(metric));
    }
}
