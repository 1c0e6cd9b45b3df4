package dev.tradewind.sdk.indicator;

/**
 * Average directional index with its two directional indicators, all 0..100. Sums of directional movement and true
 * range are smoothed as {@code sum += x - sum / period}; +DI and -DI are 100 times their ratio, DX is
 * {@code 100 * |+DI - -DI| / (+DI + -DI)} (0 where both are 0), ADX is Wilder's average of DX. Wilder (1978), New
 * Concepts in Technical Trading Systems.
 */
public final class Adx implements RangeIndicator {
    private final int period;
    private final WilderAverage plus;
    private final WilderAverage minus;
    private final WilderAverage trueRange;
    private final TrueRange range = new TrueRange();
    private final WilderAverage adx;
    private double previousHigh = Double.NaN;
    private double previousLow = Double.NaN;

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 */
    public Adx(int period) {
        this.period = Inputs.period(period);
        // Wilder's smoothed sums are his averages times the period, which cancels in every ratio.
        plus = new WilderAverage(period);
        minus = new WilderAverage(period);
        trueRange = new WilderAverage(period);
        adx = new WilderAverage(period);
    }

    @Override
    public void update(double high, double low, double close) {
        range.update(high, low, close);
        if (!Double.isNaN(previousHigh)) {
            double up = high - previousHigh;
            double down = previousLow - low;
            plus.accept(up > down && up > 0 ? up : 0);
            minus.accept(down > up && down > 0 ? down : 0);
            trueRange.accept(range.value());
            if (trueRange.isReady()) {
                adx.accept(dx());
            }
        }
        previousHigh = high;
        previousLow = low;
    }

    @Override
    public double value() {
        return adx.value();
    }

    /** +DI; there after period + 1 bars. */
    public double plusDi() {
        return share(plus.value(), trueRange.value());
    }

    /** -DI; there after period + 1 bars. */
    public double minusDi() {
        return share(minus.value(), trueRange.value());
    }

    /** DX; there after period + 1 bars. */
    public double dx() {
        return share(Math.abs(plus.value() - minus.value()), plus.value() + minus.value());
    }

    private static double share(double part, double whole) {
        return whole == 0 ? 0 : 100 * part / whole;
    }

    @Override
    public int warmupBars() {
        return 2 * period;
    }
}
