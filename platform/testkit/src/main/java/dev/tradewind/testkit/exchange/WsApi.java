package dev.tradewind.testkit.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The WebSocket API: the requests of REST by other names, and subscriptions to the user stream. Meets no faults. */
final class WsApi {
    private static final Map<String, String> ROUTES = Map.ofEntries(
            Map.entry("ping", "GET /api/v3/ping"),
            Map.entry("time", "GET /api/v3/time"),
            Map.entry("exchangeInfo", "GET /api/v3/exchangeInfo"),
            Map.entry("depth", "GET /api/v3/depth"),
            Map.entry("order.place", "POST /api/v3/order"),
            Map.entry("order.test", "POST /api/v3/order/test"),
            Map.entry("order.cancel", "DELETE /api/v3/order"),
            Map.entry("order.cancelReplace", "POST /api/v3/order/cancelReplace"),
            Map.entry("order.status", "GET /api/v3/order"),
            Map.entry("openOrders.status", "GET /api/v3/openOrders"),
            Map.entry("openOrders.cancelAll", "DELETE /api/v3/openOrders"),
            Map.entry("account.status", "GET /api/v3/account"),
            Map.entry("allOrders", "GET /api/v3/allOrders"),
            Map.entry("myTrades", "GET /api/v3/myTrades"));
    private static final Set<String> SIGNATURE_NAMES = Set.of("apiKey", "timestamp", "recvWindow", "signature");

    private final Dialect dialect;
    private final StreamHub hub;

    WsApi(Dialect dialect, StreamHub hub) {
        this.dialect = dialect;
        this.hub = hub;
    }

    void hear(StreamLink link, String text) {
        Map<String, @Nullable Object> request;
        try {
            request = JsonText.object(text);
        } catch (IllegalArgumentException e) {
            link.answer(refusal(null, ApiError.of(-1135, "Invalid JSON Request")));
            return;
        }
        Object id = request.get("id");
        try {
            HttpReply tooMuch = dialect.meter().take(2);
            if (tooMuch != null) {
                link.answer("{\"id\":" + quoted(id) + ",\"status\":" + tooMuch.status() + ",\"error\":"
                        + tooMuch.body() + "}");
                return;
            }
            String result = result(link, String.valueOf(request.get("method")), params(request.get("params")));
            link.answer("{\"id\":" + quoted(id) + ",\"status\":200,\"result\":" + result + ",\"rateLimits\":[]}");
        } catch (ApiError e) {
            link.answer(refusal(id, e));
        }
    }

    private static String quoted(@Nullable Object id) {
        String object = new JsonObject().put("x", id).toString();
        return object.substring("{\"x\":".length(), object.length() - 1);
    }

    private static String refusal(@Nullable Object id, ApiError error) {
        return "{\"id\":" + quoted(id) + ",\"status\":" + error.status + ",\"error\":" + error.json() + "}";
    }

    private static Params params(@Nullable Object sent) {
        Map<String, String> values = new LinkedHashMap<>();
        if (sent instanceof Map<?, ?> map) {
            map.forEach((name, value) -> values.put(String.valueOf(name), String.valueOf(value)));
        }
        return new Params(values);
    }

    private String result(StreamLink link, String method, Params params) {
        if (method.equals("userDataStream.subscribe.signature")) {
            params.allow(SIGNATURE_NAMES);
            int number = hub.subscribe(link, dialect.gate().signed(params));
            return new JsonObject().put("subscriptionId", number).toString();
        }
        if (method.equals("userDataStream.unsubscribe")) {
            Integer number = params.has("subscriptionId") ? (int) params.number("subscriptionId") : null;
            if (!hub.unsubscribe(link, number)) {
                throw ApiError.of(-1130, "Data sent for parameter 'subscriptionId' is not valid.");
            }
            return "{}";
        }
        Endpoint endpoint = dialect.at(ROUTES.getOrDefault(method, ""));
        if (endpoint == null) {
            throw ApiError.of(-1000, "Unknown method '" + method + "'.");
        }
        Account account = endpoint.security().isSigned() ? dialect.gate().signed(params) : null;
        return dialect.call(endpoint, params, account, SIGNATURE_NAMES);
    }
}
