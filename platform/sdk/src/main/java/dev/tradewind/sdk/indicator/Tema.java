package dev.tradewind.sdk.indicator;

/**
 * Triple exponential moving average: {@code 3 * ema - 3 * ema(ema) + ema(ema(ema))}. Mulloy (1994), Stocks and
 * Commodities 12:1.
 */
public final class Tema implements ValueIndicator {
    private final Ema first;
    private final Ema second;
    private final Ema third;

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 */
    public Tema(int period) {
        this(period, Seed.AVERAGE);
    }

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 */
    public Tema(int period, Seed seed) {
        first = new Ema(period, seed);
        second = new Ema(period, seed);
        third = new Ema(period, seed);
    }

    @Override
    public void update(double value) {
        first.update(value);
        if (first.isReady()) {
            second.accept(first.value());
        }
        if (second.isReady()) {
            third.accept(second.value());
        }
    }

    @Override
    public double value() {
        return 3 * (first.value() - second.value()) + third.value();
    }

    @Override
    public int warmupBars() {
        return first.warmupBars() + second.warmupBars() + third.warmupBars() - 2;
    }
}
