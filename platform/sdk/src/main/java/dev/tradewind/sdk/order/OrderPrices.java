package dev.tradewind.sdk.order;

import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import org.jspecify.annotations.Nullable;

/**
 * The prices of an order; null where its type has none.
 *
 * @param limit worst price to trade at (LIMIT, STOP_LIMIT)
 * @param stop trigger (STOP, STOP_LIMIT; optional start of a TRAILING_STOP)
 * @param trailingOffset distance of a TRAILING_STOP from the best price since it was placed, in the quote currency
 */
public record OrderPrices(@Nullable Price limit, @Nullable Price stop, @Nullable Decimal trailingOffset) {
    public static final OrderPrices NONE = new OrderPrices(null, null, null);

    public static OrderPrices limit(Price limit) {
        return new OrderPrices(limit, null, null);
    }

    public static OrderPrices stop(Price stop) {
        return new OrderPrices(null, stop, null);
    }

    public static OrderPrices stopLimit(Price stop, Price limit) {
        return new OrderPrices(limit, stop, null);
    }

    public static OrderPrices trailing(Decimal offset) {
        return new OrderPrices(null, null, offset);
    }
}
