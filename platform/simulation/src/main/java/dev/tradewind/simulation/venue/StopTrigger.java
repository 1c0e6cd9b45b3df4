package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import org.jspecify.annotations.Nullable;

/** The price at which an order's stop becomes active; that of a trailing stop follows the market. */
final class StopTrigger {
    private @Nullable Price trailing;

    /** The trigger now; null for a trailing stop that has seen no price, and for orders without one. */
    @Nullable Price of(OrderRequest request) {
        return request.type() == OrderType.TRAILING_STOP ? trailing : request.prices().stop();
    }

    boolean isReachedBy(Price price, OrderRequest request) {
        Price trigger = of(request);
        return trigger != null
                && (request.side() == Side.BUY ? !price.isBelow(trigger) : !price.isAbove(trigger));
    }

    /** Moves a trailing stop after the market; it never retreats. */
    void follow(Price price, OrderRequest request) {
        Decimal offset = request.prices().trailingOffset();
        if (offset == null) {
            return;
        }
        boolean buy = request.side() == Side.BUY;
        Price candidate = new Price(buy ? price.value().plus(offset) : price.value().minus(offset));
        Price current = trailing == null ? request.prices().stop() : trailing;
        boolean better = current == null || (buy ? candidate.isBelow(current) : candidate.isAbove(current));
        trailing = better ? candidate : current;
    }

    /** Forgets where a trailing stop has been. */
    void reset() {
        trailing = null;
    }
}
