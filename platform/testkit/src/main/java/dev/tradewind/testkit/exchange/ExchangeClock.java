package dev.tradewind.testkit.exchange;

import java.util.concurrent.atomic.AtomicLong;

/** What time it is at the exchange, nanoseconds since the epoch; never goes back. */
interface ExchangeClock {
    long MILLI = 1_000_000L;
    long SECOND = 1_000_000_000L;

    long nanos();

    /** @return whether time goes only when it is told to, see {@link #advance} */
    boolean isManual();

    /** @throws IllegalArgumentException if this clock goes by itself, or would go back */
    void advance(long nanos);

    /** Real time, as it was at the start and has passed since, whatever is done to the machine's clock meanwhile. */
    static ExchangeClock wall() {
        long begin = Math.multiplyExact(System.currentTimeMillis(), MILLI);
        long ticks = System.nanoTime();
        return new ExchangeClock() {
            @Override
            public long nanos() {
                return begin + (System.nanoTime() - ticks);
            }

            @Override
            public boolean isManual() {
                return false;
            }

            @Override
            public void advance(long nanos) {
                throw new IllegalArgumentException("the wall clock cannot be advanced: start with --clock test");
            }
        };
    }

    /** Stands still until it is advanced. */
    static ExchangeClock manual(long startNanos) {
        AtomicLong now = new AtomicLong(startNanos);
        return new ExchangeClock() {
            @Override
            public long nanos() {
                return now.get();
            }

            @Override
            public boolean isManual() {
                return true;
            }

            @Override
            public void advance(long nanos) {
                if (nanos < 0) {
                    throw new IllegalArgumentException("time never goes back: " + nanos);
                }
                now.addAndGet(nanos);
            }
        };
    }
}
