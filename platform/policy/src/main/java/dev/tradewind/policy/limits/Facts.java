package dev.tradewind.policy.limits;

import dev.tradewind.engine.policy.TableFacts;

/** What one table says about one {@link Subject}, found once and then asked for each order; for one thread. */
public interface Facts {
    /**
     * Sets what the table says, each time all of it. Allocates nothing, but where a session begins or ends.
     *
     * @param nanos when the order is judged, since the epoch, or {@link dev.tradewind.engine.policy.Check#NO_TIME}
     */
    void fill(TableFacts into, long nanos);
}
