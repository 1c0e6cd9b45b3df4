package dev.tradewind.policy.surveillance.trial;

import java.util.SplittableRandom;

/**
 * What is much and little in a recorded market, so that a trial means the same in each.
 *
 * @param trade a usual quantity of one trade
 * @param perSecond traded a second, on average
 * @param deviation standard deviation of the price's relative move in a second
 */
record Scale(double trade, double perSecond, double deviation) {
    static final long SECOND = 1_000_000_000L;

    static Scale of(Recording recording) {
        return new Scale(recording.usualTrade(), recording.volumePerSecond(), recording.deviationPerSecond());
    }

    /** A usual relative move over some seconds. */
    double move(double seconds) {
        return deviation * StrictMath.sqrt(seconds);
    }

    static long nanos(double seconds) {
        return Math.round(seconds * SECOND);
    }

    /** A number of the given range. */
    static double between(SplittableRandom random, double low, double high) {
        return low + random.nextDouble() * (high - low);
    }
}
