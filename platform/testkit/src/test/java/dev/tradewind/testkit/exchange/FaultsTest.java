package dev.tradewind.testkit.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {
    @TempDir
    Path folder;

    private String order(Opened at, String id) throws IOException {
        Map<String, String> params = RestClient.params(
                "symbol", "BTCUSDT", "side", "BUY", "type", "LIMIT", "timeInForce", "GTC", "quantity", "0.001",
                "price", "54000", "newClientOrderId", id, "timestamp", at.client.serverMillis());
        String body = RestClient.encode(params);
        String signature = Gate.sign(AccountSpec.DEFAULT_SECRET, body);
        try {
            return "" + at.client.trySend("POST", "/api/v3/order", body + "&signature=" + signature, true).status();
        } catch (IOException e) {
            return "no answer";
        }
    }

    private static boolean accepted(Opened at, String id) {
        return at.books().clientOrderIds().contains(id);
    }

    @Test
    void aLostRequestWasNeverThere() throws IOException {
        try (Opened at = Opened.calm(folder)) {
            at.control("inject", "drop-request");

            assertThat(order(at, "lost")).isEqualTo("no answer");
            assertThat(accepted(at, "lost")).isFalse();
            assertThat(at.faults(FaultType.DROP_REQUEST)).isEqualTo(1);
            assertThat(order(at, "next")).isEqualTo("200");
        }
    }

    @Test
    void anAnswerThatNeverComesLeavesAnOrder() throws IOException {
        try (Opened at = Opened.calm(folder)) {
            at.control("inject", "timeout-after-accept");
            long begin = System.nanoTime();

            assertThat(order(at, "unknown")).isEqualTo("no answer");

            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            assertThat(millis).isGreaterThanOrEqualTo(FaultPlan.HOLD_MILLIS);
            assertThat(accepted(at, "unknown")).isTrue();
            assertThat(at.faults(FaultType.TIMEOUT_AFTER_ACCEPT)).isEqualTo(1);
        }
    }

    @Test
    void aServerErrorSaysNothingOfTheOrder() throws IOException {
        try (Opened at = Opened.calm(folder)) {
            at.control("inject", "error-after-accept");
            assertThat(order(at, "after")).startsWith("5");
            at.control("inject", "error-before-accept");
            assertThat(order(at, "before")).startsWith("5");

            assertThat(accepted(at, "after")).isTrue();
            assertThat(accepted(at, "before")).isFalse();
            assertThat(at.faults(FaultType.ERROR_AFTER_ACCEPT)).isEqualTo(1);
            assertThat(at.faults(FaultType.ERROR_BEFORE_ACCEPT)).isEqualTo(1);
        }
    }

    @Test
    void aDelayedRequestComesAfterItsReceiveWindow() throws IOException {
        ExchangeOptions options = ExchangeOptions.standard(folder);
        try (Opened at = new Opened(options)) {
            at.control("inject", "delay");
            RestClient.Answer late = at.client.signed("POST", "/api/v3/order", "symbol", "BTCUSDT", "side", "BUY",
                    "type", "MARKET", "quantity", "0.001", "recvWindow", "100");

            assertThat(late.refusal()).startsWith("400 -1021");
            assertThat(at.books().orders()).isEmpty();
        }
    }

    @Test
    void userMessagesAreDoubledAndReordered() throws InterruptedException {
        try (Opened at = Opened.calm(folder)) {
            String key = at.client.keyed("POST", "/api/v3/userDataStream").field("listenKey");
            try (StreamEar ear = new StreamEar(at.exchange.streamUrl() + "/ws/" + key)) {
                at.control("inject", "double-message");
                at.limit("BUY", "0.001", at.farBid(), "newClientOrderId", "twice");
                assertThat(ear.awaitMany(message -> "twice".equals(message.get("c")), 2)).hasSize(2);

                at.control("inject", "reorder-messages");
                at.market("BUY", "0.001");
                List<Map<String, @Nullable Object>> reports = ear.awaitMany(
                        message -> "MARKET".equals(message.get("o")), 2);
                assertThat(reports.stream().map(report -> report.get("x"))).containsExactly("TRADE", "NEW");
                assertThat(at.faults(FaultType.DOUBLE_MESSAGE)).isEqualTo(1);
                assertThat(at.faults(FaultType.REORDER_MESSAGES)).isEqualTo(1);
            }
        }
    }

    @Test
    void aMessageThatNothingOvertakesComesAllTheSame() throws InterruptedException {
        try (Opened at = Opened.calm(folder)) {
            String key = at.client.keyed("POST", "/api/v3/userDataStream").field("listenKey");
            try (StreamEar ear = new StreamEar(at.exchange.streamUrl() + "/ws/" + key)) {
                at.limit("BUY", "0.001", at.farBid());
                ear.awaitMany(message -> message.containsKey("e"), 2);
                at.control("inject", "reorder-messages", "count", "9");
                at.client.signed("DELETE", "/api/v3/openOrders", "symbol", "BTCUSDT");

                ear.awaitMany(message -> message.containsKey("e"), 4);
            }
        }
    }

    @Test
    void streamsAreCutAndOrdersFilledMeanwhile() throws InterruptedException {
        try (Opened at = Opened.calm(folder)) {
            String key = at.client.keyed("POST", "/api/v3/userDataStream").field("listenKey");
            at.limit("BUY", "0.5", at.price("bid", -500), "newClientOrderId", "down");
            try (StreamEar ear = new StreamEar(at.exchange.streamUrl() + "/ws/" + key)) {
                assertThat(at.control("inject", "fill-while-down").field("done")).isEqualTo("1");

                assertThat(ear.ends()).isTrue();
                assertThat(ear.all().stream().noneMatch(message -> "TRADE".equals(message.get("x")))).isTrue();
            }
            assertThat(at.query("down").field("status")).isIn("PARTIALLY_FILLED", "FILLED");
            assertThat(at.faults(FaultType.FILL_WHILE_DOWN)).isEqualTo(1);
            at.books().assertConsistent();
        }
    }

    @Test
    void aRestartCutsEverybodyOffAndKeepsTheOrders() throws InterruptedException, IOException {
        try (Opened at = Opened.calm(folder)) {
            order(at, "stays");
            try (StreamEar ear = new StreamEar(at.exchange.streamUrl() + "/ws/btcusdt@trade")) {
                at.control("inject", "restart", "millis", "300");
                assertThat(ear.ends()).isTrue();
            }
            RestClient.Answer back = null;
            for (int i = 0; i < 100 && back == null; i++) {
                Thread.sleep(50);
                try {
                    back = at.client.trySend("GET", "/api/v3/ping", "", false);
                } catch (IOException e) {
                    // Not yet.
                }
            }
            assertThat(back).isNotNull();
            assertThat(at.query("stays").field("status")).isEqualTo("NEW");
            assertThat(at.faults(FaultType.RESTART)).isEqualTo(1);
        }
    }

    @Test
    void aSlowStreamTellsAllLater() throws InterruptedException {
        try (Opened at = Opened.calm(folder);
                StreamEar ear = new StreamEar(at.exchange.streamUrl() + "/ws/btcusdt@trade")) {
            at.control("inject", "slow-stream", "millis", "700");
            long begin = System.nanoTime();
            at.market("BUY", "0.001");

            ear.await(message -> "trade".equals(message.get("e")));

            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isGreaterThan(500);
            assertThat(at.faults(FaultType.SLOW_STREAM)).isEqualTo(1);
        }
    }

    @Test
    void theSameSeedMeetsTheSameFaults() throws IOException {
        FaultPlan plan = FaultPlan.parse("drop-request=0.2,error-before-accept=0.2,error-after-accept=0.2");

        List<String> first = flow(plan, 11);

        assertThat(first).contains("200", "no answer").anyMatch(answer -> answer.startsWith("5"));
        assertThat(flow(plan, 11)).isEqualTo(first);
        assertThat(flow(plan, 12)).isNotEqualTo(first);
    }

    private List<String> flow(FaultPlan plan, long seed) throws IOException {
        ExchangeOptions options =
                ExchangeOptions.standard(folder).withManualClock().withSeed(seed).withFaults(plan);
        List<String> answers = new ArrayList<>();
        try (Opened at = new Opened(options)) {
            for (int i = 0; i < 30; i++) {
                answers.add(order(at, "flow-" + i));
                at.advance(10);
            }
            answers.addAll(at.books().clientOrderIds());
            answers.add(String.valueOf(at.client.get("/faults").object().get("counts")));
        }
        return answers;
    }

    @Test
    void ratesAreMetAndTimeFaultsComeBySeconds() {
        ExchangeClock clock = ExchangeClock.manual(0);
        Faults faults = new Faults(FaultPlan.parse("drop-request=0.25,restart=0.1"), 5, clock);

        int dropped = 0;
        int restarts = 0;
        for (int i = 0; i < 10_000; i++) {
            dropped += faults.onRequest(true) == null ? 0 : 1;
            restarts += faults.onSecond(FaultType.RESTART, i, 0) == null ? 0 : 1;
        }

        // Four standard deviations of a binomial distribution.
        assertThat(dropped).isBetween(2500 - 174, 2500 + 174);
        assertThat(restarts).isBetween(1000 - 120, 1000 + 120);
        assertThat(faults.onSecond(FaultType.RESTART, 1, 0)).isEqualTo(faults.onSecond(FaultType.RESTART, 1, 0));
    }

    @Test
    void aPlanIsReadAndWritten() {
        assertThat(FaultPlan.parse("none").text()).isEqualTo("none");
        assertThat(FaultPlan.parse(FaultPlan.STORM.text())).isEqualTo(FaultPlan.STORM);
        assertThat(FaultPlan.STORM.rates()).hasSize(FaultType.values().length);
        assertThatThrownBy(() -> FaultPlan.parse("delay=2")).hasMessage("the rate of delay must be 0 to 1, was 2.0");
        assertThatThrownBy(() -> FaultPlan.parse("dely=0.1"))
                .hasMessageStartingWith("no fault 'dely', there are delay");
        assertThatThrownBy(() -> FaultPlan.parse("delay")).hasMessageContaining("TYPE=RATE");
        assertThatThrownBy(() -> FaultPlan.parse("delay=x")).hasMessage("the rate of delay is no number: 'x'");
        assertThatThrownBy(() -> FaultPlan.parse("delay=0.6,drop-request=0.6")).hasMessageContaining("more than 1");
    }

    @Test
    void whatIsAskedBackstageAndMakesNoSenseIsRefused() {
        try (Opened at = Opened.calm(folder)) {
            assertThat(at.control("inject", "flood").refusal()).startsWith("400 0 no fault 'flood'");
            assertThat(at.control("inject", "restart", "millis", "99999").refusal()).contains("millis must be 1 to");
            assertThat(at.control("inject", "delay", "count", "0").refusal()).contains("count must be 1 to");
            assertThat(at.control().refusal()).contains("/control wants");
            assertThat(at.control("advance", "999999999").refusal()).contains("at most");
        }
        try (Opened at = new Opened(ExchangeOptions.standard(folder))) {
            assertThat(at.control("advance", "5").refusal()).contains("the wall clock cannot be advanced");
        }
    }
}
