package dev.tradewind.testkit.exchange;

import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.matching.OrderKind;
import dev.tradewind.simulation.matching.SelfTrade;

/**
 * What a client asks for; an amount that it does not name is zero.
 *
 * @param clientOrderId the client's name for the order, or a generated one
 * @param timeInForce GTC, IOC or FOK
 * @param amounts how much, at what prices
 * @param selfTrade EXPIRE_TAKER, EXPIRE_MAKER or EXPIRE_BOTH
 */
record OrderTerms(
        Symbol symbol,
        Side side,
        DialectOrderType type,
        String timeInForce,
        Amounts amounts,
        String clientOrderId,
        String selfTrade) {

    /** Base asset, quote currency a unit, quote currency a unit, quote currency. */
    record Amounts(Decimal quantity, Decimal price, Decimal stopPrice, Decimal quoteQuantity) {}

    Decimal quantity() {
        return amounts.quantity();
    }

    Decimal price() {
        return amounts.price();
    }

    boolean isBuy() {
        return side == Side.BUY;
    }

    /** Whether a trade price sets off this stop: stop-loss on the worse side, take-profit on the better one. */
    boolean isTriggeredBy(Decimal tradePrice) {
        boolean upwards = isBuy() != type.isTakeProfit();
        int order = tradePrice.compareTo(amounts.stopPrice());
        return upwards ? order >= 0 : order <= 0;
    }

    OrderKind kind() {
        if (!type.hasPrice()) {
            return OrderKind.MARKET;
        }
        if (type == DialectOrderType.LIMIT_MAKER) {
            return OrderKind.POST_ONLY;
        }
        return switch (timeInForce) {
            case "IOC" -> OrderKind.IMMEDIATE_OR_CANCEL;
            case "FOK" -> OrderKind.FILL_OR_KILL;
            default -> OrderKind.LIMIT;
        };
    }

    SelfTrade prevention() {
        return switch (selfTrade) {
            case "EXPIRE_TAKER" -> SelfTrade.CANCEL_NEWEST;
            case "EXPIRE_BOTH" -> SelfTrade.CANCEL_BOTH;
            default -> SelfTrade.CANCEL_OLDEST;
        };
    }
}
