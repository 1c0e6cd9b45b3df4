package dev.tradewind.sdk.indicator;

/** Linearly weighted moving average: the newest of n values has weight n, the oldest 1. */
public final class Wma implements ValueIndicator {
    private final RollingSum sum;
    private final DoubleDouble weighted = new DoubleDouble();
    private final DoubleDouble renewed = new DoubleDouble();
    private final double weights;
    private int count;
    private int sinceRenewal;

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 */
    public Wma(int period) {
        sum = new RollingSum(period);
        weights = period * (period + 1.0) / 2;
    }

    @Override
    public void update(double value) {
        Inputs.value(value);
        accept(value);
    }

    /** As {@link #update}, for a number made from checked ones. */
    void accept(double value) {
        if (sum.isFull()) {
            // Every value in the window loses one unit of weight; the oldest had just that.
            weighted.subtract(sum.total());
            weighted.addProduct(sum.period(), value);
        } else {
            count++;
            weighted.addProduct(count, value);
        }
        sum.add(value);
        sinceRenewal++;
        renewed.addProduct(sinceRenewal, value);
        if (sinceRenewal == sum.period()) {
            weighted.set(renewed);
            renewed.clear();
            sinceRenewal = 0;
        }
    }

    @Override
    public double value() {
        return sum.isFull() ? weighted.value() / weights : Double.NaN;
    }

    @Override
    public int warmupBars() {
        return sum.period();
    }
}
