package dev.tradewind.sdk.indicator;

/** Momentum: the value less the one so many bars before. */
public final class Momentum implements ValueIndicator {
    private final int period;
    private final Lag window;
    private double value = Double.NaN;

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 */
    public Momentum(int period) {
        this.period = Inputs.period(period);
        window = new Lag(period);
    }

    @Override
    public void update(double next) {
        Inputs.value(next);
        value = next - window.exchange(next);
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public int warmupBars() {
        return period + 1;
    }
}
