package dev.tradewind.sdk.indicator;

/**
 * Population standard deviation of the last so many values: {@code sqrt(n * sum(x^2) - sum(x)^2) / n}, both sums to
 * about 106 bits, so that the difference of nearly equal numbers keeps its digits. Exactly 0 where all are equal.
 */
public final class StandardDeviation implements ValueIndicator {
    private final RollingSum sum;
    private final DoubleDouble squares = new DoubleDouble();
    private final DoubleDouble renewed = new DoubleDouble();
    private final Lag window;
    private int sinceRenewal;
    private double last = Double.NaN;
    private int equalRun;

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 */
    public StandardDeviation(int period) {
        sum = new RollingSum(period);
        window = new Lag(period);
    }

    @Override
    public void update(double value) {
        Inputs.value(value);
        double oldest = window.exchange(value);
        if (!Double.isNaN(oldest)) {
            squares.subtractProduct(oldest, oldest);
        }
        squares.addProduct(value, value);
        renewed.addProduct(value, value);
        sum.add(value);
        sinceRenewal++;
        if (sinceRenewal == sum.period()) {
            squares.set(renewed);
            renewed.clear();
            sinceRenewal = 0;
        }
        equalRun = value == last ? Math.min(equalRun + 1, sum.period()) : 1;
        last = value;
    }

    @Override
    public double value() {
        if (!sum.isFull()) {
            return Double.NaN;
        }
        return equalRun == sum.period()
                ? 0
                : Math.sqrt(DoubleDouble.spread(sum.period(), squares, sum.total())) / sum.period();
    }

    /** The mean of the same values; NaN until ready. */
    public double mean() {
        return sum.isFull() ? sum.mean() : Double.NaN;
    }

    @Override
    public int warmupBars() {
        return sum.period();
    }
}
