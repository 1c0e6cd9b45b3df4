package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.plugin.FeeModel;
import dev.tradewind.sdk.plugin.LatencyModel;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;

/**
 * On what terms a built-in venue takes our orders.
 *
 * @param fees what a fill costs
 * @param latency how long a command takes to arrive
 * @param cash what the account begins with
 * @param leverage how many times equity positions may be worth, 1 or more
 */
public record VenueTerms(FeeModel fees, LatencyModel latency, Money cash, Decimal leverage) {
    /** @throws IllegalArgumentException if there is no cash, or the leverage is less than 1 */
    public VenueTerms {
        if (cash.amount().signum() <= 0) {
            throw new IllegalArgumentException("the account must begin with some cash, was " + cash);
        }
        if (leverage.compareTo(Decimal.ONE) < 0) {
            throw new IllegalArgumentException("the leverage must be 1 or more, was " + leverage);
        }
    }

    long latencyNanos(OrderCommand command) {
        long nanos = latency.nanos(command);
        if (nanos < 0) {
            throw new IllegalStateException("the latency model gave " + nanos + " ns; it must be 0 or more");
        }
        return nanos;
    }
}
