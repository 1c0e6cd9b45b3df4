package dev.tradewind.sdk.order;

import org.jspecify.annotations.Nullable;

/**
 * What a strategy hears when something happened to an order of its own.
 *
 * @param order the order as it is now
 * @param previous its status before
 * @param fill the fill, if this is one
 * @param reason why it was denied, rejected, cancelled; empty if there is nothing to say
 */
public record OrderUpdate(Order order, OrderStatus previous, @Nullable Fill fill, String reason) {
    public OrderStatus status() {
        return order.status();
    }
}
