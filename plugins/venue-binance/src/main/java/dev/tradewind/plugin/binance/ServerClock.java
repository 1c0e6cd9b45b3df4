package dev.tradewind.plugin.binance;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The exchange's clock, as far as answers tell: ours and an offset, of the sample with the shortest round trip. */
final class ServerClock {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final LongSupplier ownMillis;
    private volatile long offsetMillis;

    /** @param ownMillis our clock, milliseconds since the epoch */
    ServerClock(LongSupplier ownMillis) {
        this.ownMillis = ownMillis;
    }

    static ServerClock ofSystem() {
        return new ServerClock(System::currentTimeMillis);
    }

    long ownMillis() {
        return ownMillis.getAsLong();
    }

    /** What it is at the exchange now, milliseconds since the epoch. */
    long millis() {
        return ownMillis.getAsLong() + offsetMillis;
    }

    long nanos() {
        return millis() * NANOS_PER_MILLI;
    }

    /** How far the exchange's clock is ahead of ours. */
    long offsetMillis() {
        return offsetMillis;
    }

    /** Our time, as the exchange's clock has it. */
    long toServerMillis(long ownNanos) {
        return TimeUnit.NANOSECONDS.toMillis(ownNanos) + offsetMillis;
    }

    /**
     * Until when a command is valid, as the exchange's clock has it. The clock that commands are stamped with never
     * falls, and is ahead of ours for a while after ours was put back: a command is not valid for longer than it was
     * when it was decided, counted from when it came.
     *
     * @param passedNanos since it came
     */
    long deadlineMillis(long decidedNanos, long validUntilNanos, long passedNanos) {
        long left = TimeUnit.NANOSECONDS.toMillis(validUntilNanos - decidedNanos - passedNanos);
        return Math.min(toServerMillis(validUntilNanos), millis() + left);
    }

    /** What a request told. */
    record Sample(long sentMillis, long serverMillis, long heardMillis) {
        long roundTripMillis() {
            return heardMillis - sentMillis;
        }

        /** The exchange's clock less ours, if the way there takes as long as the way back. */
        long offsetMillis() {
            return serverMillis - (sentMillis + heardMillis) / 2;
        }
    }

    void set(Sample best) {
        offsetMillis = best.offsetMillis();
    }
}
