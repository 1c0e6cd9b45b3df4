package dev.tradewind.plugin.binance;

import dev.tradewind.plugin.binance.ScriptedMarket.Order;
import dev.tradewind.plugin.binance.ScriptedMarket.Refusal;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.testkit.venue.ExchangeDouble;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A small exchange that speaks Binance's spot dialect, and misbehaves on request. All of it is on one event loop. */
final class ScriptedExchange implements ExchangeDouble, AutoCloseable {
    static final String KEY = "scripted-key";
    static final String SECRET = "scripted-secret";

    private static final long STEP_MILLIS = 100;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Signer signer = Signer.of(SECRET);
    private final List<ServerWebSocket> markets = new ArrayList<>();
    private final List<ServerWebSocket> users = new ArrayList<>();
    private final ScriptedMarket market = new ScriptedMarket(this::report);
    private final Deque<JsonObject> held = new ArrayDeque<>();
    private final HttpServer server;
    private volatile @Nullable Fault fault;
    private final AtomicInteger marketStreams = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();

    ScriptedExchange() {
        server = await(Future.future(promise -> context.runOnContext(none -> vertx
                .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(this::request)
                .webSocketHandler(this::socket)
                .listen()
                .onComplete(promise))));
        on(() -> vertx.setPeriodic(STEP_MILLIS, timer -> step()));
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private void on(Runnable action) {
        await(Future.<Void>future(promise -> context.runOnContext(none -> {
            action.run();
            promise.complete();
        })));
    }

    Settings settings() {
        return settings(Settings.Streams.DEFAULT.renewMillis());
    }

    Settings settings(long renewMillis) {
        String at = "127.0.0.1:" + server.actualPort();
        return new Settings(
                new Settings.Addresses(
                        URI.create("http://" + at), URI.create("ws://" + at), URI.create("ws://" + at + "/ws-api/v3")),
                TradingMode.TESTNET,
                List.of(ScriptedMarket.SYMBOL),
                new Settings.Requests(2_000, 3_000, 100),
                new Settings.Streams(5_000, renewMillis, 100, 1_000, true));
    }

    BinanceConnection connect() {
        return BinanceConnection.open(settings(), Optional.of(new Credentials(KEY, Signer.of(SECRET))));
    }

    /** The next subscriptions get no answer, over a stream that works. */
    void keepSilentAboutSubscriptions(int subscriptions) {
        unanswered.set(subscriptions);
    }

    int marketStreams() {
        return marketStreams.get();
    }

    @Override
    public void misbehave(Fault next) {
        fault = next;
    }

    @Override
    public void behave() {
        fault = null;
        on(() -> {
            while (!held.isEmpty()) {
                tell(held.removeLast());
            }
        });
    }

    @Override
    public void cutConnections() {
        on(() -> {
            List.copyOf(markets).forEach(ServerWebSocket::close);
            List.copyOf(users).forEach(ServerWebSocket::close);
        });
    }

    @Override
    public void fillAll() {
        on(() -> List.copyOf(market.orders.values()).stream()
                .filter(order -> order.works() && order.hasLimit())
                .forEach(order -> market.fill(order, order.left(), order.price, true)));
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private void step() {
        List<String> streams = List.of("@depth@100ms", "@trade", "@bookTicker");
        List<JsonObject> messages = market.step();
        for (int i = 0; i < messages.size(); i++) {
            String text = new JsonObject()
                    .put("stream", "btcusdt" + streams.get(i))
                    .put("data", messages.get(i))
                    .encode();
            markets.forEach(one -> one.writeTextMessage(text));
        }
    }

    private void report(JsonObject report) {
        Fault now = fault;
        if (now == Fault.SILENCE_AFTER_ACCEPTING || now == Fault.ERROR_AFTER_ACCEPTING || now == Fault.EVENTS_LOST) {
            return;
        }
        if (now != Fault.EVENTS_OUT_OF_ORDER) {
            tell(report);
            if (now == Fault.EVENTS_TWICE) {
                tell(report);
            }
            return;
        }
        // Three at a time, the last first.
        held.add(report);
        if (held.size() == 3) {
            while (!held.isEmpty()) {
                tell(held.removeLast());
            }
        } else if (held.size() == 1) {
            vertx.setTimer(60, timer -> {
                while (!held.isEmpty()) {
                    tell(held.removeLast());
                }
            });
        }
    }

    private void tell(JsonObject report) {
        String text =
                new JsonObject().put("subscriptionId", 0).put("event", report).encode();
        users.forEach(one -> one.writeTextMessage(text));
    }

    private void socket(ServerWebSocket socket) {
        if (socket.path().equals("/stream")) {
            marketStreams.incrementAndGet();
            markets.add(socket);
            socket.closeHandler(none -> markets.remove(socket));
            return;
        }
        socket.closeHandler(none -> users.remove(socket));
        socket.textMessageHandler(text -> {
            if (unanswered.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return;
            }
            JsonObject asked = new JsonObject(text);
            Map<String, String> parameters = new LinkedHashMap<>();
            asked.getJsonObject("params").forEach(one -> parameters.put(one.getKey(), String.valueOf(one.getValue())));
            String signature = String.valueOf(parameters.remove("signature"));
            Query query = new Query();
            parameters.forEach(query::with);
            boolean right = signature.equals(signer.sign(query.sortedText())) && KEY.equals(parameters.get("apiKey"));
            JsonObject answer = new JsonObject().put("id", asked.getString("id")).put("status", right ? 200 : 400);
            if (right) {
                users.add(socket);
                answer.put("result", new JsonObject().put("subscriptionId", 0));
            } else {
                answer.put("error", new JsonObject().put("code", -1022).put("msg", "Signature is not valid."));
            }
            socket.writeTextMessage(answer.encode());
        });
    }

    private void request(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            String payload = request.method().name().equals("POST")
                    ? body.toString(StandardCharsets.UTF_8)
                    : request.query() == null ? "" : request.query();
            try {
                answer(request, handle(request, payload));
            } catch (Refusal e) {
                JsonObject refusal = new JsonObject().put("code", e.code).put("msg", String.valueOf(e.getMessage()));
                request.response().setStatusCode(400).end(refusal.encode());
            } catch (Replaced e) {
                request.response().setStatusCode(e.status).end(e.body.encode());
            }
        });
    }

    private void answer(HttpServerRequest request, Object body) {
        boolean acts = !request.method().name().equals("GET");
        Fault now = acts ? fault : null;
        String text = body instanceof JsonObject object ? object.encode() : ((JsonArray) body).encode();
        if (now == Fault.SILENCE_AFTER_ACCEPTING) {
            return;
        }
        if (now == Fault.ERROR_AFTER_ACCEPTING) {
            request.response().setStatusCode(503).end("<html>Service Unavailable</html>");
        } else if (now == Fault.EVENTS_BEFORE_ANSWERS) {
            vertx.setTimer(120, timer -> request.response().end(text));
        } else {
            request.response().end(Buffer.buffer(text));
        }
    }

    /** An answer to a cancel-and-replace that is not a success. */
    private static final class Replaced extends Exception {
        final int status;
        final JsonObject body;

        Replaced(int status, JsonObject body) {
            super("not replaced");
            this.status = status;
            this.body = body;
        }
    }

    private static Map<String, String> parameters(String payload) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String part : payload.split("&")) {
            int is = part.indexOf('=');
            if (is > 0) {
                all.put(part.substring(0, is), URLDecoder.decode(part.substring(is + 1), StandardCharsets.UTF_8));
            }
        }
        return all;
    }

    private void checkSigned(HttpServerRequest request, String payload, Map<String, String> asked) throws Refusal {
        if (!KEY.equals(request.getHeader("X-MBX-APIKEY"))) {
            throw new Refusal(-2015, "Invalid API-key, IP, or permissions for action.");
        }
        int at = payload.lastIndexOf("&signature=");
        if (at < 0 || !signer.sign(payload.substring(0, at)).equals(asked.get("signature"))) {
            throw new Refusal(-1022, "Signature for this request is not valid.");
        }
        long sent = Long.parseLong(asked.getOrDefault("timestamp", "0"));
        long window = Long.parseLong(asked.getOrDefault("recvWindow", "5000"));
        long now = System.currentTimeMillis();
        if (sent >= now + 1_000 || now - sent > window) {
            throw new Refusal(-1021, "Timestamp for this request is outside of the recvWindow.");
        }
    }

    private Object handle(HttpServerRequest request, String payload) throws Refusal, Replaced {
        Map<String, String> asked = parameters(payload);
        String what = request.method() + " " + request.path();
        switch (what) {
            case "GET /api/v3/time" -> {
                return new JsonObject().put("serverTime", System.currentTimeMillis());
            }
            case "GET /api/v3/exchangeInfo" -> {
                return info();
            }
            case "GET /api/v3/depth" -> {
                return market.depth();
            }
            default -> checkSigned(request, payload, asked);
        }
        return switch (what) {
            case "POST /api/v3/order" -> {
                Order order = market.place(asked);
                yield order.json().put("fills", order.fills.copy());
            }
            case "DELETE /api/v3/order" -> cancel(asked, "origClientOrderId", "orderId");
            case "POST /api/v3/order/cancelReplace" -> replace(asked);
            case "GET /api/v3/order" -> {
                Order order = market.find(asked, "origClientOrderId", "orderId");
                if (order == null) {
                    throw new Refusal(-2013, "Order does not exist.");
                }
                yield order.json();
            }
            case "GET /api/v3/openOrders" -> orders(true);
            case "GET /api/v3/allOrders" -> orders(false);
            case "GET /api/v3/myTrades" -> trades(asked);
            case "GET /api/v3/account" -> new JsonObject()
                    .put("balances", new JsonArray()
                            .add(new JsonObject().put("asset", "BTC").put("free", "1.5").put("locked", "0.5"))
                            .add(new JsonObject().put("asset", "XYZ").put("free", "0.0").put("locked", "0.0")));
            default -> throw new Refusal(-1020, "This operation is not supported.");
        };
    }

    private JsonObject cancel(Map<String, String> asked, String clientName, String venueName) throws Refusal {
        Order order = market.find(asked, clientName, venueName);
        if (order != null && order.works() && fault == Fault.FILLS_WHEN_CANCELLED) {
            market.fill(order, order.left(), order.price, true);
        }
        if (order == null || !order.works()) {
            throw new Refusal(-2011, "Unknown order sent.");
        }
        if ("ONLY_NEW".equals(asked.get("cancelRestrictions")) && order.filled.signum() > 0) {
            throw new Refusal(-2011, "Order was not canceled due to cancel restrictions.");
        }
        market.end(order, "CANCELED");
        return order.json().put("origClientOrderId", order.client).put("clientOrderId", "cancel-" + order.id);
    }

    private JsonObject replace(Map<String, String> asked) throws Replaced {
        JsonObject data = new JsonObject();
        try {
            data.put("cancelResponse", cancel(asked, "cancelOrigClientOrderId", "cancelOrderId"));
            data.put("cancelResult", "SUCCESS");
        } catch (Refusal e) {
            data.put("cancelResult", "FAILURE").put("newOrderResult", "NOT_ATTEMPTED");
            data.put("cancelResponse", refusal(e)).putNull("newOrderResponse");
            throw new Replaced(400, half(-2022, "Order cancel-replace failed.", data));
        }
        try {
            Order order = market.place(asked);
            data.put("newOrderResult", "SUCCESS");
            data.put("newOrderResponse", order.json().put("fills", order.fills.copy()));
            return data;
        } catch (Refusal e) {
            data.put("newOrderResult", "FAILURE").put("newOrderResponse", refusal(e));
            throw new Replaced(409, half(-2021, "Order cancel-replace partially failed.", data));
        }
    }

    private static JsonObject refusal(Refusal e) {
        return new JsonObject().put("code", e.code).put("msg", String.valueOf(e.getMessage()));
    }

    private static JsonObject half(int code, String message, JsonObject data) {
        return new JsonObject().put("code", code).put("msg", message).put("data", data);
    }

    private JsonArray orders(boolean open) {
        JsonArray all = new JsonArray();
        market.orders.values().stream()
                .filter(order -> !open || order.works())
                .forEach(order -> all.add(order.json()));
        return all;
    }

    private JsonArray trades(Map<String, String> asked) {
        long from = Long.parseLong(asked.getOrDefault("fromId", "0"));
        long since = Long.parseLong(asked.getOrDefault("startTime", "0"));
        JsonArray all = new JsonArray();
        market.trades.stream()
                .filter(trade -> trade.getLong("id") >= from && trade.getLong("time") >= since)
                .filter(trade -> !asked.containsKey("orderId")
                        || asked.get("orderId").equals(String.valueOf(trade.getLong("orderId"))))
                .forEach(all::add);
        return all;
    }

    private static JsonObject info() {
        JsonArray filters = new JsonArray()
                .add(new JsonObject().put("filterType", "PRICE_FILTER").put("tickSize", "0.01000000"))
                .add(new JsonObject()
                        .put("filterType", "LOT_SIZE")
                        .put("minQty", "0.00001000")
                        .put("stepSize", "0.00001000"))
                .add(new JsonObject().put("filterType", "NOTIONAL").put("minNotional", "5.00000000"));
        JsonObject symbol = new JsonObject()
                .put("symbol", ScriptedMarket.SYMBOL)
                .put("baseAsset", "BTC")
                .put("quoteAsset", "USDT")
                .put("filters", filters);
        // Much room, since a contract's run sends more in a minute than a strategy in a day.
        JsonArray limits = new JsonArray()
                .add(new JsonObject()
                        .put("rateLimitType", "REQUEST_WEIGHT")
                        .put("interval", "MINUTE")
                        .put("intervalNum", 1)
                        .put("limit", 600_000))
                .add(new JsonObject()
                        .put("rateLimitType", "ORDERS")
                        .put("interval", "SECOND")
                        .put("intervalNum", 10)
                        .put("limit", 100_000));
        return new JsonObject().put("symbols", new JsonArray().add(symbol)).put("rateLimits", limits);
    }
}
