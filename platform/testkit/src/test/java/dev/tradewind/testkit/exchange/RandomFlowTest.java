package dev.tradewind.testkit.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever two clients do, the books of the exchange agree with themselves. */
class RandomFlowTest {
    private static final int STEPS = 150;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theTruthAgreesWithItself(long seed) {
        ExchangeOptions options = ExchangeOptions.standard(folder)
                .withManualClock()
                .withSeed(seed)
                .withLimits(new ExchangeOptions.Limits(1_000_000, 100_000, 0))
                .withAccounts(List.of(AccountSpec.standard(), AccountSpec.parse("two:secret:USDT=100000,BTC=1")));
        Random random = new Random(seed);
        List<Integer> statuses = new ArrayList<>();
        try (Opened at = new Opened(options);
                RestClient second = new RestClient(at.exchange.restUrl(), "two", "secret")) {
            for (int i = 0; i < STEPS; i++) {
                RestClient who = random.nextInt(3) == 0 ? second : at.client;
                statuses.add(act(at, who, random).status());
                if (random.nextInt(4) == 0) {
                    at.advance(random.nextInt(300));
                }
                if (random.nextInt(20) == 0) {
                    at.control("inject", "fill-while-down", "share", "0.3");
                }
            }
            Books books = at.books();
            books.assertConsistent();
            assertThat(statuses).contains(200);
            assertThat(books.fills()).hasSizeGreaterThan(20);
            assertThat(books.orders().stream().map(order -> order.get("status")).distinct().count())
                    .isGreaterThanOrEqualTo(4);
            assertThat(at.exchange.broken()).isNull();
        }
    }

    private static RestClient.Answer act(Opened at, RestClient who, Random random) {
        String side = random.nextBoolean() ? "BUY" : "SELL";
        String quantity = "0.0" + (1 + random.nextInt(98));
        String price = at.price(side.equals("BUY") ? "bid" : "ask", random.nextInt(4001) - 2000);
        String[] base = {"symbol", "BTCUSDT", "side", side, "quantity", quantity};
        return switch (random.nextInt(8)) {
            case 0 -> who.order(Opened.join(base, "type", "MARKET"));
            case 1 -> who.order(Opened.join(base, "type", "LIMIT_MAKER", "price", price));
            case 2 -> who.order(Opened.join(base, "type", "LIMIT", "timeInForce", "IOC", "price", price));
            case 3 -> who.order(Opened.join(base, "type", "LIMIT", "timeInForce", "FOK", "price", price));
            case 4 -> who.order(Opened.join(base, "type", "STOP_LOSS_LIMIT", "timeInForce", "GTC", "price", price,
                    "stopPrice", at.price("bid", random.nextInt(2001) - 1000)));
            case 5 -> who.order(Opened.join(base, "type", random.nextBoolean() ? "STOP_LOSS" : "TAKE_PROFIT",
                    "stopPrice", at.price("bid", random.nextInt(2001) - 1000)));
            case 6 -> who.signed("DELETE", "/api/v3/openOrders", "symbol", "BTCUSDT");
            default -> who.order(Opened.join(base, "type", "LIMIT", "timeInForce", "GTC", "price", price,
                    "newClientOrderId", "r-" + random.nextInt(40)));
        };
    }
}
