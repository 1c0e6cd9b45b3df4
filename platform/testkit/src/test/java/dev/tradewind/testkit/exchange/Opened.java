package dev.tradewind.testkit.exchange;

import dev.tradewind.sdk.value.Decimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An exchange on the test clock with a client, for one test. */
final class Opened implements AutoCloseable {
    final TestExchange exchange;
    final RestClient client;

    Opened(ExchangeOptions options) {
        exchange = TestExchange.start(options);
        client = new RestClient(exchange.restUrl());
    }

    static Opened calm(Path folder) {
        return new Opened(ExchangeOptions.standard(folder).withManualClock());
    }

    RestClient.Answer control(String... pairs) {
        return client.send("POST", "/control", RestClient.encode(RestClient.params(pairs)), false);
    }

    void advance(long millis) {
        control("advance", Long.toString(millis));
    }

    Decimal best(String symbol, String side) {
        return Decimal.parse(client.get("/api/v3/ticker/bookTicker", "symbol", symbol).field(side + "Price"));
    }

    /** So many ticks from the best price. */
    String price(String side, int ticks) {
        return best("BTCUSDT", side).plus(Decimal.parse("0.01").times(Decimal.of(ticks))).toString();
    }

    /** A price so far from the best bid that nothing happens there. */
    String farBid() {
        return Decimal.parse("0.9").times(best("BTCUSDT", "bid"))
                .roundedTo(Decimal.parse("0.01"), RoundingMode.DOWN)
                .toString();
    }

    RestClient.Answer limit(String side, String quantity, String price, String... more) {
        String[] pairs = {
            "symbol", "BTCUSDT", "side", side, "type", "LIMIT", "timeInForce", "GTC", "quantity", quantity, "price",
            price
        };
        return client.order(join(pairs, more));
    }

    RestClient.Answer market(String side, String quantity) {
        return client.order("symbol", "BTCUSDT", "side", side, "type", "MARKET", "quantity", quantity);
    }

    static String[] join(String[] first, String... more) {
        String[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }

    RestClient.Answer query(String clientOrderId) {
        return client.signed("GET", "/api/v3/order", "symbol", "BTCUSDT", "origClientOrderId", clientOrderId);
    }

    Books books() {
        return Books.of(client.get("/truth").object());
    }

    int faults(FaultType type) {
        Object counts = client.get("/faults").object().get("counts");
        return counts instanceof Map<?, ?> map ? Integer.parseInt(String.valueOf(map.get(type.text()))) : -1;
    }

    static List<Map<String, @Nullable Object>> rows(RestClient.Answer answer) {
        return Books.rows(answer.array());
    }

    @Override
    public void close() {
        client.close();
        exchange.close();
    }
}
