package dev.tradewind.sdk.indicator;

/**
 * Ichimoku cloud: tenkan, kijun and span B are the middles between highest high and lowest low of three windows, span A
 * the middle of tenkan and kijun; both spans are given as they lie over the current bar, that is, as they were computed
 * so many bars before. The lagging span is the close itself, drawn in the past. Hosoda (1969).
 */
public final class Ichimoku implements RangeIndicator {
    private final DonchianChannel tenkan;
    private final DonchianChannel kijun;
    private final DonchianChannel wide;
    private final int displacement;
    private final Lag delayedA;
    private final Lag delayedB;
    private double spanA = Double.NaN;
    private double spanB = Double.NaN;

    /** The usual 9, 26, 52, displaced by 26. */
    public Ichimoku() {
        this(9, 26, 52, 26);
    }

    /** @throws IllegalArgumentException if a period is not in 1..1,000,000 */
    public Ichimoku(int tenkan, int kijun, int spanB, int displacement) {
        this.tenkan = new DonchianChannel(Inputs.period("tenkan", tenkan, 1));
        this.kijun = new DonchianChannel(Inputs.period("kijun", kijun, 1));
        this.wide = new DonchianChannel(Inputs.period("spanB", spanB, 1));
        this.displacement = Inputs.period("displacement", displacement, 1);
        delayedA = new Lag(displacement);
        delayedB = new Lag(displacement);
    }

    @Override
    public void update(double high, double low, double close) {
        tenkan.update(high, low, close);
        kijun.update(high, low, close);
        wide.update(high, low, close);
        spanA = delayedA.exchange((tenkan.value() + kijun.value()) / 2);
        spanB = delayedB.exchange(wide.value());
    }

    /** Tenkan, the conversion line; there before the others are. */
    @Override
    public double value() {
        return tenkan();
    }

    public double tenkan() {
        return tenkan.value();
    }

    public double kijun() {
        return kijun.value();
    }

    public double spanA() {
        return spanA;
    }

    public double spanB() {
        return spanB;
    }

    @Override
    public boolean isReady() {
        return tenkan.isReady() && !Double.isNaN(spanA) && !Double.isNaN(spanB);
    }

    @Override
    public int warmupBars() {
        int longest = Math.max(tenkan.warmupBars(), Math.max(kijun.warmupBars(), wide.warmupBars()));
        return longest + displacement;
    }
}
