package dev.tradewind.sdk.indicator;

/**
 * Relative strength index, 0..100: {@code 100 * up / (up + down)}, both Wilder averages of the gains and losses; 50
 * where nothing moved. Wilder (1978), New Concepts in Technical Trading Systems.
 */
public final class Rsi implements ValueIndicator {
    private final WilderAverage up;
    private final WilderAverage down;
    private double previous = Double.NaN;

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 */
    public Rsi(int period) {
        up = new WilderAverage(period);
        down = new WilderAverage(period);
    }

    @Override
    public void update(double value) {
        Inputs.value(value);
        if (!Double.isNaN(previous)) {
            double change = value - previous;
            up.accept(Math.max(change, 0));
            down.accept(Math.max(-change, 0));
        }
        previous = value;
    }

    @Override
    public double value() {
        double total = up.value() + down.value();
        return total == 0 ? 50 : 100 * up.value() / total;
    }

    @Override
    public int warmupBars() {
        return up.warmupBars() + 1;
    }
}
