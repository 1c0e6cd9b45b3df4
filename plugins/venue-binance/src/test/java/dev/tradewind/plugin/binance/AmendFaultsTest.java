package dev.tradewind.plugin.binance;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand.AmendOrder;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.plugin.VenueListener;
import dev.tradewind.sdk.plugin.VenueNotice;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of an amendment of which the exchange did one half. */
final class AmendFaultsTest {
    private static final ClientOrderId OLD = new ClientOrderId("paper", 0, 1);
    private static final ClientOrderId NEW = new ClientOrderId("paper", 0, 2);
    private static final OrderRequest REQUEST =
            OrderRequest.limit(Listing.id("BTCUSDT"), Side.BUY, Quantity.of("2"), Price.of("100"));
    private static final String CANCELLED = """
            {"symbol":"BTCUSDT","origClientOrderId":"paper-0-1","orderId":42,"clientOrderId":"x","transactTime":1,
            "price":"100","origQty":"1","executedQty":"0","cummulativeQuoteQty":"0","status":"CANCELED",
            "timeInForce":"GTC","type":"LIMIT","side":"BUY"}""";

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private final List<String> told = new ArrayList<>();
    private final List<Attempt> doubts = new ArrayList<>();
    private final ServerClock clock = ServerClock.ofSystem();
    private final Attempts attempts;
    private final Amender amender;
    private final Attempt old;

    AmendFaultsTest() {
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.port());
        Settings settings = new Settings(
                new Settings.Addresses(address, address, address),
                TradingMode.TESTNET,
                List.of("BTCUSDT"),
                new Settings.Requests(2_000, 5_000, 100),
                Settings.Streams.DEFAULT);
        Rest rest = new Rest(
                HttpClient.newHttpClient(), settings, Optional.of(new Credentials("key", Signer.of("secret"))), clock);
        Teller teller = new Teller(clock);
        teller.start(new VenueListener() {
            @Override
            public void onMarket(MarketEvent event) {
                throw new AssertionError(event);
            }

            @Override
            public void onOrder(VenueEvent event) {
                told.add(event.getClass().getSimpleName());
            }

            @Override
            public void onNotice(VenueNotice notice) {
                throw new AssertionError(notice);
            }
        });
        attempts = new Attempts(teller, clock);
        amender = new Amender(new Wire(rest, teller, attempts), doubts::add);
        OrderRequest first = REQUEST.withQuantity(Quantity.of("1"));
        old = Objects.requireNonNull(attempts.add(OLD, first, null));
        attempts.state(Messages.order(Json.parse(CANCELLED.replace("CANCELED", "NEW"))), "");
        assertThat(attempts.beginReplacing(old)).isTrue();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private void amend(String placement) {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(409).withBody("""
                {"code":-2021,"msg":"Order cancel-replace partially failed.","data":{"cancelResult":"SUCCESS",
                "newOrderResult":"FAILURE","cancelResponse":%s,"newOrderResponse":%s}}""".formatted(
                        CANCELLED, placement))));
        amender.amend(
                old,
                new AmendOrder(new OrderId(1), OLD, NEW, REQUEST, clock.nanos()),
                System.nanoTime());
    }

    @Test
    void aReplacementThatWasRefusedEndsTheOrder() {
        amend("{\"code\":-2010,\"msg\":\"Account has insufficient balance for requested action.\"}");

        assertThat(told).containsExactly("Accepted", "AmendRejected", "Cancelled");
        assertThat(doubts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1000, -1001, -1006, -1007})
    void aReplacementOfWhichTheExchangeDoesNotKnowMayLive(int code) {
        amend("{\"code\":" + code + ",\"msg\":\"?\"}");

        assertThat(told).as("not said to be gone").containsExactly("Accepted", "FateUnknown");
        assertThat(doubts).singleElement().satisfies(next -> assertThat(next.id).isEqualTo(NEW));
    }
}
