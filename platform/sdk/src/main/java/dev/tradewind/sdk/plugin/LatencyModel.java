package dev.tradewind.sdk.plugin;

import dev.tradewind.sdk.order.OrderCommand;

/** How long a command takes to reach the venue. Must be deterministic. */
@FunctionalInterface
public interface LatencyModel {
    /** Nanoseconds from decision to arrival, zero or more. */
    long nanos(OrderCommand command);
}
