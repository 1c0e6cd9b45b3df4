package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.runtime.config.ConfigException;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.Settings;
import dev.tradewind.store.journal.Journal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A node that was told to trade without rules. */
@EnabledOnOs(OS.LINUX)
class NodeWithoutRulesTest {
    private static final long PATIENCE_NANOS = 90_000_000_000L;

    @TempDir
    private Path folder;

    private Settings settings(Path rules, Map<String, String> more) throws Exception {
        Path config = folder.resolve("tradewind.yaml");
        Files.writeString(
                config,
                NodeProcess.settings(
                                rules,
                                List.of(NodeProcess.plugin(folder, "busy", "false")),
                                "  busy:\n    plugin: busy\n    account: crash\n    instruments: [DEMO.SYNTHETIC]\n")
                        .replace("limits:\n", "limits:\n  max-order-notional: 20\n"));
        Map<String, String> set = new TreeMap<>(more);
        set.put("http-port", "0");
        return Settings.load(config, true, Map.of(), set);
    }

    private static List<LedgerEvent> events(Node node) {
        List<LedgerEvent> events = new ArrayList<>();
        new Journal(node.database()).read("crash", 1, batch -> {
            events.addAll(batch.content().events());
            return true;
        });
        return events;
    }

    private static <T extends LedgerEvent> List<T> await(Node node, Class<T> kind, int count) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            List<T> found = events(node).stream().filter(kind::isInstance).map(kind::cast).toList();
            if (found.size() >= count) {
                return found;
            }
            assertThat(System.nanoTime()).as(kind + ": " + node.components()).isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    @Test
    void anEmptyFolderIsRefusedAndWithoutRulesTheHardLimitsStillJudgeAndAllSaysSo() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        NodeHome home = new NodeHome(folder.resolve("home"));
        Settings refused = settings(empty, Map.of());
        assertThatThrownBy(() -> Node.start(home, NodeConfig.of(refused), refused))
                .hasMessageContaining("holds no rules");

        Settings settings = settings(empty, Map.of("rules-mode", "none"));
        NodeConfig config = NodeConfig.of(settings);
        assertThat(Preflight.check(home, config, settings)).contains(WithoutRules.TEXT);
        try (Node node = Node.start(home, config, settings)) {
            // Half a unit at 100 is worth more than the hard limit of 20.
            assertThat(await(node, LedgerEvent.OrderDenied.class, 3))
                    .allMatch(denied -> denied.code().equals("HARD_NOTIONAL"));
            assertThat(events(node)).noneMatch(LedgerEvent.OrderJudged.class::isInstance);
            assertThat(events(node).stream().filter(LedgerEvent.RuleSetActivated.class::isInstance))
                    .allMatch(event -> event.toString().contains("ruleSet=none"));
            assertThat(StatusJson.text(node.status())).contains("WARNING  rules: NO RULES: this node judges no order");
            assertThat(StatusJson.of(node.status())).contains("\"ruleSet\":\"none\"", "NO RULES");
            assertThat(node.banner()).contains("WARNING  " + WithoutRules.TEXT);
            assertThat(node.metrics().scrape()).contains("tradewind_rules 0.0");
            assertThatThrownBy(() -> new NodeCommands(node)
                            .handle(Map.of("command", "rules-rollback", "by", "ada", "why", "x")))
                    .isInstanceOf(NodeException.class)
                    .hasMessageContaining("NO RULES");
        }
        try (Replays replays = Replays.open(config, home)) {
            assertThat(replays.replay(replays.session("")).difference()).isNull();
        }
        // The next start, with rules, judges by them.
        Settings ruled = settings(NodeProcess.rules(folder), Map.of());
        try (Node node = Node.start(home, NodeConfig.of(ruled), ruled)) {
            int before = events(node).stream().filter(LedgerEvent.OrderDenied.class::isInstance).toList().size();
            await(node, LedgerEvent.OrderDenied.class, before + 2);
            assertThat(node.metrics().scrape()).doesNotContain("tradewind_rules 0.0");
            List<LedgerEvent> events = events(node);
            assertThat(events.reversed().stream()
                            .filter(LedgerEvent.RuleSetActivated.class::isInstance)
                            .findFirst()
                            .orElseThrow()
                            .toString())
                    .contains(node.liveRules().active().rules().hash());
        }
    }

    @Test
    void onlyPlayMoneyOfANodeThatIsAloneIsTradedWithoutRules() throws Exception {
        for (String mode : List.of("testnet", "live")) {
            Settings settings = settings(folder, Map.of("rules-mode", "none", "accounts.crash.mode", mode));
            assertThatThrownBy(() -> NodeConfig.of(settings))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("'none' is for accounts of mode demo or paper alone");
        }
        Settings cluster = settings(
                folder,
                Map.of(
                        "rules-mode", "none",
                        "cluster.join", "127.0.0.1:5701",
                        "database.url", "jdbc:postgresql://127.0.0.1:5432/tradewind",
                        "database.owner-password", "one",
                        "database.application-password", "two"));
        assertThatThrownBy(() -> NodeConfig.of(cluster)).hasMessageContaining("all nodes of a cluster judge alike");
    }
}
