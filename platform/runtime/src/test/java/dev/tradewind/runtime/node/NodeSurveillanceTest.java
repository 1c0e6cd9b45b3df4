package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.policy.ConductRules;
import dev.tradewind.policy.surveillance.Alert;
import dev.tradewind.policy.surveillance.Surveillance;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.Settings;
import dev.tradewind.runtime.surveillance.Closes;
import dev.tradewind.runtime.surveillance.RecordedStream;
import dev.tradewind.sdk.testing.TestData;
import dev.tradewind.store.surveillance.AlertStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A node that watches what its accounts do, with thresholds that any trading exceeds. */
@EnabledOnOs(OS.LINUX)
class NodeSurveillanceTest {
    private static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final String STUFFING = "surveillance/stuffing.drl";
    private static final String TABLE = "limits/surveillance.csv";

    @TempDir
    private Path folder;

    private Path rules = Path.of("");

    private Settings settings() throws IOException {
        rules = NodeProcess.rules(folder);
        Path shipped = TestData.projectRoot().resolve("rules");
        Files.createDirectories(rules.resolve("surveillance"));
        Files.copy(shipped.resolve(STUFFING), rules.resolve(STUFFING));
        Files.writeString(
                rules.resolve(TABLE),
                Files.readString(shipped.resolve(TABLE))
                        .replace("*,*,quiet-seconds,300", "*,*,quiet-seconds,1")
                        .replace("stuffing-messages-per-second,100", "stuffing-messages-per-second,0.1")
                        .replace("stuffing-messages-per-fill,100", "stuffing-messages-per-fill,0")
                        .replace("stuffing-lifetime-millis,300", "stuffing-lifetime-millis,999999999"));
        Path config = folder.resolve("tradewind.yaml");
        Files.writeString(
                config,
                NodeProcess.settings(
                        rules,
                        List.of(NodeProcess.plugin(folder, "busy", "false")),
                        "  busy:\n    plugin: busy\n    account: crash\n    instruments: [DEMO.SYNTHETIC]\n"));
        return Settings.load(config, true, Map.of(), Map.of("http-port", "0"));
    }

    private static void await(Node node, String what, BooleanSupplier wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(what + ", but: " + node.components() + StatusJson.text(node.status()))
                    .isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private static List<AlertStore.Row> kept(Node node) {
        return new AlertStore(node.database()).alerts(Long.MIN_VALUE, Long.MAX_VALUE, 100);
    }

    @Test
    void whatAccountsDoIsFoundKeptToldAndFoundAgainInTheJournal() throws Exception {
        Settings settings = settings();
        try (Node node = Node.start(new NodeHome(folder.resolve("home")), NodeConfig.of(settings), settings)) {
            await(node, "alerts are kept", () -> kept(node).size() >= 2);

            AlertStore.Row alert = kept(node).getFirst();
            assertThat(alert.rule().code()).isEqualTo("QUOTE_STUFFING");
            assertThat(alert.account()).isEqualTo("crash");
            assertThat(alert.rule().ruleSet())
                    .isEqualTo(node.liveRules().active().rules().hash());
            assertThat(alert.evidence())
                    .contains("\"messagesPerSecond\"", "\"limits.stuffingMessagesPerSecond\"", "crash/");
            await(node, "people are told", () -> StatusJson.text(node.status()).contains("surveillance found "));
            assertThat(recorded(node)).extracting(found -> found.rule().code()).contains("QUOTE_STUFFING");
            nobodyChangesAnAlert(node);
        }
    }

    private List<Alert> recorded(Node node) {
        ConductRules shipped = ConductRules.load(rules, folder.resolve("cache"));
        List<Alert> alerts = new ArrayList<>();
        try (Surveillance surveillance = new Surveillance(shipped, alerts::add)) {
            RecordedStream.Range range =
                    new RecordedStream.Range("crash", Long.MIN_VALUE, Long.MAX_VALUE, Closes.daily(0));
            new RecordedStream(node.database()).read(range, surveillance::accept);
            surveillance.finish();
            assertThat(surveillance.events()).isGreaterThan(10);
        }
        return alerts;
    }

    private static void nobodyChangesAnAlert(Node node) {
        for (String change : List.of(
                "update tradewind.surveillance_alert set text = ''", "delete from tradewind.surveillance_alert")) {
            assertThatThrownBy(() -> {
                        try (Connection connection = node.database().pool().getConnection();
                                Statement statement = connection.createStatement()) {
                            statement.executeUpdate(change);
                        }
                    })
                    .isInstanceOf(SQLException.class);
        }
    }
}
