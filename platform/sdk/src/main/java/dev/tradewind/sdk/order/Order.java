package dev.tradewind.sdk.order;

import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import org.jspecify.annotations.Nullable;

/** A view of an order that the engine holds; it changes as the order lives. */
public interface Order {
    OrderId id();

    /** What was asked for, with the amendments that the venue has confirmed. */
    OrderRequest request();

    OrderStatus status();

    Quantity filledQuantity();

    /** Sum of price × quantity over the fills, in units of the quote currency (no multiplier). */
    Decimal filledValue();

    /** When the engine first saw it, nanoseconds since the epoch. */
    long createdNanos();

    /** What is still to be filled; zero once over-filled or closed as filled. */
    default Quantity remainingQuantity() {
        Decimal rest = request().quantity().value().minus(filledQuantity().value());
        return rest.signum() <= 0 ? Quantity.ZERO : new Quantity(rest);
    }

    /** Quantity-weighted price of the fills to 18 places, or null before the first. */
    default @Nullable Price averagePrice() {
        return filledQuantity().isZero()
                ? null
                : new Price(filledValue()
                        .dividedBy(filledQuantity().value(), Decimal.MAX_SCALE, java.math.RoundingMode.HALF_EVEN));
    }
}
