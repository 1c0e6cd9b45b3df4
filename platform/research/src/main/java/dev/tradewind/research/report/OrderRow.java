package dev.tradewind.research.report;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * An order, at the end of its life or of the run.
 *
 * @param id the platform's order id
 * @param timeNanos when it was made
 * @param reason why it was made, denied or rejected; may be empty
 */
public record OrderRow(
        String id, long timeNanos, InstrumentId instrument, Terms terms, Outcome outcome, String reason) {

    /**
     * What was asked for.
     *
     * @param price the limit or stop price; null for a market order
     */
    public record Terms(Side side, OrderType type, Decimal quantity, @Nullable Decimal price) {}

    /**
     * What came of it.
     *
     * @param averagePrice of its fills; null without any
     * @param fee the sum of its fills' fees
     */
    public record Outcome(OrderStatus status, Decimal filled, @Nullable Decimal averagePrice, Decimal fee) {}
}
