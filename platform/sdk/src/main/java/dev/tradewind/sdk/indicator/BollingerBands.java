package dev.tradewind.sdk.indicator;

/**
 * Bollinger bands: middle = sma, upper and lower = middle ± multiplier * population standard deviation. Bollinger
 * (2001), Bollinger on Bollinger Bands.
 */
public final class BollingerBands implements ValueIndicator {
    private final StandardDeviation deviation;
    private final double multiplier;
    private double last = Double.NaN;

    /** The usual 20 values and 2 deviations. */
    public BollingerBands() {
        this(20, 2);
    }

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 or the multiplier is not positive */
    public BollingerBands(int period, double multiplier) {
        deviation = new StandardDeviation(period);
        this.multiplier = Inputs.positive("multiplier", multiplier);
    }

    @Override
    public void update(double value) {
        deviation.update(value);
        last = value;
    }

    /** The middle band. */
    @Override
    public double value() {
        return middle();
    }

    public double middle() {
        return deviation.mean();
    }

    public double upper() {
        return middle() + multiplier * deviation.value();
    }

    public double lower() {
        return middle() - multiplier * deviation.value();
    }

    /** Where the last value lies: 0 at the lower band, 1 at the upper; 0.5 where the bands have no width. */
    public double percentB() {
        double width = upper() - lower();
        return width == 0 ? 0.5 : (last - lower()) / width;
    }

    /** The distance of the bands as a share of the middle; NaN where the middle is 0. */
    public double bandwidth() {
        return middle() == 0 ? Double.NaN : (upper() - lower()) / middle();
    }

    @Override
    public int warmupBars() {
        return deviation.warmupBars();
    }
}
