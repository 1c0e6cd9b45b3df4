package dev.tradewind.sdk.indicator;

/**
 * Parabolic stop and reverse: {@code sar += af * (extreme - sar)}, the acceleration {@code af} growing by a step with
 * every new extreme up to a maximum; the stop never enters the range of the last two bars, and when the price touches
 * it, the direction turns and the stop becomes the old extreme. Wilder (1978), New Concepts in Technical Trading
 * Systems; it starts as TA-Lib does, short where the second bar's downward movement is the larger, otherwise long.
 */
public final class ParabolicSar implements RangeIndicator {
    private final double step;
    private final double maximum;
    private int count;
    private boolean rising;
    private double acceleration;
    private double extreme;
    private double next;
    private double previousHigh;
    private double previousLow;
    private double value = Double.NaN;

    /** The usual 0.02 and 0.2. */
    public ParabolicSar() {
        this(0.02, 0.2);
    }

    /** @throws IllegalArgumentException if the step is not positive or the maximum is below it or above 1 */
    public ParabolicSar(double step, double maximum) {
        this.step = Inputs.positive("step", step);
        this.maximum = Inputs.positive("maximum", maximum);
        if (maximum < step || maximum > 1) {
            throw new IllegalArgumentException("maximum must be in " + step + "..1, was " + maximum);
        }
    }

    @Override
    public void update(double high, double low, double close) {
        Inputs.range(high, low, close);
        count = Math.min(count + 1, 3);
        if (count == 2) {
            start(high, low);
        }
        if (count >= 2) {
            advance(high, low);
        }
        previousHigh = high;
        previousLow = low;
    }

    private void start(double high, double low) {
        double down = previousLow - low;
        rising = !(down > 0 && down > high - previousHigh);
        extreme = rising ? high : low;
        next = rising ? previousLow : previousHigh;
        acceleration = step;
        previousHigh = high;
        previousLow = low;
    }

    private void advance(double high, double low) {
        boolean touched = rising ? low <= next : high >= next;
        if (touched) {
            rising = !rising;
            value = keepOut(extreme, high, low);
            acceleration = step;
            extreme = rising ? high : low;
        } else {
            value = next;
            if (rising ? high > extreme : low < extreme) {
                extreme = rising ? high : low;
                acceleration = Math.min(acceleration + step, maximum);
            }
        }
        next = keepOut(value + acceleration * (extreme - value), high, low);
    }

    /** Below the last two lows when rising, above the last two highs when falling. */
    private double keepOut(double stop, double high, double low) {
        return rising
                ? Math.min(stop, Math.min(previousLow, low))
                : Math.max(stop, Math.max(previousHigh, high));
    }

    @Override
    public double value() {
        return value;
    }

    /** Whether the stop is below the price. Meaningless until ready. */
    public boolean isRising() {
        return rising;
    }

    @Override
    public int warmupBars() {
        return 2;
    }
}
