package dev.tradewind.sdk.indicator;

/**
 * Keltner channel in Raschke's form: middle = ema(close), upper and lower = middle ± multiplier * average true range.
 */
public final class KeltnerChannel implements RangeIndicator {
    private final Ema middle;
    private final Atr range;
    private final double multiplier;

    /** The usual 20, 10, 2. */
    public KeltnerChannel() {
        this(20, 10, 2);
    }

    /** @throws IllegalArgumentException if a period is not in 1..1,000,000 or the multiplier is not positive */
    public KeltnerChannel(int period, int rangePeriod, double multiplier) {
        this(new Ema(period), rangePeriod, multiplier);
    }

    KeltnerChannel(Ema middle, int rangePeriod, double multiplier) {
        this.middle = middle;
        this.range = new Atr(Inputs.period("rangePeriod", rangePeriod, 1));
        this.multiplier = Inputs.positive("multiplier", multiplier);
    }

    @Override
    public void update(double high, double low, double close) {
        range.update(high, low, close);
        middle.accept(close);
    }

    /** The middle. */
    @Override
    public double value() {
        return middle();
    }

    public double middle() {
        return middle.value();
    }

    public double upper() {
        return middle.value() + multiplier * range.value();
    }

    public double lower() {
        return middle.value() - multiplier * range.value();
    }

    @Override
    public boolean isReady() {
        return middle.isReady() && range.isReady();
    }

    @Override
    public int warmupBars() {
        return Math.max(middle.warmupBars(), range.warmupBars());
    }
}
