package dev.tradewind.sdk.indicator;

/** The lowest of the last so many values. */
public final class Lowest implements ValueIndicator {
    private final int period;
    private final RollingExtreme extreme;

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 */
    public Lowest(int period) {
        this.period = Inputs.period(period);
        extreme = RollingExtreme.lowest(period);
    }

    @Override
    public void update(double value) {
        Inputs.value(value);
        extreme.add(value);
    }

    @Override
    public double value() {
        return extreme.isFull() ? extreme.value() : Double.NaN;
    }

    @Override
    public int warmupBars() {
        return period;
    }
}
