package dev.tradewind.simulation.synthetic;

import dev.tradewind.sdk.value.Decimal;
import java.math.RoundingMode;

/**
 * The funding rate of a perpetual, due at 00:00, 08:00 and 16:00 UTC: F = P + clamp(I - P, -0.05 %, 0.05 %), where P is
 * the time-weighted mean of the premium (middle of the book over value, less one) since the last time and I = 0.01 %;
 * at most 0.75 % either way. That is how Binance states its own.
 */
final class FundingMeter {
    static final long INTERVAL_NANOS = 8L * 3_600 * 1_000_000_000L;

    private static final double INTEREST = 0.0001;
    private static final double BAND = 0.0005;
    private static final double CAP = 0.0075;
    private static final int PLACES = 8;

    private long nextNanos;
    private long lastNanos;
    private double premium;
    private double sum;
    private double weight;

    FundingMeter(long startNanos) {
        nextNanos = Math.floorDiv(startNanos, INTERVAL_NANOS) * INTERVAL_NANOS + INTERVAL_NANOS;
        lastNanos = startNanos;
    }

    long nextNanos() {
        return nextNanos;
    }

    /** The premium from now on; what it was before counts until now. */
    void sample(long nanos, double now) {
        if (nanos > lastNanos) {
            double span = (nanos - lastNanos) / 1e9;
            sum += premium * span;
            weight += span;
            lastNanos = nanos;
        }
        premium = now;
    }

    /** The rate that is due, a fraction; the next interval begins. */
    Decimal take() {
        double mean = weight > 0 ? sum / weight : 0;
        double rate = clamp(mean + clamp(INTEREST - mean, BAND), CAP);
        sum = 0;
        weight = 0;
        nextNanos += INTERVAL_NANOS;
        long unscaled = (long) StrictMath.floor(rate * 1e8 + 0.5);
        return Decimal.ofUnscaled(unscaled, PLACES).rounded(PLACES, RoundingMode.HALF_EVEN);
    }

    private static double clamp(double value, double most) {
        return Math.max(-most, Math.min(most, value));
    }
}
