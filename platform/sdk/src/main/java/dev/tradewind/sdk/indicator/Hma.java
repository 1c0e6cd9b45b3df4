package dev.tradewind.sdk.indicator;

/**
 * Hull moving average: {@code wma(2 * wma(values, n / 2) - wma(values, n), sqrt(n))}, both periods rounded down. Alan
 * Hull (2005).
 */
public final class Hma implements ValueIndicator {
    private final Wma half;
    private final Wma whole;
    private final Wma smooth;

    /** @throws IllegalArgumentException if the period is not in 2..1,000,000 */
    public Hma(int period) {
        whole = new Wma(Inputs.period("period", period, 2));
        half = new Wma(period / 2);
        smooth = new Wma((int) Math.sqrt(period));
    }

    @Override
    public void update(double value) {
        Inputs.value(value);
        half.accept(value);
        whole.accept(value);
        if (whole.isReady()) {
            smooth.accept(2 * half.value() - whole.value());
        }
    }

    @Override
    public double value() {
        return smooth.value();
    }

    @Override
    public int warmupBars() {
        return whole.warmupBars() + smooth.warmupBars() - 1;
    }
}
