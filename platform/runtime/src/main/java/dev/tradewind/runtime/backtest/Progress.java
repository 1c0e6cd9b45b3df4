package dev.tradewind.runtime.backtest;

import java.util.function.LongSupplier;

/** Somebody who watches how far a run is. */
public interface Progress extends AutoCloseable {
    /** Nobody. */
    Progress NONE = new Progress() {
        @Override
        public void watch(LongSupplier barsDone) {}

        @Override
        public void close() {}
    };

    /** The run has begun; the number of bars done may be asked from any thread until it is closed. */
    void watch(LongSupplier barsDone);

    @Override
    void close();
}
