package dev.tradewind.engine.ledger;

import java.util.Arrays;

/**
 * How a strategy has fared: its losing round trips of the day, and how often its orders traded within an hour. The last
 * is kept as the highest that it ever was since a person enabled the strategy, so that a limit on it, once exceeded,
 * stays exceeded until a person enables the strategy again.
 */
final class StrategyConduct {
    /** An hour in whole minutes of the clock: the oldest of them may be over in part. */
    static final int MINUTES = 60;

    private static final long MINUTE = 60_000_000_000L;

    final int[] executions = new int[MINUTES];
    /** The last minute in which something traded. */
    long minute = Long.MIN_VALUE;

    long peakExecutions;
    long losingTrips;
    /** The day, counted from 1970, in which the last round trip ended. */
    long tripDay = Long.MIN_VALUE;

    /** An order began to trade. */
    void execute(long timeNanos) {
        long now = Math.max(minute, Math.floorDiv(timeNanos, MINUTE));
        long passed = minute == Long.MIN_VALUE ? MINUTES : Math.min(MINUTES, now - minute);
        for (long i = 0; i < passed; i++) {
            executions[(int) Math.floorMod(now - i, (long) MINUTES)] = 0;
        }
        minute = now;
        executions[(int) Math.floorMod(now, (long) MINUTES)]++;
        long sum = 0;
        for (int one : executions) {
            sum += one;
        }
        peakExecutions = Math.max(peakExecutions, sum);
    }

    void endTrip(boolean lost, long day) {
        long before = tripDay == day ? losingTrips : 0;
        losingTrips = lost ? before + 1 : 0;
        tripDay = day;
    }

    /** A person enabled the strategy again: it begins anew. */
    void reset() {
        Arrays.fill(executions, 0);
        minute = Long.MIN_VALUE;
        peakExecutions = 0;
        losingTrips = 0;
        tripDay = Long.MIN_VALUE;
    }
}
