package dev.tradewind.testkit.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
    @TempDir
    Path folder;

    private static final String ACCOUNT = "/api/v3/account";

    @Test
    void theSignatureOfBinancesOwnExample() {
        // From "SIGNED Endpoint Examples for POST /api/v3/order" of Binance's REST documentation.
        assertThat(Gate.sign(
                        "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j",
                        "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000"
                                + "&timestamp=1499827319559"))
                .isEqualTo("c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71");
    }

    @Test
    void whoIsNotKnownStaysOutside() {
        try (Opened at = Opened.calm(folder);
                RestClient stranger = new RestClient(at.exchange.restUrl(), "somebody", "secret");
                RestClient forger = new RestClient(at.exchange.restUrl(), AccountSpec.DEFAULT_KEY, "guess")) {
            assertThat(at.client.get(ACCOUNT).refusal()).isEqualTo("401 -2014 API-key format invalid.");
            assertThat(stranger.signed("GET", ACCOUNT).refusal())
                    .isEqualTo("401 -2015 Invalid API-key, IP, or permissions for action.");
            assertThat(forger.signed("GET", ACCOUNT).refusal())
                    .isEqualTo("400 -1022 Signature for this request is not valid.");
            assertThat(at.client.keyed("GET", ACCOUNT, "timestamp", at.client.serverMillis()).refusal())
                    .startsWith("400 -1102 Mandatory parameter 'signature'");
            assertThat(at.client.keyed("GET", ACCOUNT, "signature", "00").refusal())
                    .startsWith("400 -1102 Mandatory parameter 'timestamp'");
        }
    }

    @Test
    void theReceiveWindowIsEnforced() {
        try (Opened at = Opened.calm(folder)) {
            long now = Long.parseLong(at.client.serverMillis());

            assertThat(signedAt(at, now - 5000, "5000").status()).isEqualTo(200);
            assertThat(signedAt(at, now - 5001, "5000").refusal())
                    .isEqualTo("400 -1021 Timestamp for this request is outside of the recvWindow.");
            assertThat(signedAt(at, now - 2001, "2000").refusal()).startsWith("400 -1021");
            assertThat(signedAt(at, now + 999, "5000").status()).isEqualTo(200);
            assertThat(signedAt(at, now + 1000, "5000").refusal())
                    .isEqualTo("400 -1021 Timestamp for this request was 1000ms ahead of the server's time.");
            assertThat(signedAt(at, now, "60001").refusal()).startsWith("400 -1131");
        }
    }

    private static RestClient.Answer signedAt(Opened at, long millis, String window) {
        return at.client.signed("GET", ACCOUNT, "timestamp", Long.toString(millis), "recvWindow", window);
    }

    @Test
    void parametersMayBeInQueryAndBody() {
        try (Opened at = Opened.calm(folder)) {
            String query = "symbol=BTCUSDT&side=BUY&type=MARKET";
            String body = "quantity=0.01&timestamp=" + at.client.serverMillis();
            String signature = Gate.sign(AccountSpec.DEFAULT_SECRET, query + body);

            RestClient.Answer answer =
                    at.client.send("POST", "/api/v3/order?" + query, body + "&signature=" + signature, true);

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }
    }

    @Test
    void whatIsNoOrderIsRefused() {
        try (Opened at = Opened.calm(folder)) {
            String price = at.farBid();
            assertRefused(at, "-1117 Invalid side.", "HOLD", "LIMIT", "0.01", price);
            assertRefused(at, "-1116 Invalid orderType.", "BUY", "ICEBERG", "0.01", price);
            assertRefused(at, "-1100 Illegal characters", "BUY", "LIMIT", "-1", price);
            assertRefused(at, "-1111 Parameter 'quantity' has too much precision.", "BUY", "LIMIT", "0.000000001",
                    price);
            assertRefused(at, "-1013 Invalid quantity.", "BUY", "LIMIT", "0", price);
            assertRefused(at, "-1013 Invalid price.", "BUY", "LIMIT", "0.01", "0");
            assertRefused(at, "-1013 Filter failure: LOT_SIZE", "BUY", "LIMIT", "0.000015", price);
            assertRefused(at, "-1013 Filter failure: PRICE_FILTER", "BUY", "LIMIT", "0.01", "54000.001");
            assertRefused(at, "-1013 Filter failure: PERCENT_PRICE_BY_SIDE", "BUY", "LIMIT", "0.01", "1000");
            assertRefused(at, "-1013 Filter failure: NOTIONAL", "BUY", "LIMIT", "0.00001", price);
            assertRefused(at, "-2010 Account has insufficient balance", "SELL", "LIMIT", "11", at.price("ask", 10));
            assertThat(at.client.order("symbol", "ETHBTC", "side", "BUY", "type", "LIMIT", "timeInForce", "GTC",
                                    "quantity", "0.0001", "price", "0.05").refusal())
                    .isEqualTo("400 -1013 Filter failure: MIN_NOTIONAL");
            assertThat(at.client.order("symbol", "BTCUSDT", "side", "BUY", "type", "MARKET", "quantity", "0.01",
                                    "price", "1").refusal())
                    .isEqualTo("400 -1106 Parameter 'price' sent when not required.");
            assertThat(at.client.order("symbol", "BTCUSDT", "side", "BUY", "type", "MARKET").refusal())
                    .startsWith("400 -1102 Param 'quantity' or 'quoteOrderQty'");
            assertThat(at.limit("BUY", "0.01", price, "newClientOrderId", "not allowed!").refusal())
                    .startsWith("400 -1100 Illegal characters found in parameter 'newClientOrderId'");
            assertThat(at.limit("BUY", "0.01", price, "icebergQty", "0.001").refusal()).startsWith("400 -1104");
            assertThat(at.books().orders()).isEmpty();
        }
    }

    private static void assertRefused(
            Opened at, String refusal, String side, String type, String quantity, String price) {
        assertThat(at.client.order("symbol", "BTCUSDT", "side", side, "type", type, "timeInForce", "GTC", "quantity",
                                quantity, "price", price)
                        .refusal())
                .startsWith("400 " + refusal);
    }

    @Test
    void whoAsksTooMuchIsTurnedAwayThenBanned() {
        ExchangeOptions options = ExchangeOptions.standard(folder)
                .withManualClock()
                .withLimits(new ExchangeOptions.Limits(50, 100, 0));
        try (Opened at = new Opened(options)) {
            RestClient.Answer last = at.client.get("/api/v3/exchangeInfo");
            assertThat(last.header("x-mbx-used-weight-1m")).isEqualTo("20");
            at.client.get("/api/v3/exchangeInfo");

            RestClient.Answer refused = at.client.get("/api/v3/exchangeInfo");
            assertThat(refused.refusal()).startsWith("429 -1003 Too much request weight used; current limit is 50");
            assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 61);
            for (int i = 0; i < 20; i++) {
                at.client.get("/api/v3/ping");
            }
            assertThat(at.client.get("/api/v3/ping").refusal()).startsWith("418 -1003");

            at.advance(120_001);
            assertThat(at.client.get("/api/v3/ping").status()).isEqualTo(200);
        }
    }

    @Test
    void onlySoManyOrdersInTenSeconds() {
        ExchangeOptions options = ExchangeOptions.standard(folder)
                .withManualClock()
                .withLimits(new ExchangeOptions.Limits(6000, 2, 0));
        try (Opened at = new Opened(options)) {
            assertThat(at.market("BUY", "0.01").header("x-mbx-order-count-10s")).isEqualTo("1");
            at.market("BUY", "0.01");

            assertThat(at.market("BUY", "0.01").refusal())
                    .isEqualTo("429 -1015 Too many new orders; current limit is 2 orders per 10 SECOND.");
            at.advance(10_000);
            RestClient.Answer later = at.market("BUY", "0.01");
            assertThat(List.of(later.header("x-mbx-order-count-10s"), later.header("x-mbx-order-count-1d")))
                    .containsExactly("1", "3");
        }
    }

    @Test
    void queriesMayLag() {
        ExchangeOptions options = ExchangeOptions.standard(folder)
                .withManualClock()
                .withLimits(new ExchangeOptions.Limits(6000, 100, 200));
        try (Opened at = new Opened(options)) {
            at.limit("BUY", "0.01", at.farBid(), "newClientOrderId", "young");
            at.market("BUY", "0.01");

            assertThat(at.query("young").refusal()).isEqualTo("400 -2013 Order does not exist.");
            assertThat(at.client.signed("GET", "/api/v3/openOrders").array()).isEmpty();
            assertThat(at.client.signed("GET", "/api/v3/myTrades", "symbol", "BTCUSDT").array()).isEmpty();

            at.advance(200);
            assertThat(at.query("young").status()).isEqualTo(200);
            assertThat(at.client.signed("GET", "/api/v3/openOrders").array()).hasSize(1);
            assertThat(at.client.signed("GET", "/api/v3/myTrades", "symbol", "BTCUSDT").array()).isNotEmpty();
        }
    }
}
