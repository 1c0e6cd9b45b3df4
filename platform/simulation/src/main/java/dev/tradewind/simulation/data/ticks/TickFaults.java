package dev.tradewind.simulation.data.ticks;

import dev.tradewind.simulation.data.DataException;

/** What a reader does with rows that are not as they should be. */
public interface TickFaults {
    /** Stops at the first fault. */
    TickFaults STOP = new TickFaults() {
        @Override
        public void bad(DataException problem) {
            throw problem;
        }

        @Override
        public void early(DataException problem) {
            throw problem;
        }
    };

    /** A row is no event. If this returns, reading goes on without it. */
    void bad(DataException problem);

    /** An event was received before the one before it. If this returns, it is read nevertheless. */
    void early(DataException problem);
}
