package dev.tradewind.simulation.venue;

/** How resting orders fared in their queues. Quantities are in units of the instruments, all added up. */
public final class QueueStatistics {
    private long joined;
    private double aheadWhenJoined;
    private long fills;
    private double filledQuantity;
    private double waitedSeconds;

    QueueStatistics() {}

    void joined(double ahead) {
        joined++;
        aheadWhenJoined += ahead;
    }

    void filled(double quantity, long waitedNanos) {
        fills++;
        filledQuantity += quantity;
        waitedSeconds += waitedNanos / 1e9;
    }

    /** Orders that began to rest at a price at which the queue was known. */
    public long joined() {
        return joined;
    }

    /** What was ahead of those orders when they joined, on average; NaN without any. */
    public double averageAhead() {
        return joined == 0 ? Double.NaN : aheadWhenJoined / joined;
    }

    /** Fills of resting orders. */
    public long fills() {
        return fills;
    }

    public double filledQuantity() {
        return filledQuantity;
    }

    /** From joining to the fill, on average over fills; NaN without any. */
    public double averageSecondsToFill() {
        return fills == 0 ? Double.NaN : waitedSeconds / fills;
    }
}
