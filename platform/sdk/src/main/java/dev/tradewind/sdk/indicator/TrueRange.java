package dev.tradewind.sdk.indicator;

/**
 * True range: the larger of high and previous close less the smaller of low and previous close; of the first bar,
 * high - low. Wilder (1978), New Concepts in Technical Trading Systems.
 */
public final class TrueRange implements RangeIndicator {
    private double previousClose = Double.NaN;
    private double value = Double.NaN;

    @Override
    public void update(double high, double low, double close) {
        Inputs.range(high, low, close);
        value = Double.isNaN(previousClose)
                ? high - low
                : Math.max(high, previousClose) - Math.min(low, previousClose);
        previousClose = close;
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public int warmupBars() {
        return 1;
    }
}
