package dev.tradewind.sdk.indicator;

/**
 * Williams %R, -100..0: {@code -100 * (highest high - close) / (highest high - lowest low)}, -50 where the window has
 * no range. Williams (1973), How I Made One Million Dollars.
 */
public final class WilliamsR implements RangeIndicator {
    private final int period;
    private final RollingExtreme highest;
    private final RollingExtreme lowest;
    private double value = Double.NaN;

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 */
    public WilliamsR(int period) {
        this.period = Inputs.period(period);
        highest = RollingExtreme.highest(period);
        lowest = RollingExtreme.lowest(period);
    }

    @Override
    public void update(double high, double low, double close) {
        Inputs.range(high, low, close);
        highest.add(high);
        lowest.add(low);
        if (highest.isFull()) {
            double range = highest.value() - lowest.value();
            value = range == 0 ? -50 : -100 * (highest.value() - close) / range;
        }
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public int warmupBars() {
        return period;
    }
}
