package dev.tradewind.sdk.indicator;

import java.util.Arrays;

/** Hands values back so many bars later. */
final class Lag {
    private final double[] ring;
    private int next;

    Lag(int bars) {
        ring = new double[Inputs.period(bars)];
        Arrays.fill(ring, Double.NaN);
    }

    /** Takes the newest value in and returns the one that came so many bars before it; NaN where there is none yet. */
    double exchange(double value) {
        double old = ring[next];
        ring[next] = value;
        next = next + 1 == ring.length ? 0 : next + 1;
        return old;
    }
}
