package dev.tradewind.sdk.indicator;

/**
 * Wilder's smoothing, also called RMA, SMMA or modified moving average: {@code average += (value - average) / period}.
 * Wilder (1978), New Concepts in Technical Trading Systems.
 */
public final class WilderAverage implements ValueIndicator {
    private final Ema ema;

    /** Starts from the average of the first values. @throws IllegalArgumentException if the period is below 1 */
    public WilderAverage(int period) {
        this(period, Seed.AVERAGE);
    }

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 */
    public WilderAverage(int period, Seed seed) {
        ema = new Ema(period, seed, 1.0 / Inputs.period(period));
    }

    @Override
    public void update(double value) {
        ema.update(value);
    }

    /** As {@link #update}, for a number made from checked ones. */
    void accept(double value) {
        ema.accept(value);
    }

    @Override
    public double value() {
        return ema.value();
    }

    @Override
    public int warmupBars() {
        return ema.warmupBars();
    }
}
