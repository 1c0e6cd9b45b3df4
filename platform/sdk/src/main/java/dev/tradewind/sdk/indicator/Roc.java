package dev.tradewind.sdk.indicator;

/**
 * Rate of change in percent: {@code 100 * (value - before) / before} with the value so many bars before. NaN also where
 * that was 0.
 */
public final class Roc implements ValueIndicator {
    private final int period;
    private final Lag window;
    private double value = Double.NaN;
    private boolean ready;

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 */
    public Roc(int period) {
        this.period = Inputs.period(period);
        window = new Lag(period);
    }

    @Override
    public void update(double next) {
        Inputs.value(next);
        double before = window.exchange(next);
        ready = !Double.isNaN(before);
        value = before == 0 ? Double.NaN : 100 * (next - before) / before;
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public int warmupBars() {
        return period + 1;
    }
}
