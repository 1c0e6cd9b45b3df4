package dev.tradewind.testkit.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.value.Decimal;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketApiTest {
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

    @Test
    void timeIsTheTestClocks() {
        assertThat(at.client.get("/api/v3/ping").body()).isEqualTo("{}");
        assertThat(at.client.serverMillis()).isEqualTo("1767225600000");

        at.advance(1234);

        assertThat(at.client.serverMillis()).isEqualTo("1767225601234");
    }

    @Test
    void exchangeInfoListsFiltersAndLimits() {
        Map<String, @Nullable Object> info =
                at.client.get("/api/v3/exchangeInfo", "symbol", "ETHBTC").object();

        assertThat(String.valueOf(info.get("rateLimits"))).contains("limit=6000", "limit=100", "limit=200000");
        Map<String, @Nullable Object> symbol = Books.rows(info.get("symbols")).getFirst();
        assertThat(symbol).containsEntry("symbol", "ETHBTC").containsEntry("baseAsset", "ETH");
        assertThat(Books.rows(symbol.get("filters")).stream().map(filter -> filter.get("filterType")))
                .containsExactly("PRICE_FILTER", "LOT_SIZE", "MIN_NOTIONAL", "PERCENT_PRICE_BY_SIDE",
                        "MAX_NUM_ORDERS", "MAX_NUM_ALGO_ORDERS");
        assertThat(Books.rows(at.client.get("/api/v3/exchangeInfo").object().get("symbols"))).hasSize(4);
        assertThat(Books.rows(at.client.get("/api/v3/exchangeInfo", "symbols", "[\"BTCUSDT\",\"ETHUSDT\"]")
                        .object()
                        .get("symbols")))
                .hasSize(2);
        assertThat(at.client.get("/api/v3/exchangeInfo", "symbols", "[oops").refusal()).startsWith("400 -1100");
    }

    @Test
    void depthIsSortedAndNotCrossed() {
        Map<String, @Nullable Object> depth =
                at.client.get("/api/v3/depth", "symbol", "BTCUSDT", "limit", "20").object();

        List<Decimal> bids = prices(depth.get("bids"));
        List<Decimal> asks = prices(depth.get("asks"));
        assertThat(bids).hasSize(20).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(asks).hasSize(20).isSorted();
        assertThat(bids.getFirst()).isLessThan(asks.getFirst());
    }

    private static List<Decimal> prices(@Nullable Object levels) {
        return ((List<?>) Objects.requireNonNull(levels))
                .stream()
                .map(level -> Decimal.parse(String.valueOf(((List<?>) level).getFirst())))
                .toList();
    }

    @Test
    void theMarketMovesByItself() {
        String before = at.client.get("/api/v3/depth", "symbol", "BTCUSDT").body();

        at.advance(65_000);

        assertThat(at.client.get("/api/v3/depth", "symbol", "BTCUSDT").body()).isNotEqualTo(before);
        List<Map<String, @Nullable Object>> trades =
                Opened.rows(at.client.get("/api/v3/trades", "symbol", "BTCUSDT", "limit", "50"));
        assertThat(trades).hasSize(50);
        assertThat(trades.stream().map(trade -> Long.parseLong(Books.text(trade, "id"))))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(at.client.get("/api/v3/klines", "symbol", "BTCUSDT", "interval", "1m").array()).hasSize(2);
        Map<String, @Nullable Object> last = trades.getLast();
        assertThat(Decimal.parse(at.client.get("/api/v3/ticker/price", "symbol", "BTCUSDT").field("price")))
                .isEqualTo(Books.decimal(last, "price"));
    }

    @Test
    void tickersComeAloneOrTogether() {
        assertThat(at.client.get("/api/v3/ticker/price").array()).hasSize(4);
        assertThat(at.client.get("/api/v3/ticker/bookTicker").array()).hasSize(4);
        assertThat(at.best("BTCUSDT", "bid")).isLessThan(at.best("BTCUSDT", "ask"));
    }

    @Test
    void theSameSeedGivesTheSameMarket() {
        at.advance(10_000);
        String here = at.client.get("/api/v3/depth", "symbol", "ETHUSDT").body();

        try (Opened other = Opened.calm(folder)) {
            other.advance(10_000);
            assertThat(other.client.get("/api/v3/depth", "symbol", "ETHUSDT").body()).isEqualTo(here);
        }
        try (Opened other = new Opened(
                ExchangeOptions.standard(folder).withManualClock().withSeed(2))) {
            other.advance(10_000);
            assertThat(other.client.get("/api/v3/depth", "symbol", "ETHUSDT").body()).isNotEqualTo(here);
        }
    }

    @Test
    void whatIsWrongIsRefusedInTheDialectsWords() {
        assertThat(at.client.get("/api/v3/depth").refusal())
                .isEqualTo("400 -1102 Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.");
        assertThat(at.client.get("/api/v3/depth", "symbol", "NOPE").refusal()).isEqualTo("400 -1121 Invalid symbol.");
        assertThat(at.client.get("/api/v3/depth", "symbol", "BTCUSDT", "levels", "5").refusal())
                .isEqualTo("400 -1104 Not all sent parameters were read; read '1' parameter(s) but was sent '2'.");
        assertThat(at.client.get("/api/v3/klines", "symbol", "BTCUSDT", "interval", "7m").refusal())
                .isEqualTo("400 -1120 Invalid interval.");
        assertThat(at.client.get("/api/v3/nothing").status()).isEqualTo(404);
        assertThat(at.client.send("GET", "/api/v3/depth?symbol=BTCUSDT&symbol=ETHUSDT", "", false).refusal())
                .startsWith("400 -1101");
    }
}
