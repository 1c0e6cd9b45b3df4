package dev.tradewind.research.metrics;

import java.util.OptionalDouble;

/**
 * Risk and reward of a series of simple returns. {@code perPeriod} amounts are returns of one period (a daily rate for
 * daily returns). Every result is empty where it is undefined: never NaN, never infinite.
 */
public final class Ratios {
    private Ratios() {}

    /** Standard deviation (ddof 1) × √periodsPerYear; empty under two returns. */
    public static OptionalDouble annualisedVolatility(double[] returns, double periodsPerYear) {
        OptionalDouble deviation = Statistics.standardDeviation(returns);
        return deviation.isEmpty() ? deviation : OptionalDouble.of(deviation.getAsDouble() * Math.sqrt(periodsPerYear));
    }

    /**
     * Mean excess return / its standard deviation (ddof 1) × √periodsPerYear (Sharpe 1994); empty under two returns or
     * when they are all equal.
     */
    public static OptionalDouble sharpe(double[] returns, double riskFreePerPeriod, double periodsPerYear) {
        double[] excess = shifted(returns, -riskFreePerPeriod);
        OptionalDouble ratio = meanOverDeviation(excess);
        return ratio.isEmpty() ? ratio : OptionalDouble.of(ratio.getAsDouble() * Math.sqrt(periodsPerYear));
    }

    /** Mean active return / its standard deviation (ddof 1), not annualised; empty under two or when constant. */
    public static OptionalDouble informationRatio(double[] returns, double[] benchmark) {
        double[] active = new double[Benchmark.sameLength(returns, benchmark)];
        for (int i = 0; i < active.length; i++) {
            active[i] = returns[i] - benchmark[i];
        }
        return meanOverDeviation(active);
    }

    /**
     * √(mean of min(r - required, 0)²) × √periodsPerYear over all returns, gains counted as zero (Sortino and van der
     * Meer 1991); empty under two returns.
     */
    public static OptionalDouble downsideDeviation(double[] returns, double requiredPerPeriod, double periodsPerYear) {
        if (returns.length < 2) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (double r : returns) {
            double below = Math.min(r - requiredPerPeriod, 0);
            sum += below * below;
        }
        return OptionalDouble.of(Math.sqrt(sum / returns.length) * Math.sqrt(periodsPerYear));
    }

    /** Mean of (r - required) × periodsPerYear / downside deviation; empty under two returns or without a shortfall. */
    public static OptionalDouble sortino(double[] returns, double requiredPerPeriod, double periodsPerYear) {
        OptionalDouble downside = downsideDeviation(returns, requiredPerPeriod, periodsPerYear);
        if (downside.isEmpty() || downside.getAsDouble() == 0) {
            return OptionalDouble.empty();
        }
        double mean = Statistics.rawMean(shifted(returns, -requiredPerPeriod));
        return Statistics.finite(mean * periodsPerYear / downside.getAsDouble());
    }

    /** CAGR / maximum drawdown (Young 1991); empty where there is no CAGR or no drawdown. */
    public static OptionalDouble calmar(OptionalDouble cagr, double maxDrawdown) {
        if (cagr.isEmpty() || maxDrawdown <= 0) {
            return OptionalDouble.empty();
        }
        return Statistics.finite(cagr.getAsDouble() / maxDrawdown);
    }

    /**
     * Sum of gains over the threshold / sum of shortfalls below it (Keating and Shadwick 2002).
     *
     * @param thresholdPerPeriod the return of one period that separates gains from losses
     * @return empty under two returns or without a shortfall
     */
    public static OptionalDouble omega(double[] returns, double thresholdPerPeriod) {
        double gains = 0;
        double losses = 0;
        for (double r : returns) {
            double excess = r - thresholdPerPeriod;
            gains += Math.max(excess, 0);
            losses -= Math.min(excess, 0);
        }
        return returns.length < 2 || losses == 0 ? OptionalDouble.empty() : Statistics.finite(gains / losses);
    }

    /** The return of one period that compounds to {@code annual} in a year; empty for a loss of everything. */
    public static OptionalDouble perPeriod(double annual, double periodsPerYear) {
        return annual <= -1 ? OptionalDouble.empty() : OptionalDouble.of(Math.pow(1 + annual, 1 / periodsPerYear) - 1);
    }

    /** |95 % quantile| / |5 % quantile|; empty for no returns or a 5 % quantile of zero. */
    public static OptionalDouble tailRatio(double[] returns) {
        OptionalDouble low = Statistics.quantile(returns, 0.05);
        if (low.isEmpty() || low.getAsDouble() == 0) {
            return OptionalDouble.empty();
        }
        double high = Statistics.quantile(returns, 0.95).orElseThrow();
        return Statistics.finite(Math.abs(high) / Math.abs(low.getAsDouble()));
    }

    /**
     * R² of a straight line through the cumulative log returns: 1 is steady growth (or steady loss), 0 is none. Empty
     * under two returns, after a loss of everything, or when nothing moved.
     */
    public static OptionalDouble stability(double[] returns) {
        int n = returns.length;
        if (n < 2) {
            return OptionalDouble.empty();
        }
        double[] path = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Math.log1p(returns[i]);
            path[i] = sum;
        }
        double meanX = (n - 1) / 2.0;
        double meanY = Statistics.rawMean(path);
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < n; i++) {
            double dx = i - meanX;
            double dy = path[i] - meanY;
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
        }
        return Statistics.finite(xy * xy / (xx * yy));
    }

    private static OptionalDouble meanOverDeviation(double[] values) {
        OptionalDouble deviation = Statistics.standardDeviation(values);
        if (deviation.isEmpty() || deviation.getAsDouble() == 0) {
            return OptionalDouble.empty();
        }
        return Statistics.finite(Statistics.rawMean(values) / deviation.getAsDouble());
    }

    private static double[] shifted(double[] values, double by) {
        double[] result = values.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] += by;
        }
        return result;
    }
}
