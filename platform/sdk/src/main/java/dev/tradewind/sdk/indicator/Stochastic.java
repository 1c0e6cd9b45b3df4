package dev.tradewind.sdk.indicator;

/**
 * Stochastic oscillator, 0..100. Raw %K = {@code 100 * (close - lowest low) / (highest high - lowest low)}, 50 where
 * the window has no range; %K is its simple average over the slowing, %D the simple average of %K. Lane (1984), Stocks
 * and Commodities 2:3.
 */
public final class Stochastic implements RangeIndicator {
    private final int period;
    private final RollingExtreme highest;
    private final RollingExtreme lowest;
    private final RollingSum slowing;
    private final RollingSum signal;

    /** @throws IllegalArgumentException if a period is not in 1..1,000,000 */
    public Stochastic(int period, int slowing, int signal) {
        this.period = Inputs.period(period);
        highest = RollingExtreme.highest(period);
        lowest = RollingExtreme.lowest(period);
        this.slowing = new RollingSum(Inputs.period("slowing", slowing, 1));
        this.signal = new RollingSum(Inputs.period("signal", signal, 1));
    }

    @Override
    public void update(double high, double low, double close) {
        Inputs.range(high, low, close);
        highest.add(high);
        lowest.add(low);
        if (!highest.isFull()) {
            return;
        }
        double range = highest.value() - lowest.value();
        slowing.add(range == 0 ? 50 : 100 * (close - lowest.value()) / range);
        if (slowing.isFull()) {
            signal.add(slowing.mean());
        }
    }

    /** %K; there before %D is. */
    @Override
    public double value() {
        return k();
    }

    public double k() {
        return slowing.isFull() ? slowing.mean() : Double.NaN;
    }

    public double d() {
        return signal.isFull() ? signal.mean() : Double.NaN;
    }

    @Override
    public boolean isReady() {
        return signal.isFull();
    }

    @Override
    public int warmupBars() {
        return period + slowing.period() + signal.period() - 2;
    }
}
