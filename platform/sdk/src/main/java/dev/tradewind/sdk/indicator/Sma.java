package dev.tradewind.sdk.indicator;

/** Simple moving average: the mean of the last so many values. */
public final class Sma implements ValueIndicator {
    private final RollingSum sum;

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 */
    public Sma(int period) {
        sum = new RollingSum(period);
    }

    @Override
    public void update(double value) {
        Inputs.value(value);
        sum.add(value);
    }

    @Override
    public double value() {
        return sum.isFull() ? sum.mean() : Double.NaN;
    }

    @Override
    public int warmupBars() {
        return sum.period();
    }
}
