package dev.tradewind.sdk.indicator;

/**
 * Moving average convergence divergence: line = ema(fast) - ema(slow), signal = ema(line), histogram = line - signal.
 * Appel (1979). Every average starts by itself, from its own first values.
 */
public final class Macd implements ValueIndicator {
    private final Ema fast;
    private final Ema slow;
    private final Ema signal;

    /** The usual 12, 26, 9. */
    public Macd() {
        this(12, 26, 9);
    }

    /** @throws IllegalArgumentException if a period is not in 1..1,000,000 or fast is not below slow */
    public Macd(int fast, int slow, int signal) {
        this(fast, slow, signal, Seed.AVERAGE);
    }

    /** @throws IllegalArgumentException if a period is not in 1..1,000,000 or fast is not below slow */
    public Macd(int fast, int slow, int signal, Seed seed) {
        if (Inputs.period("fast", fast, 1) >= Inputs.period("slow", slow, 1)) {
            throw new IllegalArgumentException("fast must be below slow, were " + fast + " and " + slow);
        }
        this.fast = new Ema(fast, seed);
        this.slow = new Ema(slow, seed);
        this.signal = new Ema(Inputs.period("signal", signal, 1), seed);
    }

    @Override
    public void update(double value) {
        fast.update(value);
        slow.accept(value);
        if (slow.isReady()) {
            signal.accept(line());
        }
    }

    /** The line; there before the signal is. */
    @Override
    public double value() {
        return line();
    }

    public double line() {
        return fast.value() - slow.value();
    }

    public double signal() {
        return signal.value();
    }

    public double histogram() {
        return line() - signal();
    }

    @Override
    public boolean isReady() {
        return signal.isReady();
    }

    @Override
    public int warmupBars() {
        return slow.warmupBars() + signal.warmupBars() - 1;
    }
}
