package dev.tradewind.plugin.smacross;

import dev.tradewind.sdk.indicator.RollingPriceSum;

/** Says when a fast moving average of closes crosses a slow one, exactly: averages that are equal compare as equal. */
final class CrossDetector {
    private final RollingPriceSum fast;
    private final RollingPriceSum slow;

    /** How fast compared with slow at the last bar; meaningful once {@link #compared}. */
    private int previous;

    private boolean compared;

    CrossDetector(int fast, int slow) {
        this.fast = new RollingPriceSum(fast);
        this.slow = new RollingPriceSum(slow);
    }

    /**
     * Adds a close, {@code unscaled} × 10<sup>-priceScale</sup>.
     *
     * @return 1 if the fast average is now above the slow one and was not at the last bar, -1 if it is now below and
     *     was not, else 0
     * @throws ArithmeticException if closes do not fit into 64 bits at the number of places that they share
     */
    int add(long unscaled, int priceScale) {
        fast.update(unscaled, priceScale);
        slow.update(unscaled, priceScale);
        if (!slow.isReady()) {
            return 0;
        }
        int now = RollingPriceSum.compareAverages(fast, slow);
        int before = previous;
        boolean first = !compared;
        previous = now;
        compared = true;
        if (first || now == 0) {
            return 0;
        }
        return now > 0 ? (before <= 0 ? 1 : 0) : (before >= 0 ? -1 : 0);
    }
}
