package dev.tradewind.sdk.indicator;

/**
 * Kaufman's adaptive moving average: {@code kama += sc * (value - kama)} with
 * {@code sc = (er * (2 / (fast + 1) - 2 / (slow + 1)) + 2 / (slow + 1))^2} and the efficiency ratio {@code er} = the
 * distance covered over the window / the sum of its steps, 0 where nothing moved. It starts from the value before the
 * first whole window. Kaufman (1995), Smarter Trading.
 */
public final class Kama implements ValueIndicator {
    private final int period;
    private final Lag window;
    private final RollingSum steps;
    private final double fastest;
    private final double slowest;
    private double previous = Double.NaN;
    private double value = Double.NaN;

    /** With the fast and slow periods that Kaufman gives, 2 and 30. */
    public Kama(int period) {
        this(period, 2, 30);
    }

    /** @throws IllegalArgumentException if a period is not in 1..1,000,000 or fast is not below slow */
    public Kama(int period, int fast, int slow) {
        this.period = Inputs.period(period);
        if (Inputs.period("fast", fast, 1) >= Inputs.period("slow", slow, 1)) {
            throw new IllegalArgumentException("fast must be below slow, were " + fast + " and " + slow);
        }
        window = new Lag(period);
        steps = new RollingSum(period);
        fastest = 2.0 / (fast + 1.0);
        slowest = 2.0 / (slow + 1.0);
    }

    @Override
    public void update(double next) {
        Inputs.value(next);
        double oldest = window.exchange(next);
        if (!Double.isNaN(previous)) {
            steps.add(Math.abs(next - previous));
        }
        if (!Double.isNaN(oldest)) {
            double path = steps.value();
            double efficiency = path == 0 ? 0 : Math.abs(next - oldest) / path;
            double weight = efficiency * (fastest - slowest) + slowest;
            double from = Double.isNaN(value) ? previous : value;
            value = from + weight * weight * (next - from);
        }
        previous = next;
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public int warmupBars() {
        return period + 1;
    }
}
