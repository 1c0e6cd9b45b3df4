package dev.tradewind.testkit.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsTest {
    @TempDir
    Path folder;

    private Opened at;

    @BeforeEach
    void open() {
        at = Opened.calm(folder);
    }

    @AfterEach
    void close() {
        at.close();
    }

    private StreamEar listen(String path) {
        return new StreamEar(at.exchange.streamUrl() + path);
    }

    private static Predicate<Map<String, @Nullable Object>> event(String type) {
        return message -> type.equals(message.get("e"));
    }

    @Test
    void aBookIsKeptBySnapshotAndDeltas() throws InterruptedException {
        try (StreamEar ear = listen("/ws/btcusdt@depth@100ms")) {
            at.advance(500);
            Map<String, @Nullable Object> snapshot =
                    at.client.get("/api/v3/depth", "symbol", "BTCUSDT", "limit", "5000").object();
            at.limit("BUY", "0.01", at.farBid());
            at.market("SELL", "2");
            at.advance(3000);
            Map<String, @Nullable Object> after =
                    at.client.get("/api/v3/depth", "symbol", "BTCUSDT", "limit", "5000").object();
            long until = Long.parseLong(String.valueOf(after.get("lastUpdateId")));
            ear.await(message -> number(message, "u") >= until);

            long last = Long.parseLong(String.valueOf(snapshot.get("lastUpdateId")));
            Map<String, String> bids = side(snapshot.get("bids"));
            Map<String, String> asks = side(snapshot.get("asks"));
            for (Map<String, @Nullable Object> delta : ear.all()) {
                if (number(delta, "u") <= last) {
                    continue;
                }
                assertThat(number(delta, "U")).isLessThanOrEqualTo(last + 1);
                last = number(delta, "u");
                apply(delta.get("b"), bids);
                apply(delta.get("a"), asks);
            }

            assertThat(last).isEqualTo(until);
            assertThat(bids).isEqualTo(side(after.get("bids")));
            assertThat(asks).isEqualTo(side(after.get("asks")));
        }
    }

    private static long number(Map<String, @Nullable Object> message, String name) {
        return Long.parseLong(String.valueOf(message.getOrDefault(name, "-1")));
    }

    private static Map<String, String> side(@Nullable Object levels) {
        Map<String, String> side = new TreeMap<>();
        apply(levels, side);
        return side;
    }

    private static void apply(@Nullable Object levels, Map<String, String> side) {
        for (Object level : (List<?>) Objects.requireNonNull(levels)) {
            List<?> pair = (List<?>) level;
            String price = String.valueOf(pair.getFirst());
            String quantity = String.valueOf(pair.getLast());
            if (quantity.equals("0.00000000")) {
                side.remove(price);
            } else {
                side.put(price, quantity);
            }
        }
    }

    @Test
    void tradesAndQuotesAreToldInCombinedStreams() throws InterruptedException {
        try (StreamEar ear = listen("/stream?streams=btcusdt@trade/btcusdt@bookTicker/btcusdt@depth5")) {
            at.market("BUY", "0.01");
            at.advance(2000);

            Map<String, @Nullable Object> trade = ear.await(stream("btcusdt@trade"));
            assertThat(String.valueOf(trade.get("data"))).contains("e=trade", "s=BTCUSDT", "m=false");
            assertThat(String.valueOf(ear.await(stream("btcusdt@bookTicker")).get("data"))).contains("s=BTCUSDT");
            assertThat(String.valueOf(ear.await(stream("btcusdt@depth5")).get("data"))).contains("lastUpdateId");
        }
    }

    private static Predicate<Map<String, @Nullable Object>> stream(String name) {
        return message -> name.equals(message.get("stream"));
    }

    @Test
    void subscriptionsComeAndGo() throws InterruptedException {
        try (StreamEar ear = listen("/ws")) {
            ear.say("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":1}");
            assertThat(ear.await(answer("1"))).containsEntry("result", null);
            ear.say("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":2}");
            assertThat(ear.await(answer("2"))).containsEntry("result", List.of("btcusdt@trade"));
            at.market("BUY", "0.01");
            ear.await(event("trade"));

            ear.say("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":3}");
            ear.await(answer("3"));
            long heard = ear.all().size();
            at.market("BUY", "0.01");
            ear.say("{\"method\":\"NONSENSE\",\"id\":4}");
            assertThat(String.valueOf(ear.await(answer("4")).get("error"))).contains("code=2");
            assertThat(ear.all()).hasSize((int) heard + 1);
            ear.say("not json");
            ear.await(message -> String.valueOf(message.get("error")).contains("Invalid JSON"));
        }
    }

    private static Predicate<Map<String, @Nullable Object>> answer(String id) {
        return message -> id.equals(message.get("id"));
    }

    private String listenKey() {
        return at.client.keyed("POST", "/api/v3/userDataStream").field("listenKey");
    }

    @Test
    void theUserStreamTellsTheLifeOfAnOrder() throws InterruptedException {
        try (StreamEar ear = listen("/ws/" + listenKey())) {
            at.limit("BUY", "0.01", at.farBid(), "newClientOrderId", "life");
            at.client.signed("DELETE", "/api/v3/order", "symbol", "BTCUSDT", "origClientOrderId", "life",
                    "newClientOrderId", "end");
            at.market("BUY", "0.01");

            List<Map<String, @Nullable Object>> reports = ear.awaitMany(event("executionReport"), 4);
            assertThat(reports.stream().map(report -> report.get("x") + " " + report.get("X")))
                    .containsExactly("NEW NEW", "CANCELED CANCELED", "NEW NEW", "TRADE FILLED");
            assertThat(reports.get(1)).containsEntry("c", "end").containsEntry("C", "life");
            Map<String, @Nullable Object> trade = reports.get(3);
            assertThat(trade).containsEntry("l", "0.01000000").containsEntry("z", "0.01000000")
                    .containsEntry("N", "BTC").containsEntry("n", "0.00001000").containsEntry("m", false);
            List<Map<String, @Nullable Object>> trades =
                    Opened.rows(at.client.signed("GET", "/api/v3/myTrades", "symbol", "BTCUSDT"));
            assertThat(trades.getFirst().get("id")).isEqualTo(trade.get("t"));
            Map<String, @Nullable Object> position =
                    ear.awaitMany(event("outboundAccountPosition"), 3).getLast();
            assertThat(String.valueOf(position.get("B"))).contains("a=BTC, f=10.00999000, l=0.00000000");
        }
    }

    @Test
    void aListenKeyIsProlongedAndEnds() {
        String key = listenKey();

        assertThat(listenKey()).isEqualTo(key);
        assertThat(at.client.keyed("PUT", "/api/v3/userDataStream", "listenKey", key).body()).isEqualTo("{}");
        assertThat(at.client.keyed("DELETE", "/api/v3/userDataStream", "listenKey", key).body()).isEqualTo("{}");
        assertThat(at.client.keyed("PUT", "/api/v3/userDataStream", "listenKey", key).refusal())
                .isEqualTo("400 -1125 This listenKey does not exist.");
        String next = listenKey();
        assertThat(next).isNotEqualTo(key);
        at.advance(3_600_001);
        assertThat(at.client.keyed("PUT", "/api/v3/userDataStream", "listenKey", next).refusal())
                .startsWith("400 -1125");
    }

    @Test
    void theWebSocketApiTradesAndSubscribes() throws InterruptedException {
        try (StreamEar ear = listen("/ws-api/v3")) {
            ear.say(signed("s", "userDataStream.subscribe.signature"));
            Map<String, @Nullable Object> subscribed = ear.await(answer("s"));
            assertThat(subscribed)
                    .containsEntry("status", "200")
                    .containsEntry("result", Map.of("subscriptionId", "0"));

            ear.say(signed("o", "order.place", "symbol", "BTCUSDT", "side", "BUY", "type", "MARKET", "quantity",
                    "0.01", "newClientOrderId", "by-socket"));
            assertThat(String.valueOf(ear.await(answer("o")).get("result"))).contains("status=FILLED");
            Map<String, @Nullable Object> report = ear.await(
                    message -> String.valueOf(message.get("event")).contains("x=TRADE"));
            assertThat(report).containsEntry("subscriptionId", "0");

            ear.say(signed("b", "order.place", "symbol", "BTCUSDT"));
            assertThat(String.valueOf(ear.await(answer("b")).get("error"))).contains("code=-1102");
            ear.say("{\"id\":\"u\",\"method\":\"userDataStream.unsubscribe\",\"params\":{\"subscriptionId\":0}}");
            assertThat(ear.await(answer("u"))).containsEntry("status", "200");
            ear.say("{\"id\":\"t\",\"method\":\"time\"}");
            assertThat(String.valueOf(ear.await(answer("t")).get("result"))).contains("serverTime");
            ear.say("{\"id\":\"n\",\"method\":\"nothing\"}");
            assertThat(ear.await(answer("n"))).containsEntry("status", "400");
        }
    }

    private String signed(String id, String method, String... pairs) {
        Map<String, String> params = new TreeMap<>(RestClient.params(pairs));
        params.put("apiKey", AccountSpec.DEFAULT_KEY);
        params.put("timestamp", at.client.serverMillis());
        params.put("signature", Gate.sign(AccountSpec.DEFAULT_SECRET, RestClient.encode(params)));
        JsonObject sent = new JsonObject();
        params.forEach(sent::put);
        return new JsonObject().put("id", id).put("method", method).put("params", sent).toString();
    }
}
