package dev.tradewind.testkit.scenario;

import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.value.Decimal;
import org.jspecify.annotations.Nullable;

/** One thing that must be true. */
sealed interface Expectation {
    /** What a scenario can ask about the account. */
    enum Figure {
        POSITION,
        CASH,
        EQUITY,
        REALISED,
        UNREALISED,
        FEES,
        /** Open orders. */
        ORDERS,
        FILLS
    }

    /** A figure of the account has this value; a position may also have an average price. */
    record Amount(Figure figure, Decimal value, @Nullable Decimal average) implements Expectation {}

    /** An order is in this state; what is null is not looked at. */
    record OrderIs(
            String order,
            OrderStatus status,
            @Nullable Decimal quantity,
            @Nullable Decimal price,
            @Nullable Liquidity liquidity,
            @Nullable String reason)
            implements Expectation {}

    /** A stop's trigger has traded. */
    record Triggered(String order) implements Expectation {}

    /** The order stands so now: quantity, and its limit or stop price. */
    record Stands(String order, Decimal quantity, @Nullable Decimal price) implements Expectation {}

    /** The last cancel or amendment of this order was refused; the reason holds this text. */
    record Refused(String order, String reason) implements Expectation {}
}
