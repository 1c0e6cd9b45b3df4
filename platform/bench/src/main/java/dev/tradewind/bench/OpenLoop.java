package dev.tradewind.bench;

import java.util.concurrent.locks.LockSupport;

/** Something at each of a row of instants that were set before, whatever became of what was sent earlier. */
final class OpenLoop {
    /** The system wakes a thread so much too late, by and large. */
    private static final long EARLY_NANOS = 60_000;

    private OpenLoop() {}

    /** Sends something. */
    interface Sender {
        void send(int number) throws InterruptedException;
    }

    /** @return when each was due, by {@link System#nanoTime} */
    static long[] run(double perSecond, int count, Sender sender) throws InterruptedException {
        long[] due = new long[count];
        long start = System.nanoTime() + 1_000_000L;
        for (int i = 0; i < count; i++) {
            due[i] = start + (long) (i * 1e9 / perSecond);
            await(due[i]);
            sender.send(i);
        }
        return due;
    }

    private static void await(long instant) {
        long left = instant - System.nanoTime();
        while (left > 0) {
            if (left > EARLY_NANOS) {
                LockSupport.parkNanos(left - EARLY_NANOS);
            } else {
                Thread.onSpinWait();
            }
            left = instant - System.nanoTime();
        }
    }
}
