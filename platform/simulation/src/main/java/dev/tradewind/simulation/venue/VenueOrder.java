package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import org.jspecify.annotations.Nullable;

/** An order that works at the simulated venue. */
final class VenueOrder {
    final ClientOrderId id;
    OrderRequest request;
    Decimal remaining;
    /** Not yet confronted with a price. */
    boolean fresh = true;
    /** A stop whose trigger traded, or an order without one. */
    boolean active;

    private final StopTrigger stop = new StopTrigger();

    VenueOrder(ClientOrderId id, OrderRequest request) {
        this.id = id;
        this.request = request;
        this.remaining = request.quantity().value();
        this.active = !request.type().isStop();
    }

    boolean isBuy() {
        return request.side() == Side.BUY;
    }

    /** Whether it now trades at any price: a market order, or a triggered stop without a limit. */
    boolean isMarket() {
        return active && !request.type().hasLimitPrice();
    }

    boolean isImmediate() {
        TimeInForce time = request.conditions().timeInForce();
        return time == TimeInForce.IOC || time == TimeInForce.FOK;
    }

    Price limit() {
        return limitOf(request);
    }

    /** @throws IllegalStateException if the order has no limit */
    static Price limitOf(OrderRequest request) {
        Price limit = request.prices().limit();
        if (limit == null) {
            throw new IllegalStateException("no limit price: " + request);
        }
        return limit;
    }

    /** The trigger now; null for a trailing stop that has seen no price, and for orders without one. */
    @Nullable Price trigger() {
        return stop.of(request);
    }

    boolean isTriggeredBy(Price price) {
        return stop.isReachedBy(price, request);
    }

    /** Moves a trailing stop after the market; it never retreats. */
    void follow(Price price) {
        if (!active) {
            stop.follow(price, request);
        }
    }

    void amend(OrderRequest wanted) {
        Decimal filled = request.quantity().value().minus(remaining);
        OrderPrices before = request.prices();
        request = wanted;
        remaining = wanted.quantity().value().minus(filled);
        if (!before.equals(wanted.prices())) {
            stop.reset();
            fresh = true;
        }
    }
}
