package dev.tradewind.sdk.indicator;

/** Exponential moving average: {@code ema += 2 / (period + 1) * (value - ema)}. */
public final class Ema implements ValueIndicator {
    private final int period;
    private final Seed seed;
    private final double weight;
    private final DoubleDouble first = new DoubleDouble();
    private int count;
    private double value = Double.NaN;

    /** Starts from the average of the first values. @throws IllegalArgumentException if the period is below 1 */
    public Ema(int period) {
        this(period, Seed.AVERAGE);
    }

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 */
    public Ema(int period, Seed seed) {
        this(period, seed, 2.0 / (Inputs.period(period) + 1.0));
    }

    Ema(int period, Seed seed, double weight) {
        this.period = Inputs.period(period);
        this.seed = seed;
        this.weight = weight;
    }

    @Override
    public void update(double next) {
        Inputs.value(next);
        accept(next);
    }

    /** As {@link #update}, for a number made from checked ones. */
    void accept(double next) {
        if (count >= warmupBars()) {
            value += weight * (next - value);
            return;
        }
        count++;
        first.add(next);
        if (count == warmupBars()) {
            value = first.value() / count;
        }
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public int warmupBars() {
        return seed == Seed.AVERAGE ? period : 1;
    }
}
