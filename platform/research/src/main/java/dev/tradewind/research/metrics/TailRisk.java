package dev.tradewind.research.metrics;

import java.util.Arrays;
import java.util.OptionalDouble;

/** Historical value at risk and expected shortfall. Results are returns: a loss is negative. */
public final class TailRisk {
    private TailRisk() {}

    /**
     * The return that a share {@code cutoff} of periods fell to or below: the quantile of the returns.
     *
     * @param cutoff the share of bad periods, such as 0.05
     */
    public static OptionalDouble valueAtRisk(double[] returns, double cutoff) {
        return Statistics.quantile(returns, cutoff);
    }

    /** The mean of the worst ⌊(n - 1) × cutoff⌋ + 1 returns; empty for none. */
    public static OptionalDouble conditionalValueAtRisk(double[] returns, double cutoff) {
        if (!(cutoff >= 0 && cutoff <= 1)) {
            throw new IllegalArgumentException("a cutoff is in 0..1, was " + cutoff);
        }
        if (returns.length == 0) {
            return OptionalDouble.empty();
        }
        double[] sorted = returns.clone();
        Arrays.sort(sorted);
        int count = (int) ((sorted.length - 1) * cutoff) + 1;
        return Statistics.mean(Arrays.copyOf(sorted, count));
    }
}
