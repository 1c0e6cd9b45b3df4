package dev.tradewind.sdk.indicator;

/** Exponential moving average: {@code ema += 2 / (period + 1) * (value - ema)}. */
public final class Ema implements ValueIndicator {
    private final int period;
    private final Seed seed;
    private final double weight;
    private final DoubleDouble first = new DoubleDouble();
    private int count;
    private double average;

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
        if (count == period) {
            average += weight * (next - average);
            return;
        }
        count++;
        if (seed == Seed.AVERAGE) {
            first.add(next);
            average = first.value() / count;
        } else {
            average = count == 1 ? next : average + weight * (next - average);
        }
    }

    @Override
    public double value() {
        return count == period ? average : Double.NaN;
    }

    @Override
    public int warmupBars() {
        return period;
    }
}
