package dev.tradewind.sdk.indicator;

/**
 * Commodity channel index: {@code (typical - mean) / (0.015 * mean deviation)} with typical = (high + low + close) / 3;
 * 0 where nothing moved. Lambert (1980), Commodities 9:10.
 *
 * <p>The one indicator here whose cost grows with the period: the mean deviation is about a mean that moves with every
 * bar, so each bar looks at the whole window, once, without allocation.
 */
public final class Cci implements RangeIndicator {
    private static final double LAMBERT = 0.015;

    private final RollingSum typical;
    private double value = Double.NaN;

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 */
    public Cci(int period) {
        typical = new RollingSum(period);
    }

    @Override
    public void update(double high, double low, double close) {
        Inputs.range(high, low, close);
        double price = (high + low + close) / 3;
        typical.add(price);
        if (!typical.isFull()) {
            return;
        }
        double mean = typical.mean();
        double total = 0;
        double lowest = price;
        double highest = price;
        for (int i = 0; i < typical.period(); i++) {
            double each = typical.at(i);
            total += Math.abs(each - mean);
            lowest = Math.min(lowest, each);
            highest = Math.max(highest, each);
        }
        // Of equal prices the rounded mean may differ in its last bit; that is no deviation.
        value = lowest == highest ? 0 : (price - mean) / (LAMBERT * total / typical.period());
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public int warmupBars() {
        return typical.period();
    }
}
