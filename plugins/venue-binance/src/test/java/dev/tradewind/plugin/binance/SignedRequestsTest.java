package dev.tradewind.plugin.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.plugin.binance.Calls.Target;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.testing.TestData;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** Requests are byte for byte those of an independent client, with the same clock, keys and client ids. */
final class SignedRequestsTest {
    private static final String SYMBOL = "BTCUSDT";
    private static final InstrumentId BTC = Listing.id(SYMBOL);
    /** That client's window; ours is at most 2,000, which only the settings say. */
    private static final long WINDOW = 10_000;

    /** What the cases call is another product, or nothing that this plugin asks for, each for the reason beside it. */
    private static final Map<String, String> NOT_OURS = Map.ofEntries(
            Map.entry("fetchTicker", "prices come by the stream"),
            Map.entry("fetchTrades", "trades come by the stream"),
            Map.entry("fetchOHLCV", "bars are made from trades"),
            Map.entry("cancelAllOrders", "orders are cancelled one by one, each with an answer"),
            Map.entry("fetchTradingFee", "fees come with fills"),
            Map.entry("fetchTradingFees", "fees come with fills"),
            Map.entry("fetchDepositAddress", "nothing is withdrawn or deposited"),
            Map.entry("createOrder/test order", "a test order is not placed"),
            Map.entry("createOrder/take profit price", "the SDK has no take-profit type; the engine places a limit"));

    private static Rest rest(Json credentials) {
        Settings settings = new Settings(
                Settings.Addresses.LIVE,
                TradingMode.LIVE,
                List.of(SYMBOL),
                new Settings.Requests(2_000, 1_000, 1_000),
                Settings.Streams.DEFAULT);
        Credentials keys = new Credentials(credentials.text("apiKey"), Signer.of(credentials.text("secret")));
        return new Rest(HttpClient.newHttpClient(), settings, Optional.of(keys), ServerClock.ofSystem());
    }

    @Test
    void spotRequestsAreThoseOfAnIndependentClient() throws IOException {
        Path file = TestData.require("payloads/ccxt_generated/request/binance.json");
        Json cases = Json.parse(Files.readString(file));
        Rest rest = rest(cases.at("credentials"));
        long clock = cases.whole("clock");

        int compared = 0;
        for (String method : cases.at("methods").names()) {
            for (Json one : cases.at("methods").at(method).items()) {
                String name = method + "/" + one.text("description");
                boolean spot = one.text("url").startsWith("https://api.binance.com/api/");
                if (!spot || NOT_OURS.containsKey(method) || NOT_OURS.containsKey(name)) {
                    continue;
                }
                HttpRequest request = rest.request(ours(one, name), clock, WINDOW);
                assertThat(request.method()).as(name).isEqualTo(one.text("httpMethod"));
                assertThat(request.uri()).as(name).isEqualTo(URI.create(one.text("url")));
                assertThat(body(request)).as(name).isEqualTo(one.text("output", ""));
                for (String header : one.at("headers").names()) {
                    assertThat(request.headers().firstValue(header))
                            .as(name + " " + header)
                            .contains(one.at("headers").text(header));
                }
                compared++;
            }
        }
        assertThat(compared).isEqualTo(18);
    }

    /** What we would send in that case. */
    private static Call ours(Json one, String name) {
        List<Json> input = one.at("input").items();
        return switch (name.substring(0, name.indexOf('/'))) {
            case "createOrder" -> Calls.submit(SYMBOL, order(input), clientId(one));
            // That client names the order by the exchange's id, and does not ask for it to be untouched.
            case "editOrder" -> {
                OrderRequest request = order(input.subList(1, input.size()));
                Target target = Target.venue(input.get(0).asText());
                yield Calls.replace(SYMBOL, target, request, request.quantity(), clientId(one), false);
            }
            case "cancelOrder" -> Calls.cancel(SYMBOL, Target.venue(input.get(0).asText()));
            case "fetchOrders" -> Calls.allOrders(SYMBOL);
            case "fetchOpenOrders" -> Calls.openOrders(SYMBOL);
            case "fetchMyTrades" -> Calls.myTrades(SYMBOL);
            case "fetchBalance" -> Calls.account();
            // That client leaves the number of levels to the exchange.
            case "fetchOrderBook" -> Call.open("/api/v3/depth", new Query().with("symbol", SYMBOL), 5);
            default -> throw new AssertionError("a case that nobody has thought of: " + name);
        };
    }

    private static String clientId(Json one) {
        String text = one.text("output");
        int from = text.indexOf("newClientOrderId=") + 17;
        return text.substring(from, text.indexOf('&', from));
    }

    private static OrderRequest order(List<Json> input) {
        Side side = input.get(2).asText().equals("buy") ? Side.BUY : Side.SELL;
        Quantity quantity = new Quantity(input.get(3).asDecimal());
        if (input.get(1).asText().equals("market")) {
            return OrderRequest.market(BTC, side, quantity);
        }
        Price limit = new Price(input.get(4).asDecimal());
        OrderRequest order = OrderRequest.limit(BTC, side, quantity, limit);
        Json more = input.size() > 5 ? input.get(5) : Json.parse("{}");
        for (String stop : List.of("triggerPrice", "stopLossPrice")) {
            if (more.has(stop)) {
                return OrderRequest.stopLimit(BTC, side, quantity, new Price(more.decimal(stop)), limit);
            }
        }
        return switch (more.text("timeInForce", "GTC")) {
            case "IOC" -> order.with(OrderConditions.IOC);
            case "FOK" -> order.with(OrderConditions.FOK);
            default ->
                more.flag("postOnly", false) ? order.with(OrderConditions.GTC.withPostOnly()) : order;
        };
    }

    private static String body(HttpRequest request) {
        StringBuilder body = new StringBuilder();
        request.bodyPublisher().ifPresent(publisher -> publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer item) {
                body.append(StandardCharsets.UTF_8.decode(item));
            }

            @Override
            public void onError(Throwable error) {
                throw new AssertionError(error);
            }

            @Override
            public void onComplete() {}
        }));
        return body.toString();
    }
}
