package dev.tradewind.testkit.exchange;

import java.util.ArrayList;
import java.util.List;

/** All that happened, as the exchange has it: what a client's books are compared with. */
final class TruthReport {
    private TruthReport() {}

    /** Within the hall. */
    static JsonObject of(Hall hall) {
        OrderRegister register = hall.register();
        return new JsonObject()
                .put("nowMillis", hall.millis())
                .put("reusedClientOrderIds", register.reusedIds())
                .put("accounts", hall.accounts().stream().map(TruthReport::account).toList())
                .put("orders", register.all().stream().map(TruthReport::order).toList())
                .put("fills", register.fills().stream().map(TruthReport::fill).toList());
    }

    private static JsonObject account(Account account) {
        List<JsonObject> balances = new ArrayList<>();
        for (String asset : account.assets()) {
            balances.add(new JsonObject()
                    .put("asset", asset)
                    .put("initial", account.initial(asset))
                    .put("free", account.free(asset))
                    .put("locked", account.locked(asset)));
        }
        return new JsonObject().put("apiKey", account.apiKey).put("balances", balances);
    }

    private static JsonObject order(ExchangeOrder order) {
        OrderTerms terms = order.terms;
        return new JsonObject()
                .put("apiKey", order.account.apiKey)
                .put("orderId", order.orderId)
                .put("clientOrderId", terms.clientOrderId())
                .put("symbol", order.symbol().name())
                .put("side", terms.side())
                .put("type", terms.type())
                .put("timeInForce", terms.timeInForce())
                .put("price", terms.price())
                .put("stopPrice", terms.amounts().stopPrice())
                .put("quantity", order.quantity())
                .put("executedQuantity", order.filled())
                .put("quoteQuantity", order.quoteFilled)
                .put("status", order.status)
                .put("createdMillis", order.createdNanos / ExchangeClock.MILLI)
                .put("updatedMillis", order.updatedNanos / ExchangeClock.MILLI);
    }

    private static JsonObject fill(ExchangeFill fill) {
        ExchangeOrder order = fill.order();
        return new JsonObject()
                .put("apiKey", order.account.apiKey)
                .put("symbol", order.symbol().name())
                .put("tradeId", fill.trade().id())
                .put("orderId", order.orderId)
                .put("clientOrderId", order.terms.clientOrderId())
                .put("side", order.terms.side())
                .put("price", fill.price())
                .put("quantity", fill.quantity())
                .put("quoteQuantity", fill.quoteQuantity())
                .put("commission", fill.commission())
                .put("commissionAsset", fill.commissionAsset())
                .put("maker", fill.maker())
                .put("timeMillis", fill.trade().nanos / ExchangeClock.MILLI);
    }
}
