package dev.tradewind.sdk.indicator;

/**
 * On-balance volume: the running total of volume, added when the close rose and subtracted when it fell, 0 at the first
 * bar. Granville (1963), New Key to Stock Market Profits.
 */
public final class Obv implements Indicator {
    private final DoubleDouble total = new DoubleDouble();
    private double previousClose = Double.NaN;

    @Override
    public void update(double high, double low, double close, double volume) {
        Inputs.range(high, low, close);
        update(close, volume);
    }

    /** Takes in one closed bar. */
    public void update(double close, double volume) {
        Inputs.value(close);
        Inputs.volume(volume);
        if (close > previousClose) {
            total.add(volume);
        } else if (close < previousClose) {
            total.add(-volume);
        }
        previousClose = close;
    }

    @Override
    public double value() {
        return Double.isNaN(previousClose) ? Double.NaN : total.value();
    }

    @Override
    public int warmupBars() {
        return 1;
    }
}
