package dev.tradewind.research.metrics;

import java.util.Arrays;
import java.util.OptionalDouble;

/** A strategy's returns beside a benchmark's of the same periods; both arrays have the same length. */
public final class Benchmark {
    private Benchmark() {}

    /** Periods in which the benchmark did one thing. */
    public enum Market {
        ALL,
        UP,
        DOWN;

        private boolean holds(double benchmark) {
            return switch (this) {
                case ALL -> true;
                case UP -> benchmark > 0;
                case DOWN -> benchmark < 0;
            };
        }

        private double[] select(double[] values, double[] benchmark) {
            double[] selected = new double[values.length];
            int count = 0;
            for (int i = 0; i < values.length; i++) {
                if (holds(benchmark[i])) {
                    selected[count++] = values[i];
                }
            }
            return Arrays.copyOf(selected, count);
        }
    }

    /** Covariance / variance of the benchmark (Sharpe 1964); empty under two periods or for a constant benchmark. */
    public static OptionalDouble beta(double[] returns, double[] benchmark, Market market) {
        sameLength(returns, benchmark);
        double[] own = market.select(returns, benchmark);
        double[] other = market.select(benchmark, benchmark);
        if (own.length < 2 || Statistics.isConstant(other)) {
            return OptionalDouble.empty();
        }
        double meanOwn = Statistics.rawMean(own);
        double meanOther = Statistics.rawMean(other);
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < own.length; i++) {
            covariance += (own[i] - meanOwn) * (other[i] - meanOther);
            variance += (other[i] - meanOther) * (other[i] - meanOther);
        }
        return Statistics.finite(covariance / variance);
    }

    /**
     * The annualised part of the return that beta does not explain: (1 + mean(r - rf - beta (b - rf)))^periodsPerYear
     * - 1 (Jensen 1968); empty where there is no beta.
     */
    public static OptionalDouble alpha(
            double[] returns, double[] benchmark, double riskFreePerPeriod, double periodsPerYear, Market market) {
        OptionalDouble beta = beta(returns, benchmark, market);
        if (beta.isEmpty()) {
            return beta;
        }
        double[] own = market.select(returns, benchmark);
        double[] other = market.select(benchmark, benchmark);
        double sum = 0;
        for (int i = 0; i < own.length; i++) {
            sum += own[i] - riskFreePerPeriod - beta.getAsDouble() * (other[i] - riskFreePerPeriod);
        }
        return Statistics.finite(Math.pow(1 + sum / own.length, periodsPerYear) - 1);
    }

    /** CAGR of the returns / CAGR of the benchmark, both over the chosen periods; empty where either is undefined. */
    public static OptionalDouble capture(
            double[] returns, double[] benchmark, double periodsPerYear, Market market) {
        sameLength(returns, benchmark);
        double[] own = market.select(returns, benchmark);
        double[] other = market.select(benchmark, benchmark);
        OptionalDouble ownCagr = Returns.cagr(Returns.total(own), own.length, periodsPerYear);
        OptionalDouble otherCagr = Returns.cagr(Returns.total(other), other.length, periodsPerYear);
        if (ownCagr.isEmpty() || otherCagr.isEmpty()) {
            return OptionalDouble.empty();
        }
        return Statistics.finite(ownCagr.getAsDouble() / otherCagr.getAsDouble());
    }

    /** The share of the chosen periods that the strategy beat the benchmark in; empty where there is no such period. */
    public static OptionalDouble battingAverage(double[] returns, double[] benchmark, Market market) {
        sameLength(returns, benchmark);
        double[] own = market.select(returns, benchmark);
        double[] other = market.select(benchmark, benchmark);
        int beaten = 0;
        for (int i = 0; i < own.length; i++) {
            beaten += own[i] > other[i] ? 1 : 0;
        }
        return own.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(beaten / (double) own.length);
    }

    static int sameLength(double[] left, double[] right) {
        if (left.length != right.length) {
            throw new IllegalArgumentException(left.length + " returns beside " + right.length + " of the benchmark");
        }
        return left.length;
    }
}
