package dev.tradewind.sdk.indicator;

/**
 * Average true range: Wilder's average of the true range, from the first bar on. Wilder (1978), New Concepts in
 * Technical Trading Systems. (TA-Lib leaves the first bar out; the difference fades.)
 */
public final class Atr implements RangeIndicator {
    private final TrueRange range = new TrueRange();
    private final WilderAverage average;

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 */
    public Atr(int period) {
        average = new WilderAverage(period);
    }

    @Override
    public void update(double high, double low, double close) {
        range.update(high, low, close);
        average.accept(range.value());
    }

    @Override
    public double value() {
        return average.value();
    }

    @Override
    public int warmupBars() {
        return average.warmupBars();
    }
}
