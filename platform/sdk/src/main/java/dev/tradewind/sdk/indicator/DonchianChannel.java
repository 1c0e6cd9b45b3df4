package dev.tradewind.sdk.indicator;

/**
 * Donchian channel: the highest high and lowest low of the last so many bars, the last one included. A breakout is a
 * close beyond the channel as it was before that bar: read the channel, then update it.
 */
public final class DonchianChannel implements RangeIndicator {
    private final int period;
    private final RollingExtreme highest;
    private final RollingExtreme lowest;

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 */
    public DonchianChannel(int period) {
        this.period = Inputs.period(period);
        highest = RollingExtreme.highest(period);
        lowest = RollingExtreme.lowest(period);
    }

    @Override
    public void update(double high, double low, double close) {
        Inputs.range(high, low, close);
        highest.add(high);
        lowest.add(low);
    }

    /** The middle. */
    @Override
    public double value() {
        return middle();
    }

    public double upper() {
        return highest.isFull() ? highest.value() : Double.NaN;
    }

    public double lower() {
        return lowest.isFull() ? lowest.value() : Double.NaN;
    }

    public double middle() {
        return (upper() + lower()) / 2;
    }

    @Override
    public int warmupBars() {
        return period;
    }
}
