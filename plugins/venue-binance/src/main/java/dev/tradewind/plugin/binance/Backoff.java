package dev.tradewind.plugin.binance;

import java.util.concurrent.ThreadLocalRandom;

/** Pauses between attempts: each twice as long as the one before, up to a bound, and each shortened by chance. */
final class Backoff {
    private final long firstMillis;
    private final long mostMillis;
    private long nextMillis;

    Backoff(long firstMillis, long mostMillis) {
        this.firstMillis = firstMillis;
        this.mostMillis = mostMillis;
        this.nextMillis = firstMillis;
    }

    /** How long to wait now: between half of the pause and all of it, so that not all come back at once. */
    long millis() {
        long pause = nextMillis;
        nextMillis = Math.min(mostMillis, pause * 2);
        return pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
    }

    void reset() {
        nextMillis = firstMillis;
    }
}
