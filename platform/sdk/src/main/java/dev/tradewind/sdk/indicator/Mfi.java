package dev.tradewind.sdk.indicator;

/**
 * Money flow index, 0..100: the share of typical price * volume on bars whose typical price, (high + low + close) / 3,
 * rose; bars where it stayed count for neither side, and it is 50 where none moved. Quong and Soudack (1989), Stocks
 * and Commodities 7:3.
 */
public final class Mfi implements Indicator {
    private final RollingSum up;
    private final RollingSum down;
    private double previous = Double.NaN;

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 */
    public Mfi(int period) {
        up = new RollingSum(period);
        down = new RollingSum(period);
    }

    @Override
    public void update(double high, double low, double close, double volume) {
        Inputs.range(high, low, close);
        Inputs.volume(volume);
        double typical = (high + low + close) / 3;
        if (!Double.isNaN(previous)) {
            double flow = typical * volume;
            up.add(typical > previous ? flow : 0);
            down.add(typical < previous ? flow : 0);
        }
        previous = typical;
    }

    @Override
    public double value() {
        if (!up.isFull()) {
            return Double.NaN;
        }
        double total = up.value() + down.value();
        return total == 0 ? 50 : 100 * up.value() / total;
    }

    @Override
    public int warmupBars() {
        return up.period() + 1;
    }
}
