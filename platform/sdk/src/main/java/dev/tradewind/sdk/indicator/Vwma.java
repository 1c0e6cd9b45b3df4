package dev.tradewind.sdk.indicator;

/**
 * Volume-weighted moving average: {@code sum(close * volume) / sum(volume)} over the last so many bars. NaN also where
 * none of them had volume.
 */
public final class Vwma implements Indicator {
    private final RollingSum traded;
    private final RollingSum volumes;

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 */
    public Vwma(int period) {
        traded = new RollingSum(period);
        volumes = new RollingSum(period);
    }

    @Override
    public void update(double high, double low, double close, double volume) {
        Inputs.range(high, low, close);
        Inputs.volume(volume);
        traded.add(close * volume);
        volumes.add(volume);
    }

    @Override
    public double value() {
        return volumes.isFull() && volumes.value() > 0 ? traded.value() / volumes.value() : Double.NaN;
    }

    @Override
    public boolean isReady() {
        return volumes.isFull();
    }

    @Override
    public int warmupBars() {
        return volumes.period();
    }
}
