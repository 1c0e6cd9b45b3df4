package dev.tradewind.sdk.indicator;

/**
 * Chaikin money flow, -1..1: {@code sum(multiplier * volume) / sum(volume)} with
 * {@code multiplier = ((close - low) - (high - close)) / (high - low)}, 0 for a bar without range; 0 where the window
 * has no volume. Marc Chaikin.
 */
public final class ChaikinMoneyFlow implements Indicator {
    private final RollingSum flows;
    private final RollingSum volumes;

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 */
    public ChaikinMoneyFlow(int period) {
        flows = new RollingSum(period);
        volumes = new RollingSum(period);
    }

    @Override
    public void update(double high, double low, double close, double volume) {
        Inputs.range(high, low, close);
        Inputs.volume(volume);
        double range = high - low;
        flows.add(range == 0 ? 0 : ((close - low) - (high - close)) / range * volume);
        volumes.add(volume);
    }

    @Override
    public double value() {
        if (!volumes.isFull()) {
            return Double.NaN;
        }
        return volumes.value() == 0 ? 0 : flows.value() / volumes.value();
    }

    @Override
    public int warmupBars() {
        return volumes.period();
    }
}
