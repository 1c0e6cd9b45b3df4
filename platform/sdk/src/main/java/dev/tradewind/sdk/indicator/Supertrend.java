package dev.tradewind.sdk.indicator;

/**
 * Supertrend: bands at (high + low) / 2 ± multiplier * average true range, of which the upper only falls and the lower
 * only rises until a close goes beyond; the value is the lower band in a rising market and the upper in a falling one.
 * Olivier Seban's formula, as charting programs draw it. It starts rising where the first close is not below the middle
 * of its bar.
 */
public final class Supertrend implements RangeIndicator {
    private final Atr range;
    private final double multiplier;
    private boolean rising;
    private boolean started;
    private double upper;
    private double lower;
    private double previousClose;

    /** The usual 10 and 3. */
    public Supertrend() {
        this(10, 3);
    }

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 or the multiplier is not positive */
    public Supertrend(int period, double multiplier) {
        range = new Atr(period);
        this.multiplier = Inputs.positive("multiplier", multiplier);
    }

    @Override
    public void update(double high, double low, double close) {
        range.update(high, low, close);
        if (range.isReady()) {
            double middle = (high + low) / 2;
            double nextUpper = middle + multiplier * range.value();
            double nextLower = middle - multiplier * range.value();
            if (started) {
                upper = nextUpper < upper || previousClose > upper ? nextUpper : upper;
                lower = nextLower > lower || previousClose < lower ? nextLower : lower;
                rising = rising ? close >= lower : close > upper;
            } else {
                started = true;
                upper = nextUpper;
                lower = nextLower;
                rising = close >= middle;
            }
        }
        previousClose = close;
    }

    @Override
    public double value() {
        if (!started) {
            return Double.NaN;
        }
        return rising ? lower : upper;
    }

    /** Whether the market is taken to rise. Meaningless until ready. */
    public boolean isRising() {
        return rising;
    }

    @Override
    public int warmupBars() {
        return range.warmupBars();
    }
}
