package dev.tradewind.bench;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * So many on their way at any time, the next as soon as one is done.
 *
 * @param spent time
 * @param events that got to disk
 * @param rows that they are in
 * @param timings of each from being sent until it was done
 */
record ClosedLoop(CpuTimes spent, long events, long rows, Timings timings) {
    private static final int PATIENCE_SECONDS = 20;

    /** @throws IllegalStateException if what is on its way does not arrive */
    static ClosedLoop run(Way way, int inFlight, long nanos, long serverPid) throws InterruptedException {
        Semaphore free = new Semaphore(inFlight);
        Timings timings = new Timings();
        long events = way.events();
        long rows = way.rows();
        CpuTimes before = CpuTimes.now(serverPid);
        long until = System.nanoTime() + nanos;
        while (System.nanoTime() < until) {
            take(free, 1);
            long sent = System.nanoTime();
            way.send(() -> {
                timings.add(System.nanoTime() - sent);
                free.release();
            });
        }
        take(free, inFlight);
        return new ClosedLoop(
                CpuTimes.now(serverPid).since(before), way.events() - events, way.rows() - rows, timings);
    }

    private static void take(Semaphore free, int permits) throws InterruptedException {
        if (!free.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("what was sent did not get to disk within " + PATIENCE_SECONDS + " s");
        }
    }

    double eventsPerSecond() {
        return events / spent.seconds();
    }

    double rowsPerSecond() {
        return rows / spent.seconds();
    }
}
