package dev.tradewind.plugin.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.plugin.VenueFill;
import dev.tradewind.sdk.plugin.VenueOrder;
import dev.tradewind.sdk.plugin.VenueQueries.Balance;
import dev.tradewind.sdk.testing.TestData;
import dev.tradewind.sdk.value.Decimal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Answers of the REST API as others have recorded them. */
final class RecordedAnswersTest {
    private static final double CLOSE = 1e-9;

    private static String text(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (!file.toString().endsWith(".gz")) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void anIndependentClientReadsTheSameInTheSameAnswers() throws IOException {
        Json methods = Json.parse(text(TestData.require("payloads/ccxt_generated/response/binance.json")))
                .at("methods");
        int orders = 0;
        int others = 0;
        for (String method : methods.names()) {
            for (Json one : methods.at(method).items()) {
                if (one.text("description").contains("futures") || one.text("description").contains("/fapi/")) {
                    continue;
                }
                Json answer = one.at("httpResponse");
                switch (method) {
                    case "fetchOrder", "createOrder", "cancelOrder" -> {
                        order(Messages.order(answer), one.at("parsedResponse"), method);
                        orders++;
                    }
                    case "fetchOrders", "fetchOpenOrders" -> {
                        List<VenueOrder> read = Messages.orders(answer);
                        List<Json> expected = one.at("parsedResponse").items();
                        assertThat(read).hasSameSizeAs(expected);
                        for (int i = 0; i < read.size(); i++) {
                            order(read.get(i), expected.get(i), method);
                            orders++;
                        }
                    }
                    case "fetchMyTrades" -> {
                        trades(Messages.trades(answer), one.at("parsedResponse").items());
                        others++;
                    }
                    case "fetchBalance" -> {
                        balances(Messages.balances(answer), one.at("parsedResponse"));
                        others++;
                    }
                    case "fetchMarkets" -> {
                        market(Listing.read(answer), one.at("parsedResponse").items().getFirst());
                        others++;
                    }
                    default -> {
                        // Prices, bars and futures, which are not asked for here.
                    }
                }
            }
        }
        assertThat(orders).isGreaterThanOrEqualTo(8);
        assertThat(others).isGreaterThanOrEqualTo(4);
    }

    private static void order(VenueOrder read, Json expected, String method) {
        assertThat(read.ids().venue()).isEqualTo(expected.text("id"));
        // Of a cancellation, that client takes the cancellation's own id for the order's.
        if (!method.equals("cancelOrder")) {
            assertThat(read.ids().client()).isEqualTo(expected.text("clientOrderId"));
        }
        assertThat(read.progress().placedNanos() / 1_000_000).isEqualTo(expected.whole("timestamp"));
        assertThat(read.request().side().name().toLowerCase(Locale.ROOT)).isEqualTo(expected.text("side"));
        assertThat(read.request().type().name().toLowerCase(Locale.ROOT)).isEqualTo(expected.text("type"));
        assertThat(read.request().conditions().timeInForce().name()).isEqualTo(expected.text("timeInForce"));
        assertThat(read.request().quantity().value()).isEqualTo(expected.decimal("amount"));
        assertThat(read.progress().filled().value()).isEqualTo(expected.decimal("filled"));
        assertThat(read.progress().filledValue().toDouble())
                .isCloseTo(expected.decimal("cost").toDouble(), within(CLOSE));
        String state = switch (read.progress().state()) {
            case WORKING -> "open";
            case FILLED -> "closed";
            case CANCELLED -> "canceled";
            case EXPIRED -> "expired";
            case REJECTED -> "rejected";
        };
        assertThat(state).isEqualTo(expected.text("status"));
    }

    private static void trades(List<VenueFill> read, List<Json> expected) {
        assertThat(read).hasSameSizeAs(expected).isNotEmpty();
        for (int i = 0; i < read.size(); i++) {
            VenueFill fill = read.get(i);
            Json other = expected.get(i);
            assertThat(fill.fill().tradeId()).isEqualTo(other.text("id"));
            assertThat(fill.ids().venue()).isEqualTo(other.text("order"));
            assertThat(fill.side().name().toLowerCase(Locale.ROOT)).isEqualTo(other.text("side"));
            assertThat(fill.fill().liquidity().name().toLowerCase(Locale.ROOT)).isEqualTo(other.text("takerOrMaker"));
            assertThat(fill.fill().price().value()).isEqualTo(other.decimal("price"));
            assertThat(fill.fill().quantity().value()).isEqualTo(other.decimal("amount"));
            assertThat(fill.fill().fee().amount()).isEqualTo(other.at("fee").decimal("cost"));
            assertThat(fill.fill().fee().currency().code()).isEqualTo(other.at("fee").text("currency"));
        }
    }

    private static void balances(List<Balance> read, Json expected) {
        for (Balance balance : read) {
            Json other = expected.at(balance.currency().code());
            assertThat(balance.free()).isEqualTo(other.decimal("free"));
            assertThat(balance.locked()).isEqualTo(other.decimal("used"));
        }
        long more = expected.at("free").names().stream()
                .filter(asset -> expected.at(asset).decimal("total").signum() > 0)
                .count();
        assertThat(read).hasSize(Math.toIntExact(more));
    }

    private static void market(Listing read, Json expected) {
        Instrument instrument = read.instruments().get(expected.text("id"));
        assertThat(instrument).isNotNull();
        assertThat(instrument.base().code()).isEqualTo(expected.text("base"));
        assertThat(instrument.quote().code()).isEqualTo(expected.text("quote"));
        assertThat(instrument.steps().lot().toDouble())
                .isEqualTo(expected.at("precision").decimal("base").toDouble());
    }

    @Test
    void everyRecordedSpotAnswerThatIsAskedForCanBeRead() throws IOException {
        int read = 0;
        for (Path file : TestData.requireAll("payloads/binance", "**/*.json")) {
            String name = file.getFileName().toString();
            String path = file.toString();
            if (!path.contains("/spot/http_json/") && !name.startsWith("http_spot_")) {
                continue;
            }
            Json json = Json.parse(text(file));
            read += readAs(name, json) ? 1 : 0;
        }
        assertThat(read).isGreaterThanOrEqualTo(12);
    }

    /** @return whether it is something that this plugin asks for */
    private static boolean readAs(String name, Json json) {
        if (name.contains("exchange_info")) {
            assertThat(Listing.read(json).instruments()).isNotEmpty();
        } else if (name.contains("depth")) {
            assertThat(json.whole("lastUpdateId")).isPositive();
            List<Json> bids = json.at("bids").items();
            assertThat(bids.getFirst().items().getFirst().asDecimal()).isGreaterThan(Decimal.ZERO);
        } else if (name.contains("server_time") || name.equals("http_spot_market_time.json")) {
            assertThat(json.whole("serverTime")).isPositive();
        } else if (name.contains("account_trades")) {
            assertThat(Messages.trades(json)).isNotEmpty();
        } else if (name.contains("account")) {
            assertThat(Messages.balances(json)).isNotEmpty();
        } else if (name.equals("cancel_open_orders_response.json")) {
            // One of its entries is an order list, which nobody here places.
            List<Json> orders = json.items().stream().filter(one -> one.has("origClientOrderId")).toList();
            assertThat(orders).isNotEmpty().allSatisfy(one -> assertThat(Messages.order(one).isWorking()).isFalse());
        } else if (name.equals("new_order_full_response.json")) {
            VenueOrder order = Messages.order(json);
            Decimal sum = Messages.placementFills(json, order).stream()
                    .map(fill -> fill.fill().quantity().value())
                    .reduce(Decimal.ZERO, Decimal::plus);
            assertThat(sum).isEqualTo(order.progress().filled().value());
        } else if (name.contains("orders")) {
            assertThat(Messages.orders(json)).isNotEmpty();
        } else if (name.contains("order_response")) {
            assertThat(Messages.order(json).ids().venue()).isNotEmpty();
        } else {
            return false;
        }
        return true;
    }

    @Test
    void recordedTrafficOfAnotherClientCanBeRead() throws IOException {
        Path file = TestData.require("payloads/binance/gocryptotrader_http_recorded.json.gz");
        Json routes = Json.parse(text(file)).at("routes");
        List<String> read = new ArrayList<>();
        for (String route : List.of("/api/v3/order", "/api/v3/openOrders", "/api/v3/allOrders", "/api/v3/account")) {
            Json methods = routes.at(route);
            for (String method : methods.names()) {
                for (Json one : methods.at(method).items()) {
                    if (one.has("data")) {
                        Json data = one.at("data");
                        if (route.endsWith("account")) {
                            Messages.balances(data);
                        } else if (data.isArray()) {
                            Messages.orders(data);
                        } else {
                            assertThat(Messages.order(data).ids().venue()).isNotEmpty();
                        }
                        read.add(method + " " + route);
                    }
                }
            }
        }
        assertThat(read).hasSizeGreaterThanOrEqualTo(8);
    }
}
