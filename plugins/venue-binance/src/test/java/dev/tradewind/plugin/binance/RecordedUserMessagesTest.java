package dev.tradewind.plugin.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.plugin.binance.Messages.Report;
import dev.tradewind.sdk.plugin.VenueFill;
import dev.tradewind.sdk.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Messages of the user data stream and of the market streams as others have recorded them. */
final class RecordedUserMessagesTest {
    /** The event within a message, however it is wrapped. */
    private static Json event(String message) {
        Json json = Json.parse(message);
        return json.has("event") ? json.at("event") : json.has("data") ? json.at("data") : json;
    }

    private static List<Path> files() {
        List<Path> files = new ArrayList<>(TestData.requireAll("payloads/binance/nautilus/spot/user_data_json", "*.json"));
        files.addAll(TestData.requireAll("payloads/binance/nautilus_py/ws_messages", "ws_spot_*.json"));
        return files;
    }

    @Test
    void everyRecordedExecutionReportSaysWhatItsFieldsSay() throws IOException {
        Map<String, Integer> kinds = new TreeMap<>();
        for (Path file : files()) {
            Json event = event(Files.readString(file));
            if (!event.text("e", "").equals("executionReport")) {
                continue;
            }
            Report report = Messages.report(event);
            String name = file.getFileName().toString();
            assertThat(report.order().ids().venue()).as(name).isEqualTo(event.text("i"));
            assertThat(report.order().request().quantity().value()).as(name).isEqualTo(event.decimal("q"));
            assertThat(report.order().progress().filled().value()).as(name).isEqualTo(event.decimal("z"));
            boolean traded = event.whole("t") >= 0
                    && event.decimal("l").signum() > 0
                    && event.decimal("L").signum() > 0;
            assertThat(report.fill().isPresent()).as(name).isEqualTo(traded);
            if (report.fill().isPresent()) {
                VenueFill fill = report.fill().get();
                assertThat(fill.fill().price().value()).as(name).isEqualTo(event.decimal("L"));
                assertThat(fill.fill().fee().amount()).as(name).isEqualTo(event.decimal("n"));
                assertThat(fill.fill().fee().currency().code()).as(name).isEqualTo(event.text("N"));
            }
            kinds.merge(event.text("x"), 1, Integer::sum);
        }
        assertThat(kinds.keySet())
                .contains("NEW", "TRADE", "CANCELED", "EXPIRED", "TRADE_PREVENTION", "CALCULATED");
    }

    @Test
    void balancesThatChangedAreRead() throws IOException {
        int read = 0;
        for (Path file : files()) {
            Json event = event(Files.readString(file));
            if (event.text("e", "").equals("outboundAccountPosition")) {
                assertThat(Messages.changedBalances(event)).isNotEmpty();
                read++;
            }
        }
        assertThat(read).isEqualTo(2);
    }

    @Test
    void messagesOfAnotherClientsTestsAreRead() throws IOException {
        Path file = TestData.require("payloads/binance/gocryptotrader_wsHandleData.json");
        List<String> kinds = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank()) {
                continue;
            }
            Json event = event(line);
            kinds.add(event.text("e"));
            switch (event.text("e")) {
                case "executionReport" -> assertThat(Messages.report(event).execution()).isEqualTo("NEW");
                case "outboundAccountPosition" -> assertThat(Messages.changedBalances(event)).hasSize(3);
                case "depthUpdate" -> assertThat(event.whole("u")).isGreaterThan(event.whole("U"));
                default -> {
                    // Bars, statistics and order lists are not listened to.
                }
            }
        }
        assertThat(kinds).contains("executionReport", "outboundAccountPosition", "depthUpdate");
    }

    @Test
    void requestsOfTheWebSocketApiHaveTheShapeOfTheOfficialConnectors() throws IOException {
        Path folder = TestData.require("payloads/binance/connector_java_spot/expected");
        Json official = Json.parse(Files.readString(folder.resolve("api/AuthApi/session.logon-test.json")));
        Query parameters = new Query().with("apiKey", "apiKey").with("timestamp", 1736393892000L);
        parameters.with("signature", "s");

        Json ours = Json.parse(UserStream.request("1", "session.logon", parameters.values()));

        // Its ids are random, its signature is that of a key that is not in the test data.
        assertThat(ours.names()).containsExactlyInAnyOrderElementsOf(official.names());
        assertThat(ours.text("method")).isEqualTo(official.text("method"));
        assertThat(ours.at("params").names())
                .containsExactlyInAnyOrderElementsOf(official.at("params").names());
        assertThat(ours.at("params").text("timestamp")).isEqualTo(official.at("params").text("timestamp"));

        List<String> streams = new ArrayList<>();
        for (Path file : TestData.requireAll("payloads/binance/connector_java_spot/expected/stream", "**/*.json")) {
            streams.add(Json.parse(Files.readString(file)).at("params").items().getFirst().asText());
        }
        // The connector's test takes the slower of the two speeds at which books are told.
        assertThat(MarketStream.names(List.of("BTCUSDT"), true))
                .allSatisfy(name -> assertThat(streams).contains(name.replace("@100ms", "")));
    }
}
