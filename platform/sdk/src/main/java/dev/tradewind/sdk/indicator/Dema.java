package dev.tradewind.sdk.indicator;

/** Double exponential moving average: {@code 2 * ema - ema(ema)}. Mulloy (1994), Stocks and Commodities 12:1. */
public final class Dema implements ValueIndicator {
    private final Ema first;
    private final Ema second;

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 */
    public Dema(int period) {
        this(period, Seed.AVERAGE);
    }

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 */
    public Dema(int period, Seed seed) {
        first = new Ema(period, seed);
        second = new Ema(period, seed);
    }

    @Override
    public void update(double value) {
        first.update(value);
        if (first.isReady()) {
            second.accept(first.value());
        }
    }

    @Override
    public double value() {
        return 2 * first.value() - second.value();
    }

    @Override
    public int warmupBars() {
        return first.warmupBars() + second.warmupBars() - 1;
    }
}
