package dev.tradewind.plugin.binance;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.tradewind.plugin.binance.Answer.Done;
import dev.tradewind.plugin.binance.Answer.NotSent;
import dev.tradewind.plugin.binance.Answer.Refused;
import dev.tradewind.plugin.binance.Answer.Unknown;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.plugin.VenueException;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known of an order after each kind of HTTP fault. */
final class RestFaultsTest {
    private static final String ORDER = "/api/v3/order";
    private static final String SECRET = "the-secret-itself";
    private static final String KEY = "the-key-itself";

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private final ServerClock clock = ServerClock.ofSystem();
    private final Rest rest;

    RestFaultsTest() {
        server.start();
        rest = rest(URI.create("http://127.0.0.1:" + server.port()));
    }

    private Rest rest(URI address) {
        Settings settings = new Settings(
                new Settings.Addresses(address, address, address),
                TradingMode.TESTNET,
                List.of("BTCUSDT"),
                new Settings.Requests(2_000, 700, 100),
                Settings.Streams.DEFAULT);
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofMillis(500))
                .build();
        return new Rest(client, settings, Optional.of(new Credentials(KEY, Signer.of(SECRET))), clock);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private static Call order() {
        return Calls.submit(
                "BTCUSDT",
                OrderRequest.limit(Listing.id("BTCUSDT"), Side.BUY, Quantity.of("1"), Price.of("2")),
                "paper-0-1");
    }

    private Answer send() {
        return rest.send(order(), clock.millis() + 1_500);
    }

    private void answers(ResponseDefinitionBuilder response) {
        server.stubFor(any(anyUrl()).willReturn(response));
    }

    static Stream<Arguments> openFates() {
        return Stream.of(
                Arguments.of("500", aResponse().withStatus(500).withBody("{\"code\":-1000,\"msg\":\"?\"}")),
                Arguments.of("502 of a proxy", aResponse().withStatus(502).withBody("<html>Bad Gateway</html>")),
                Arguments.of("503", aResponse().withStatus(503)),
                Arguments.of("504", aResponse().withStatus(504).withBody("{\"code\":-1007,\"msg\":\"Timeout\"}")),
                Arguments.of("-1006 as 400", aResponse().withStatus(400).withBody("{\"code\":-1006,\"msg\":\"bus\"}")),
                Arguments.of("-1007 as 400", aResponse().withStatus(400).withBody("{\"code\":-1007,\"msg\":\"time\"}")),
                Arguments.of("408", aResponse().withStatus(408)),
                Arguments.of("too slow", okJson("{\"orderId\":1}").withFixedDelay(1_500)),
                Arguments.of("cut off JSON", aResponse().withStatus(200).withBody("{\"symbol\":\"BTCUSDT\",\"ord")),
                Arguments.of("nothing", aResponse().withStatus(200).withBody("")),
                Arguments.of("closed", aResponse().withFault(Fault.EMPTY_RESPONSE)),
                Arguments.of("reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                Arguments.of("rubbish", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
                Arguments.of("cut off", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("openFates")
    void leavesTheFateOpenAndSendsOnce(String name, ResponseDefinitionBuilder response) {
        answers(response);

        assertThat(send()).as(name).isInstanceOf(Unknown.class);

        server.verify(1, postRequestedFor(urlPathEqualTo(ORDER)));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(-2010, "Account has insufficient balance for requested action.", "not enough balance"),
                Arguments.of(-2010, "Duplicate order sent.", "the client order id is in use"),
                Arguments.of(-1013, "Filter failure: LOT_SIZE", "the quantity is off the lot"),
                Arguments.of(-1111, "Parameter 'price' has too much precision.", "more digits"),
                Arguments.of(-1015, "Too many new orders.", "too many orders"),
                Arguments.of(-2015, "Invalid API-key, IP, or permissions for action.", "the API key is not valid"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysInWordsWhyTheExchangeRefused(int code, String message, String words) {
        answers(aResponse().withStatus(400).withBody("{\"code\":" + code + ",\"msg\":\"" + message + "\"}"));

        assertThat(send()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.words()).startsWith(words).contains(Integer.toString(code), message);
            assertThat(refused.code()).isEqualTo(code);
        });
    }

    @Test
    void aRefusalWithoutJsonIsOneAllTheSame() {
        answers(aResponse().withStatus(403).withBody("<html>Forbidden</html>"));

        assertThat(send()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.words())
                .isEqualTo("refused (HTTP 403)"));
    }

    @Test
    void nothingIsSentForAsLongAsTheExchangeSaysAfterA429() {
        answers(aResponse().withStatus(429).withHeader("Retry-After", "30"));
        assertThat(send()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.code())
                .isEqualTo(Refusals.TOO_MANY_REQUESTS));

        Answer next = send();

        assertThat(next).isInstanceOf(NotSent.class);
        Call cancel = Calls.cancel("BTCUSDT", Calls.Target.client("paper-0-1"));
        assertThat(rest.send(cancel, clock.millis() + 300)).isInstanceOf(NotSent.class);
        server.verify(1, postRequestedFor(urlPathEqualTo(ORDER)));
    }

    @Test
    void aBanIsWaitedOut() {
        server.stubFor(any(anyUrl())
                .inScenario("ban")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(418).withHeader("Retry-After", "1"))
                .willSetStateTo("over"));
        server.stubFor(any(anyUrl())
                .inScenario("ban")
                .whenScenarioStateIs("over")
                .willReturn(okJson("{\"orderId\":1}")));
        assertThat(send()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.words())
                .contains("banned", "418"));

        assertThat(rest.send(order(), clock.millis() + 3_000)).isInstanceOf(Done.class);
    }

    @Test
    void ordersOverTheirLimitWaitWhileCancelsGo() {
        server.stubFor(post(urlPathEqualTo(ORDER)).willReturn(aResponse().withStatus(429)));
        server.stubFor(any(anyUrl()).atPriority(9).willReturn(okJson("{\"orderId\":1}")));
        assertThat(send()).isInstanceOf(Refused.class);

        assertThat(rest.send(order(), clock.millis() + 1)).isInstanceOf(NotSent.class);
        Call cancel = Calls.cancel("BTCUSDT", Calls.Target.client("paper-0-1"));
        assertThat(rest.send(cancel, clock.millis() + 1_000)).isInstanceOf(Done.class);
    }

    @Test
    void anOrderOutsideOfTheReceiveWindowIsSentOnceMoreByTheRightTime() {
        server.stubFor(get(urlPathEqualTo("/api/v3/time"))
                .willReturn(okJson("{\"serverTime\":" + (System.currentTimeMillis() - 60_000) + "}")));
        server.stubFor(post(urlPathEqualTo(ORDER))
                .inScenario("clock")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(400).withBody("{\"code\":-1021,\"msg\":\"ahead\"}"))
                .willSetStateTo("right"));
        server.stubFor(post(urlPathEqualTo(ORDER))
                .inScenario("clock")
                .whenScenarioStateIs("right")
                .willReturn(okJson("{\"orderId\":1}")));

        assertThat(send()).isInstanceOf(Done.class);

        assertThat(clock.offsetMillis()).isBetween(-62_000L, -59_000L);
        server.verify(2, postRequestedFor(urlPathEqualTo(ORDER)));
    }

    @Test
    void anOrderWhoseTimeIsOverByTheRightClockIsNotSentOnceMore() {
        server.stubFor(get(urlPathEqualTo("/api/v3/time"))
                .willReturn(okJson("{\"serverTime\":" + (System.currentTimeMillis() + 60_000) + "}")));
        server.stubFor(post(urlPathEqualTo(ORDER))
                .willReturn(aResponse().withStatus(400).withBody("{\"code\":-1021,\"msg\":\"late\"}")));

        assertThat(send()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.code())
                .isEqualTo(Refusals.OUTSIDE_WINDOW));

        server.verify(1, postRequestedFor(urlPathEqualTo(ORDER)));
    }

    @Test
    void anOrderThatWasDecidedByAClockThatWasAheadIsNotValidForLonger() {
        server.stubFor(get(urlPathEqualTo("/api/v3/time"))
                .willReturn(okJson("{\"serverTime\":" + (System.currentTimeMillis() - 60_000) + "}")
                        .withFixedDelay(600)));
        server.stubFor(post(urlPathEqualTo(ORDER))
                .willReturn(aResponse().withStatus(400).withBody("{\"code\":-1021,\"msg\":\"ahead\"}")));

        // Three samples of the clock take longer than its time.
        assertThat(send()).isInstanceOf(Refused.class);

        server.verify(1, postRequestedFor(urlPathEqualTo(ORDER)));
    }

    @Test
    void aClockThatWasWrongMakesNoCommandValidForLonger() {
        AtomicLong own = new AtomicLong(5_000_000);
        ServerClock wrong = new ServerClock(own::get);
        // What stamps commands went on when our clock was put back by an hour, which the exchange's clock showed.
        long decided = 5_000_000L * 1_000_000;
        own.addAndGet(-3_600_000);
        wrong.set(new ServerClock.Sample(own.get(), 5_000_000, own.get()));
        long valid = decided + 2_000_000_000L;

        assertThat(wrong.deadlineMillis(decided, valid, 500_000_000)).isEqualTo(5_000_000 + 1_500);

        own.addAndGet(3_600_000);
        wrong.set(new ServerClock.Sample(own.get(), 5_000_000, own.get()));
        own.addAndGet(800);
        assertThat(wrong.deadlineMillis(decided, valid, 0)).as("time passed before it came").isEqualTo(5_002_000);
    }

    @Test
    void aCommandWhoseValidityIsOverIsNotSent() {
        answers(okJson("{\"orderId\":1}"));

        assertThat(rest.send(order(), clock.millis() - 1)).isInstanceOf(NotSent.class);

        server.verify(0, postRequestedFor(urlPathEqualTo(ORDER)));
    }

    @Test
    void nobodyThereMeansThatNothingWasSent() {
        int port = server.port();
        server.stop();

        assertThat(rest(URI.create("http://127.0.0.1:" + port)).send(order(), clock.millis() + 1_500))
                .isInstanceOfSatisfying(NotSent.class, not -> assertThat(not.words()).contains("nothing was sent"));
    }

    @Test
    void theExchangesOwnCountOfWeightCounts() {
        answers(okJson("{\"orderId\":1}").withHeader("X-MBX-USED-WEIGHT-1M", "4321"));
        send();

        assertThat(rest.limiter().used(RateLimiter.Kind.WEIGHT)).isEqualTo(4_321);
    }

    @Test
    void noErrorShowsKeyOrSecret() {
        answers(aResponse().withStatus(400).withBody("{\"code\":-1022,\"msg\":\"Signature is not valid.\"}"));

        assertThatThrownBy(() -> rest.ask(Calls.account()))
                .isInstanceOf(VenueException.class)
                .hasMessageContaining("signature")
                .satisfies(error -> assertThat(error.toString()).doesNotContain(KEY, SECRET));
        assertThat(new Credentials(KEY, Signer.of(SECRET)).toString()).doesNotContain(KEY, SECRET);
    }
}
