package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.plugin.FeeModel;
import dev.tradewind.sdk.plugin.LatencyModel;
import dev.tradewind.sdk.plugin.SlippageModel;

/**
 * The models that a venue simulated from books, quotes or trades works with.
 *
 * @param fees what a fill costs
 * @param slippage how much worse than the last trade a taker fills where the data shows no book; books need none
 * @param latency how long a command takes to arrive
 * @param returnNanos how long what the venue says takes to come back, nanoseconds, zero or more
 * @param queue how a resting order moves up in its queue
 */
public record BookModels(
        FeeModel fees, SlippageModel slippage, LatencyModel latency, long returnNanos, QueueModel queue) {
    /** @throws IllegalArgumentException if the way back takes less than no time */
    public BookModels {
        if (returnNanos < 0) {
            throw new IllegalArgumentException("the latency of reports must be 0 or more, was " + returnNanos + " ns");
        }
    }
}
