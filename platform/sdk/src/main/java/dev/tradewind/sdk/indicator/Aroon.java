package dev.tradewind.sdk.indicator;

/**
 * Aroon: {@code up = 100 * (period - bars since the highest high) / period}, down likewise for the lowest low, over the
 * last period + 1 bars; of equal extremes the newest counts. Chande (1995), Stocks and Commodities 13:9.
 */
public final class Aroon implements RangeIndicator {
    private final int period;
    private final RollingExtreme highest;
    private final RollingExtreme lowest;

    /** @throws IllegalArgumentException if the period is not in 1..999,999 */
    public Aroon(int period) {
        this.period = Inputs.period(period);
        highest = RollingExtreme.highest(period + 1);
        lowest = RollingExtreme.lowest(period + 1);
    }

    @Override
    public void update(double high, double low, double close) {
        Inputs.range(high, low, close);
        highest.add(high);
        lowest.add(low);
    }

    /** The oscillator, up - down, -100..100. */
    @Override
    public double value() {
        return up() - down();
    }

    public double up() {
        return share(highest);
    }

    public double down() {
        return share(lowest);
    }

    private double share(RollingExtreme extreme) {
        return extreme.isFull() ? 100.0 * (period - extreme.age()) / period : Double.NaN;
    }

    @Override
    public int warmupBars() {
        return period + 1;
    }
}
