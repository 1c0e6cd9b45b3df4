package dev.tradewind.testkit.exchange;

import dev.tradewind.sdk.value.Decimal;
import java.util.List;

/** Orders and trades in the shapes of the dialect. */
final class OrderJson {
    private OrderJson() {}

    private static long millis(long nanos) {
        return nanos == ExchangeOrder.NEVER ? -1 : nanos / ExchangeClock.MILLI;
    }

    private static JsonObject amounts(JsonObject json, ExchangeOrder order) {
        OrderTerms terms = order.terms;
        json.put("price", terms.price())
                .put("origQty", order.quantity())
                .put("executedQty", order.filled())
                .put("origQuoteOrderQty", terms.amounts().quoteQuantity())
                .put("cummulativeQuoteQty", order.quoteFilled)
                .put("status", order.status)
                .put("timeInForce", terms.timeInForce())
                .put("type", terms.type())
                .put("side", terms.side());
        return terms.type().isStop() ? json.put("stopPrice", terms.amounts().stopPrice()) : json;
    }

    /** The answer to a query. */
    static JsonObject query(ExchangeOrder order) {
        JsonObject json = amounts(
                new JsonObject()
                        .put("symbol", order.symbol().name())
                        .put("orderId", order.orderId)
                        .put("orderListId", -1)
                        .put("clientOrderId", order.terms.clientOrderId()),
                order);
        if (!order.terms.type().isStop()) {
            json.put("stopPrice", Decimal.ZERO);
        }
        return json.put("icebergQty", Decimal.ZERO)
                .put("time", millis(order.createdNanos))
                .put("updateTime", millis(order.updatedNanos))
                .put("isWorking", order.workingNanos != ExchangeOrder.NEVER)
                .put("workingTime", millis(order.workingNanos))
                .put("selfTradePreventionMode", order.terms.selfTrade());
    }

    /**
     * The answer to a new order.
     *
     * @param detail ACK, RESULT or FULL
     */
    static JsonObject placed(ExchangeOrder order, String detail) {
        JsonObject json = new JsonObject()
                .put("symbol", order.symbol().name())
                .put("orderId", order.orderId)
                .put("orderListId", -1)
                .put("clientOrderId", order.terms.clientOrderId())
                .put("transactTime", millis(order.createdNanos));
        if (detail.equals("ACK")) {
            return json;
        }
        amounts(json, order)
                .put("workingTime", millis(order.workingNanos))
                .put("selfTradePreventionMode", order.terms.selfTrade());
        return detail.equals("FULL") ? json.put("fills", fills(order)) : json;
    }

    private static List<JsonObject> fills(ExchangeOrder order) {
        return order.fills.stream()
                .map(fill -> new JsonObject()
                        .put("price", fill.price())
                        .put("qty", fill.quantity())
                        .put("commission", fill.commission())
                        .put("commissionAsset", fill.commissionAsset())
                        .put("tradeId", fill.trade().id()))
                .toList();
    }

    /**
     * The answer to a cancellation.
     *
     * @param cancelId the client's name for it
     */
    static JsonObject cancelled(ExchangeOrder order, String cancelId) {
        JsonObject json = new JsonObject()
                .put("symbol", order.symbol().name())
                .put("origClientOrderId", order.terms.clientOrderId())
                .put("orderId", order.orderId)
                .put("orderListId", -1)
                .put("clientOrderId", cancelId)
                .put("transactTime", millis(order.updatedNanos));
        return amounts(json, order).put("selfTradePreventionMode", order.terms.selfTrade());
    }

    /** A trade of an account. */
    static JsonObject trade(ExchangeFill fill) {
        return new JsonObject()
                .put("symbol", fill.order().symbol().name())
                .put("id", fill.trade().id())
                .put("orderId", fill.order().orderId)
                .put("orderListId", -1)
                .put("price", fill.price())
                .put("qty", fill.quantity())
                .put("quoteQty", fill.quoteQuantity())
                .put("commission", fill.commission())
                .put("commissionAsset", fill.commissionAsset())
                .put("time", fill.trade().nanos / ExchangeClock.MILLI)
                .put("isBuyer", fill.order().terms.isBuy())
                .put("isMaker", fill.maker())
                .put("isBestMatch", true);
    }
}
