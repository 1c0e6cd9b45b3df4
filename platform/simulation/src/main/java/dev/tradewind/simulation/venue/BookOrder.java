package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

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

    private @Nullable Price trailingStop;

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
        Price limit = request.prices().limit();
        if (limit == null) {
            throw new IllegalStateException("no limit price: " + request);
        }
        return limit;
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
        Price trigger = request.type() == OrderType.TRAILING_STOP ? trailingStop : request.prices().stop();
        return trigger != null && (isBuy() ? !price.isBelow(trigger) : !price.isAbove(trigger));
    }

    /** Moves a trailing stop after the market; it never retreats. */
    void follow(Price price) {
        Decimal offset = request.prices().trailingOffset();
        if (active || offset == null) {
            return;
        }
        Price candidate = new Price(isBuy() ? price.value().plus(offset) : price.value().minus(offset));
        Price current = trailingStop == null ? request.prices().stop() : trailingStop;
        boolean better = current == null || (isBuy() ? candidate.isBelow(current) : candidate.isAbove(current));
        trailingStop = better ? candidate : current;
    }

    /** How much has been filled. */
    Decimal filled() {
        return request.quantity().value().minus(remaining);
    }

    void amend(OrderRequest wanted) {
        Decimal filled = filled();
        if (!request.prices().equals(wanted.prices())) {
            trailingStop = null;
        }
        request = wanted;
        remaining = wanted.quantity().value().minus(filled);
    }
}
