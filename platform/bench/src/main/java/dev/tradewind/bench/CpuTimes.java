package dev.tradewind.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What was spent up to an instant: by the clock, by this process, by the database's processes. Those of the latter that
 * have ended by a later instant are missing in it; the sessions that are measured live longer.
 *
 * @param wallNanos by the clock
 * @param ownNanos of this process, all threads
 * @param serverNanos of the server and its children
 */
record CpuTimes(long wallNanos, long ownNanos, long serverNanos) {
    /** @param serverPid of the embedded server */
    static CpuTimes now(long serverPid) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long server = ProcessHandle.of(serverPid).stream()
                .flatMap(one -> java.util.stream.Stream.concat(java.util.stream.Stream.of(one), one.descendants()))
                .mapToLong(one -> one.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
                .sum();
        return new CpuTimes(System.nanoTime(), system.getProcessCpuTime(), server);
    }

    CpuTimes since(CpuTimes before) {
        return new CpuTimes(
                wallNanos - before.wallNanos, ownNanos - before.ownNanos, serverNanos - before.serverNanos);
    }

    double seconds() {
        return wallNanos / 1e9;
    }
}
