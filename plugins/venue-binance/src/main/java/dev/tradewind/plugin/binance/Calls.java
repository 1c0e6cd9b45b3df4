package dev.tradewind.plugin.binance;

import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.value.Quantity;
import java.util.List;
import java.util.Optional;

/** The requests that are made, as Binance's documentation of the spot REST API has them, with their weights. */
final class Calls {
    static final int MAX_TRADES = 1_000;
    static final int MAX_KLINES = 1_000;
    static final int MAX_ORDERS = 1_000;

    private static final String ORDER = "/api/v3/order";

    private Calls() {}

    /** How an order is named in a request: by the id of whoever placed it, or by the exchange's. */
    record Target(boolean client, String id) {
        static Target client(Object id) {
            return new Target(true, id.toString());
        }

        static Target venue(String id) {
            return new Target(false, id);
        }
    }

    static Call exchangeInfo(List<String> symbols) {
        String list = "[\"" + String.join("\",\"", symbols) + "\"]";
        return Call.opening("/api/v3/exchangeInfo", new Query().with("symbols", list), 20);
    }

    static Call depth(String symbol, int levels) {
        int weight = levels <= 100 ? 5 : levels <= 500 ? 25 : levels <= 1_000 ? 50 : 250;
        return Call.open("/api/v3/depth", new Query().with("symbol", symbol).with("limit", levels), weight);
    }

    /** Bars of intervals that begin in a period, the oldest first. */
    static Call klines(String symbol, String interval, long fromMillis, long toMillis) {
        Query query = new Query()
                .with("symbol", symbol)
                .with("interval", interval)
                .with("startTime", fromMillis)
                .with("endTime", toMillis)
                .with("limit", MAX_KLINES);
        return Call.open("/api/v3/klines", query, 2);
    }

    /** Trades of everybody from a number on. */
    static Call historicalTrades(String symbol, long fromId, int limit) {
        Query query = new Query().with("symbol", symbol).with("fromId", fromId).with("limit", limit);
        return Call.open("/api/v3/historicalTrades", query, 25);
    }

    static Call submit(String symbol, OrderRequest request, Object clientOrderId) {
        Query query = new Query()
                .with("symbol", symbol)
                .with("side", request.side())
                .with("newClientOrderId", clientOrderId)
                .with("newOrderRespType", "FULL")
                .with("type", type(request));
        return Call.order(ORDER, terms(query, request, request.quantity()));
    }

    /**
     * Cancels and replaces in one request.
     *
     * @param quantity of the new order, which is what is left
     * @param onlyIfUntouched do nothing if the old one was filled in part meanwhile
     */
    static Call replace(
            String symbol,
            Target target,
            OrderRequest request,
            Quantity quantity,
            Object clientOrderId,
            boolean onlyIfUntouched) {
        Query query = new Query()
                .with("symbol", symbol)
                .with("side", request.side())
                .with("type", type(request))
                .with("newClientOrderId", clientOrderId)
                .with("newOrderRespType", "FULL");
        terms(query, request, quantity)
                .with("cancelReplaceMode", "STOP_ON_FAILURE")
                .with(target.client() ? "cancelOrigClientOrderId" : "cancelOrderId", target.id());
        if (onlyIfUntouched) {
            query.with("cancelRestrictions", "ONLY_NEW");
        }
        return Call.order(ORDER + "/cancelReplace", query);
    }

    private static Query terms(Query query, OrderRequest request, Quantity quantity) {
        query.with("quantity", quantity);
        OrderPrices prices = request.prices();
        if (request.type().hasLimitPrice() && prices.limit() != null) {
            query.with("price", prices.limit());
        }
        if (request.type().isStop() && prices.stop() != null) {
            query.with("stopPrice", prices.stop());
        }
        // Market orders have none, and post-only orders cannot have another than GTC.
        if (request.type().hasLimitPrice() && !isLimitMaker(request)) {
            query.with("timeInForce", request.conditions().timeInForce());
        }
        return query;
    }

    private static boolean isLimitMaker(OrderRequest request) {
        return request.type() == OrderType.LIMIT && request.conditions().postOnly();
    }

    private static String type(OrderRequest request) {
        return switch (request.type()) {
            case MARKET -> "MARKET";
            case LIMIT -> isLimitMaker(request) ? "LIMIT_MAKER" : "LIMIT";
            case STOP -> "STOP_LOSS";
            case STOP_LIMIT -> "STOP_LOSS_LIMIT";
            case TRAILING_STOP -> throw new IllegalArgumentException("trailing stops are not taken");
        };
    }

    /** Why such an order cannot be put into Binance's terms; empty if it can. */
    static Optional<String> objection(OrderRequest request) {
        OrderConditions conditions = request.conditions();
        boolean limited = request.type().hasLimitPrice();
        if (!limited && conditions.timeInForce() == TimeInForce.FOK) {
            return Optional.of("a " + request.type() + " order cannot be FOK here");
        }
        if (conditions.postOnly()
                && (request.type() != OrderType.LIMIT || conditions.timeInForce() != TimeInForce.GTC)) {
            return Optional.of("only GTC limit orders can be post-only here");
        }
        if (limited && request.prices().limit() == null) {
            return Optional.of("a " + request.type() + " order needs a limit price");
        }
        if (request.type().isStop() && request.prices().stop() == null) {
            return Optional.of("a " + request.type() + " order needs a stop price");
        }
        return Optional.empty();
    }

    private static Query about(String symbol, Target target, String clientName) {
        return new Query().with("symbol", symbol).with(target.client() ? clientName : "orderId", target.id());
    }

    static Call cancel(String symbol, Target target) {
        return Call.cancel(ORDER, about(symbol, target, "origClientOrderId"));
    }

    static Call order(String symbol, Target target) {
        return Call.asked(ORDER, about(symbol, target, "origClientOrderId"), 4);
    }

    static Call openOrders(String symbol) {
        return Call.asked("/api/v3/openOrders", new Query().with("symbol", symbol), 6);
    }

    static Call allOrders(String symbol) {
        return Call.asked("/api/v3/allOrders", new Query().with("symbol", symbol), 20);
    }

    static Call allOrders(String symbol, String by, long value) {
        Query query = new Query().with("symbol", symbol).with(by, value).with("limit", MAX_ORDERS);
        return Call.asked("/api/v3/allOrders", query, 20);
    }

    static Call myTrades(String symbol) {
        return Call.asked("/api/v3/myTrades", new Query().with("symbol", symbol), 20);
    }

    /** @param by {@code fromId}, {@code startTime}: more than one together is refused; or {@code orderId} */
    static Call myTrades(String symbol, String by, Object value) {
        Query query = new Query().with("symbol", symbol).with(by, value).with("limit", MAX_TRADES);
        return Call.asked("/api/v3/myTrades", query, by.equals("orderId") ? 5 : 20);
    }

    static Call lastTrade(String symbol) {
        return Call.asked("/api/v3/myTrades", new Query().with("symbol", symbol).with("limit", 1), 20);
    }

    static Call account() {
        return Call.asked("/api/v3/account", new Query(), 20);
    }
}
