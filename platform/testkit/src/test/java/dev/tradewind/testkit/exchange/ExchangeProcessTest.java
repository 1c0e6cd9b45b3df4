package dev.tradewind.testkit.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExchangeProcessTest {
    @TempDir
    Path folder;

    @Test
    void itTradesInAProcessOfItsOwnAndItsFileSurvivesAKill() throws IOException, InterruptedException {
        Path truth;
        try (ExchangeProcess exchange = ExchangeProcess.start(ExchangeOptions.standard(folder));
                RestClient client = new RestClient(exchange.restUrl())) {
            client.order("symbol", "BTCUSDT", "side", "BUY", "type", "MARKET", "quantity", "0.01",
                    "newClientOrderId", "before-the-kill");
            assertThat(exchange.pid()).isNotEqualTo(ProcessHandle.current().pid());
            assertThat(exchange.inject(FaultType.DROP_REQUEST, 3)).isEqualTo(3);
            assertThat(String.valueOf(exchange.faults().get("waiting"))).contains("drop-request");
            Books.of(exchange.truth()).assertConsistent();
            truth = exchange.truthFile();

            ProcessHandle handle = ProcessHandle.of(exchange.pid()).orElseThrow();
            handle.destroyForcibly();
            assertThat(handle.onExit().orTimeout(10, TimeUnit.SECONDS)).succeedsWithin(Duration.ofSeconds(10));
        }

        List<String> lines = Files.readAllLines(truth);
        assertThat(lines).hasSizeGreaterThanOrEqualTo(2);
        for (String line : lines) {
            Map<String, @Nullable Object> entry = JsonText.object(line);
            assertThat(entry).containsEntry("kind", "report").containsEntry("who", AccountSpec.DEFAULT_KEY);
            assertThat(String.valueOf(entry.get("what"))).contains("c=before-the-kill");
        }
    }

    @Test
    void itEndsWithItsParentsPipe() throws InterruptedException {
        ExchangeProcess exchange = ExchangeProcess.start(
                ExchangeOptions.standard(folder).withManualClock().withSeed(3));
        exchange.advance(1000);
        ProcessHandle handle = ProcessHandle.of(exchange.pid()).orElseThrow();

        exchange.close();

        assertThat(handle.isAlive()).isFalse();
    }

    @Test
    void itEndsWhenNobodyAsks() throws InterruptedException {
        TestExchange exchange = TestExchange.start(ExchangeOptions.standard(folder).endingWhenIdleFor(1));
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                exchange.awaitEnd();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
        assertThat(exchange.broken()).isNull();
    }

    @Test
    void aTakenPortIsSaidInOneLine() {
        try (TestExchange first = TestExchange.start(ExchangeOptions.standard(folder))) {
            ExchangeOptions same = ExchangeOptions.parse(
                    List.of("--port", Integer.toString(first.port())), folder);

            assertThatThrownBy(() -> TestExchange.start(same))
                    .hasMessageStartingWith("the exchange cannot listen on 127.0.0.1:" + first.port());
        }
    }

    @Test
    void optionsAreReadAsTheyAreWritten() {
        ExchangeOptions options = ExchangeOptions.standard(folder)
                .withSeed(9)
                .withManualClock()
                .withFaults(FaultPlan.STORM)
                .withLimits(new ExchangeOptions.Limits(10, 20, 30))
                .withAccounts(List.of(AccountSpec.parse("k:s:USDT=1.5,BTC=2"), AccountSpec.standard()))
                .endingWhenIdleFor(7)
                .endingWithInput();

        assertThat(ExchangeOptions.parse(options.arguments(), Path.of("elsewhere"))).isEqualTo(options);
    }

    @Test
    void badOptionsAreRefusedInOneLine() {
        assertRefused("unknown option --sed", "--sed", "1");
        assertRefused("--seed must be a number, was 'x'", "--seed", "x");
        assertRefused("--seed is unknown or lacks its value", "--seed");
        assertRefused("--clock is wall or test, was 'sun'", "--clock", "sun");
        assertRefused("no symbol 'DOGE'", "--symbols", "DOGE");
        assertRefused("an account is KEY:SECRET:ASSET=AMOUNT", "--account", "key");
        assertRefused("a balance is ASSET=AMOUNT", "--account", "k:s:USDT");
        assertRefused("the port must be 0 to 65535", "--port", "70000");
        assertRefused("the idle time must be at least 1 s", "--idle-seconds", "0");
        assertRefused("limits must be positive", "--weight-limit", "0");
    }

    private void assertRefused(String message, String... arguments) {
        assertThatThrownBy(() -> ExchangeOptions.parse(List.of(arguments), folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
