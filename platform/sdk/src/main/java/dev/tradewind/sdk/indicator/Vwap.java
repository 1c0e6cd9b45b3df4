package dev.tradewind.sdk.indicator;

import dev.tradewind.sdk.market.Bar;

/**
 * Volume-weighted average price of the session so far: {@code sum(typical * volume) / sum(volume)} with typical = (high
 * + low + close) / 3. Berkowitz, Logue and Noser (1988), Journal of Finance 43:1. NaN until the session has volume.
 */
public final class Vwap implements Indicator {
    private static final long DAY_NANOS = 86_400_000_000_000L;

    private final long sessionNanos;
    private final long offsetNanos;
    private final DoubleDouble traded = new DoubleDouble();
    private final DoubleDouble volumes = new DoubleDouble();
    private long session = Long.MIN_VALUE;

    /** Sessions of one day in UTC. */
    public Vwap() {
        this(DAY_NANOS, 0);
    }

    /**
     * @param sessionNanos length of a session
     * @param offsetNanos when a session begins, after the epoch
     * @throws IllegalArgumentException if the length is not positive
     */
    public Vwap(long sessionNanos, long offsetNanos) {
        if (sessionNanos <= 0) {
            throw new IllegalArgumentException("sessionNanos must be positive, was " + sessionNanos);
        }
        this.sessionNanos = sessionNanos;
        this.offsetNanos = offsetNanos;
    }

    /** Takes in one closed bar; starts a new session where the bar began in one. */
    @Override
    public void update(Bar bar) {
        long now = Math.floorDiv(bar.openNanos() - offsetNanos, sessionNanos);
        if (now != session) {
            session = now;
            startSession();
        }
        Indicator.super.update(bar);
    }

    /** Takes in one closed bar of the current session. */
    @Override
    public void update(double high, double low, double close, double volume) {
        Inputs.range(high, low, close);
        Inputs.volume(volume);
        traded.addProduct((high + low + close) / 3, volume);
        volumes.add(volume);
    }

    /** Forgets what was traded so far. */
    public void startSession() {
        traded.clear();
        volumes.clear();
    }

    @Override
    public double value() {
        return volumes.value() > 0 ? traded.value() / volumes.value() : Double.NaN;
    }

    @Override
    public int warmupBars() {
        return 1;
    }
}
