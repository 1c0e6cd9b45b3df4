package dev.tradewind.runtime.node;

import dev.tradewind.runtime.node.CallbackWatch.Running;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Says which callback does not come back, and does not take a machine that gives no processor for it: time in which the
 * whole process stood still does not count, and a callback that could run and was hardly let run has more patience.
 * Used by one thread, a few times a second.
 */
final class StuckCheck {
    /** Two looks further apart than this were not made in time: the process stood still between them. */
    private static final long APART_NANOS = 1_000_000_000L;
    /** So many times its time a callback has that was hardly let run. */
    private static final int PATIENCE = 6;

    private final LongSupplier nanoTime;
    private final ToLongFunction<Thread> processorNanos;
    private @Nullable Running seen;
    private long seenProcessor;
    private long lost;
    private long looked;

    StuckCheck() {
        this(System::nanoTime, thread -> ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId()));
    }

    /** @param processorNanos how long a thread has had a processor; -1 if that is not known */
    StuckCheck(LongSupplier nanoTime, ToLongFunction<Thread> processorNanos) {
        this.nanoTime = nanoTime;
        this.processorNanos = processorNanos;
        this.looked = nanoTime.getAsLong();
    }

    /**
     * Looks at the callback that runs now.
     *
     * @param callback null if none does
     * @param thread that it runs on
     * @return whether it will not come back, as far as can be said
     */
    boolean isStuck(@Nullable Running callback, Thread thread, long limitNanos) {
        long now = nanoTime.getAsLong();
        long apart = now - looked;
        looked = now;
        if (callback == null) {
            seen = null;
            return false;
        }
        if (!callback.equals(seen)) {
            seen = callback;
            seenProcessor = processorNanos.applyAsLong(thread);
            lost = 0;
        }
        long lasts = now - callback.sinceNanoTime();
        lost += Math.max(0, Math.min(apart, lasts) - APART_NANOS);
        long counts = lasts - lost;
        if (counts <= limitNanos) {
            return false;
        }
        return counts > PATIENCE * limitNanos || !isStarved(thread, limitNanos);
    }

    private boolean isStarved(Thread thread, long limitNanos) {
        long processor = processorNanos.applyAsLong(thread);
        if (processor < 0 || seenProcessor < 0 || processor - seenProcessor >= limitNanos / 2) {
            return false;
        }
        // What waits is in another state, and what waits in the operating system is within a native method.
        StackTraceElement[] stack = thread.getStackTrace();
        return thread.getState() == Thread.State.RUNNABLE && stack.length > 0 && !stack[0].isNativeMethod();
    }
}
