package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import java.math.RoundingMode;

/** An order that works at a venue with a book. */
final class BookOrder {
    final ClientOrderId id;
    final QueuePlace place;
    OrderRequest request;
    Decimal remaining;
    /** A stop whose trigger traded, or an order without one. */
    boolean active;
    /** It rests at its limit. */
    boolean resting;
    /** It is gone: filled, cancelled or expired. */
    boolean over;
    /** The limit in the units of the book, rounded away from the market; only while it rests. */
    long limitUnits;

    long restingSinceNanos;

    private final StopTrigger stop = new StopTrigger();

    BookOrder(ClientOrderId id, OrderRequest request, QueueModel queue) {
        this.id = id;
        this.request = request;
        this.remaining = request.quantity().value();
        this.active = !request.type().isStop();
        this.place = new QueuePlace(queue);
    }

    Side side() {
        return request.side();
    }

    boolean isBuy() {
        return request.side() == Side.BUY;
    }

    boolean hasLimit() {
        return request.type().hasLimitPrice();
    }

    boolean isImmediate() {
        return timeInForce() == TimeInForce.IOC || timeInForce() == TimeInForce.FOK;
    }

    TimeInForce timeInForce() {
        return request.conditions().timeInForce();
    }

    /** When its time is over; {@link Long#MAX_VALUE} if never. */
    long expireNanos() {
        return timeInForce() == TimeInForce.GTD ? request.conditions().expireNanos() : Long.MAX_VALUE;
    }

    Price limit() {
        return VenueOrder.limitOf(request);
    }

    /** The limit in units of 10<sup>-places</sup>, rounded away from the market. */
    long limitAt(int places) {
        RoundingMode away = isBuy() ? RoundingMode.FLOOR : RoundingMode.CEILING;
        return limit().value().rounded(places, away).unscaledAt(places);
    }

    /** Whether the order would trade at this price. */
    boolean accepts(Price price) {
        return !hasLimit() || (isBuy() ? !price.isAbove(limit()) : !price.isBelow(limit()));
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

    /** How much has been filled. */
    Decimal filled() {
        return request.quantity().value().minus(remaining);
    }

    void amend(OrderRequest wanted) {
        Decimal filled = filled();
        if (!request.prices().equals(wanted.prices())) {
            stop.reset();
        }
        request = wanted;
        remaining = wanted.quantity().value().minus(filled);
    }
}
