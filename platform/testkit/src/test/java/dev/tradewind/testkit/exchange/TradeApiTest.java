package dev.tradewind.testkit.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.value.Decimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TradeApiTest {
    @TempDir
    Path folder;

    private Opened at;

    @BeforeEach
    void open() {
        at = Opened.calm(folder);
    }

    @AfterEach
    void close() {
        at.books().assertConsistent();
        at.close();
    }

    private String balance(String asset, String which) {
        return at.books().balance(asset, which).toString();
    }

    @Test
    void aLimitOrderRestsLocksAndIsCancelled() {
        String price = at.farBid();
        RestClient.Answer placed = at.limit("BUY", "0.01", price, "newClientOrderId", "a-1");

        assertThat(placed.status()).isEqualTo(200);
        assertThat(placed.object())
                .containsEntry("symbol", "BTCUSDT")
                .containsEntry("clientOrderId", "a-1")
                .containsEntry("status", "NEW")
                .containsEntry("origQty", "0.01000000")
                .containsEntry("executedQty", "0.00000000")
                .containsEntry("fills", List.of());
        assertThat(balance("USDT", "locked"))
                .isEqualTo(Decimal.parse(price).times(Decimal.parse("0.01")).toString());
        assertThat(at.query("a-1").object()).containsEntry("isWorking", true).containsEntry("price",
                JsonObject.amount(Decimal.parse(price)));
        assertThat(Opened.rows(at.client.signed("GET", "/api/v3/openOrders", "symbol", "BTCUSDT"))).hasSize(1);

        RestClient.Answer cancelled = at.client.signed(
                "DELETE", "/api/v3/order", "symbol", "BTCUSDT", "origClientOrderId", "a-1", "newClientOrderId", "c-1");

        assertThat(cancelled.object())
                .containsEntry("origClientOrderId", "a-1")
                .containsEntry("clientOrderId", "c-1")
                .containsEntry("status", "CANCELED");
        assertThat(balance("USDT", "locked")).isEqualTo("0");
        assertThat(at.query("a-1").field("status")).isEqualTo("CANCELED");
        assertThat(at.client.signed(
                                "DELETE", "/api/v3/order", "symbol", "BTCUSDT", "origClientOrderId", "a-1")
                        .refusal())
                .isEqualTo("400 -2011 Unknown order sent.");
    }

    @Test
    void aMarketOrderPaysItsFeeInWhatItGets() {
        RestClient.Answer bought = at.market("BUY", "0.5");

        assertThat(bought.field("status")).isEqualTo("FILLED");
        List<Map<String, @Nullable Object>> fills = Books.rows(bought.object().get("fills"));
        assertThat(fills).isNotEmpty().allMatch(fill -> "BTC".equals(fill.get("commissionAsset")));
        assertThat(balance("BTC", "free")).isEqualTo("10.4995");

        RestClient.Answer sold = at.market("SELL", "0.5");

        Decimal proceeds = Decimal.parse(sold.field("cummulativeQuoteQty"));
        Decimal cost = Decimal.parse(bought.field("cummulativeQuoteQty"));
        assertThat(proceeds).isLessThan(cost);
        List<Map<String, @Nullable Object>> trades =
                Opened.rows(at.client.signed("GET", "/api/v3/myTrades", "symbol", "BTCUSDT"));
        assertThat(trades).allMatch(trade -> Boolean.FALSE.equals(trade.get("isMaker")));
        assertThat(trades.getLast()).containsEntry("commissionAsset", "USDT").containsEntry("isBuyer", false);
        List<String> tape = Opened.rows(at.client.get("/api/v3/trades", "symbol", "BTCUSDT", "limit", "1000")).stream()
                .map(trade -> Books.text(trade, "id") + " " + Books.text(trade, "price") + " "
                        + Books.text(trade, "qty"))
                .toList();
        assertThat(tape).containsAll(trades.stream()
                .map(trade -> Books.text(trade, "id") + " " + Books.text(trade, "price") + " "
                        + Books.text(trade, "qty"))
                .toList());
    }

    @Test
    void aMarketOrderMaySayWhatToSpend() {
        RestClient.Answer bought = at.client.order(
                "symbol", "BTCUSDT", "side", "BUY", "type", "MARKET", "quoteOrderQty", "6000");

        assertThat(bought.field("status")).isEqualTo("FILLED");
        assertThat(Decimal.parse(bought.field("cummulativeQuoteQty")))
                .isBetween(Decimal.parse("5999"), Decimal.parse("6000"));
    }

    @Test
    void ordersThatDoNotRestExpire() {
        String beyond = at.price("bid", -20_000);
        RestClient.Answer ioc = at.client.order(
                "symbol", "BTCUSDT", "side", "BUY", "type", "LIMIT", "timeInForce", "IOC", "quantity", "0.01", "price",
                at.farBid());
        RestClient.Answer fok = at.client.order(
                "symbol", "BTCUSDT", "side", "SELL", "type", "LIMIT", "timeInForce", "FOK", "quantity", "9.9", "price",
                at.price("bid", 0));
        RestClient.Answer filled = at.client.order(
                "symbol", "BTCUSDT", "side", "SELL", "type", "LIMIT", "timeInForce", "FOK", "quantity", "0.01", "price",
                beyond);

        assertThat(ioc.field("status")).isEqualTo("EXPIRED");
        assertThat(fok.object()).containsEntry("status", "EXPIRED").containsEntry("executedQty", "0.00000000");
        assertThat(filled.field("status")).isEqualTo("FILLED");
    }

    @Test
    void aLimitMakerNeverTakes() {
        RestClient.Answer crossing = at.client.order(
                "symbol", "BTCUSDT", "side", "BUY", "type", "LIMIT_MAKER", "quantity", "0.01", "price",
                at.price("ask", 100));
        RestClient.Answer resting = at.client.order(
                "symbol", "BTCUSDT", "side", "BUY", "type", "LIMIT_MAKER", "quantity", "0.01", "price", at.farBid());

        assertThat(crossing.refusal()).isEqualTo("400 -2010 Order would immediately match and take.");
        assertThat(resting.object()).containsOnlyKeys(
                "symbol", "orderId", "orderListId", "clientOrderId", "transactTime");
    }

    @Test
    void anIdIsRefusedWhileItIsOpenAndTakenAgainAfterwards() {
        at.limit("BUY", "0.01", at.farBid(), "newClientOrderId", "same");

        assertThat(at.limit("BUY", "0.01", at.farBid(), "newClientOrderId", "same").refusal())
                .isEqualTo("400 -2010 Duplicate order sent.");
        at.client.signed("DELETE", "/api/v3/order", "symbol", "BTCUSDT", "origClientOrderId", "same");
        assertThat(at.limit("BUY", "0.02", at.farBid(), "newClientOrderId", "same").status()).isEqualTo(200);
        assertThat(at.query("same").field("origQty")).isEqualTo("0.02000000");
        assertThat(at.client.get("/truth").field("reusedClientOrderIds")).isEqualTo("1");
    }

    @Test
    void stopsWaitAndAreSetOffByTrades() {
        String below = at.price("bid", -2_000);
        RestClient.Answer stop = at.client.order(
                "symbol", "BTCUSDT", "side", "SELL", "type", "STOP_LOSS", "quantity", "0.01", "stopPrice", below,
                "newClientOrderId", "stop");
        RestClient.Answer take = at.client.order(
                "symbol", "BTCUSDT", "side", "BUY", "type", "TAKE_PROFIT_LIMIT", "timeInForce", "GTC", "quantity",
                "0.01", "price", at.price("ask", 2_000), "stopPrice", below, "newClientOrderId", "take");
        assertThat(List.of(stop.status(), take.status())).containsOnly(200);
        assertThat(at.query("stop").object()).containsEntry("status", "NEW").containsEntry("isWorking", false);

        // A large sale walks the book down beyond the trigger.
        assertThat(at.market("SELL", "9").status()).isEqualTo(200);

        assertThat(at.query("stop").field("status")).isEqualTo("FILLED");
        assertThat(at.query("take").field("status")).isIn("FILLED", "PARTIALLY_FILLED", "NEW");
        assertThat(at.query("take").field("isWorking")).isEqualTo("true");
        String now = at.price("ask", 100);
        assertThat(at.client.order("symbol", "BTCUSDT", "side", "SELL", "type", "STOP_LOSS", "quantity", "0.01",
                                "stopPrice", now)
                        .refusal())
                .isEqualTo("400 -2010 Order would trigger immediately.");
    }

    @Test
    void onlySoManyStopsMayWait() {
        for (int i = 0; i < Symbol.MAX_STOP_ORDERS; i++) {
            assertThat(stopAt(at.price("bid", -3_000 - i)).status()).isEqualTo(200);
        }
        assertThat(stopAt(at.price("bid", -4_000)).refusal())
                .isEqualTo("400 -1013 Filter failure: MAX_NUM_ALGO_ORDERS");
    }

    private RestClient.Answer stopAt(String price) {
        return at.client.order("symbol", "BTCUSDT", "side", "SELL", "type", "STOP_LOSS", "quantity", "0.01",
                "stopPrice", price);
    }

    @Test
    void anOrderDoesNotTradeWithItsOwner() {
        String inside = at.price("ask", -1);
        at.limit("SELL", "0.01", inside, "newClientOrderId", "mine");

        at.limit("BUY", "0.01", inside, "newClientOrderId", "too", "selfTradePreventionMode", "EXPIRE_TAKER");

        assertThat(at.query("too").field("status")).isEqualTo("EXPIRED_IN_MATCH");
        assertThat(at.query("mine").field("status")).isEqualTo("NEW");

        at.limit("BUY", "0.01", inside, "newClientOrderId", "three");

        assertThat(at.query("mine").field("status")).isEqualTo("EXPIRED_IN_MATCH");
        assertThat(at.books().fills()).isEmpty();
    }

    @Test
    void cancelReplaceSaysWhatBecameOfEither() {
        at.limit("BUY", "0.01", at.farBid(), "newClientOrderId", "old");

        RestClient.Answer both = replace("old", "new", "0.02", "STOP_ON_FAILURE");

        assertThat(both.object())
                .containsEntry("cancelResult", "SUCCESS")
                .containsEntry("newOrderResult", "SUCCESS");
        assertThat(at.query("old").field("status")).isEqualTo("CANCELED");
        assertThat(at.query("new").field("origQty")).isEqualTo("0.02000000");

        RestClient.Answer stopped = replace("old", "newer", "0.02", "STOP_ON_FAILURE");
        assertThat(stopped.refusal()).isEqualTo("400 -2022 Order cancel-replace failed.");
        assertThat(String.valueOf(stopped.object().get("data")))
                .contains("newOrderResult=NOT_ATTEMPTED", "code=-2011");
        assertThat(at.query("newer").refusal()).isEqualTo("400 -2013 Order does not exist.");

        RestClient.Answer half = replace("old", "newest", "0.02", "ALLOW_FAILURE");
        assertThat(half.refusal()).isEqualTo("409 -2021 Order cancel-replace partially failed.");
        assertThat(at.query("newest").field("status")).isEqualTo("NEW");

        RestClient.Answer other = replace("newest", "broke", "200", "STOP_ON_FAILURE");
        assertThat(other.refusal()).isEqualTo("400 -1013 Filter failure: NOTIONAL");
        assertThat(at.query("newest").field("status")).isEqualTo("NEW");

        RestClient.Answer poor = replace("newest", "poor", "30", "STOP_ON_FAILURE");
        assertThat(poor.refusal()).isEqualTo("409 -2021 Order cancel-replace partially failed.");
        assertThat(at.query("newest").field("status")).isEqualTo("CANCELED");
    }

    private RestClient.Answer replace(String old, String now, String quantity, String mode) {
        return at.client.signed("POST", "/api/v3/order/cancelReplace", "symbol", "BTCUSDT", "side", "BUY", "type",
                "LIMIT", "timeInForce", "GTC", "quantity", quantity, "price", at.farBid(), "newClientOrderId", now,
                "cancelOrigClientOrderId", old, "cancelReplaceMode", mode);
    }

    @Test
    void allOpenOrdersOfAPairAreCancelledTogether() {
        at.limit("BUY", "0.01", at.farBid());
        at.limit("BUY", "0.02", at.farBid());

        assertThat(Opened.rows(at.client.signed("DELETE", "/api/v3/openOrders", "symbol", "BTCUSDT"))).hasSize(2);
        assertThat(at.client.signed("DELETE", "/api/v3/openOrders", "symbol", "BTCUSDT").refusal())
                .isEqualTo("400 -2011 Unknown order sent.");
        assertThat(Opened.rows(at.client.signed("GET", "/api/v3/openOrders"))).isEmpty();
        assertThat(Opened.rows(at.client.signed("GET", "/api/v3/allOrders", "symbol", "BTCUSDT"))).hasSize(2);
    }

    @Test
    void aTestOrderIsCheckedAndForgotten() {
        String[] order = {
            "symbol", "BTCUSDT", "side", "BUY", "type", "LIMIT", "timeInForce", "GTC", "quantity", "0.01", "price",
            at.farBid()
        };
        assertThat(at.client.signed("POST", "/api/v3/order/test", order).body()).isEqualTo("{}");
        order[9] = "0.000011";
        assertThat(at.client.signed("POST", "/api/v3/order/test", order).refusal())
                .isEqualTo("400 -1013 Filter failure: LOT_SIZE");
        assertThat(at.books().orders()).isEmpty();
    }

    @Test
    void theAccountShowsBalancesAndFees() {
        Map<String, @Nullable Object> account = at.client.signed("GET", "/api/v3/account").object();

        assertThat(account).containsEntry("accountType", "SPOT").containsEntry("canTrade", true);
        assertThat(Books.rows(account.get("balances")).stream().map(row -> row.get("asset")))
                .containsExactly("BNB", "BTC", "ETH", "USDT");
    }

    @Test
    void pagesOfTradesAndOrdersBeginWhereTheyAreAsked() {
        at.market("BUY", "0.3");
        at.advance(1000);
        at.market("BUY", "0.3");
        List<Map<String, @Nullable Object>> all =
                Opened.rows(at.client.signed("GET", "/api/v3/myTrades", "symbol", "BTCUSDT"));
        String last = Books.text(all.getLast(), "id");
        String order = Books.text(all.getLast(), "orderId");

        assertThat(Opened.rows(at.client.signed("GET", "/api/v3/myTrades", "symbol", "BTCUSDT", "fromId", last)))
                .hasSize(1);
        assertThat(Opened.rows(at.client.signed("GET", "/api/v3/myTrades", "symbol", "BTCUSDT", "orderId", order)))
                .allMatch(trade -> Books.text(trade, "orderId").equals(order));
        assertThat(Opened.rows(at.client.signed("GET", "/api/v3/allOrders", "symbol", "BTCUSDT", "orderId", order)))
                .hasSize(1);
        assertThat(Opened.rows(at.client.signed("GET", "/api/v3/allOrders", "symbol", "BTCUSDT", "startTime",
                        "1767225601000")))
                .hasSize(1);
        assertThat(Opened.rows(at.client.signed("GET", "/api/v3/allOrders", "symbol", "BTCUSDT", "limit", "1")))
                .hasSize(1)
                .allMatch(row -> Books.text(row, "orderId").equals(order));
    }
}
