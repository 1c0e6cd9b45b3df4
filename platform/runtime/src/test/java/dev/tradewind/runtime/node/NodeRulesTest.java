package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.Settings;
import dev.tradewind.store.rules.RuleEvent;
import dev.tradewind.store.rules.RuleLog;
import dev.tradewind.store.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
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

/** A node whose rules folder is edited while it trades. */
@EnabledOnOs(OS.LINUX)
class NodeRulesTest {
    private static final long PATIENCE_NANOS = 90_000_000_000L;

    @TempDir
    private Path folder;

    private Path limits = Path.of("");
    private String wide = "";

    private Settings settings() throws IOException {
        Path rules = NodeProcess.rules(folder);
        limits = rules.resolve("limits/limits.csv");
        wide = Files.readString(limits);
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
            assertThat(System.nanoTime()).as(what + ", but: " + node.components()).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private static List<String> rows(Node node, String query) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = node.database().pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String inForce(Node node) {
        return node.liveRules().active().rules().hash();
    }

    /** Waits until orders were judged by what is in force. @return their verdicts */
    private static List<String> verdicts(Node node) throws InterruptedException {
        String query = "select distinct decision from tradewind.decisions where rule_set = '" + inForce(node) + "'";
        await(node, "orders are judged", () -> !rows(node, query).isEmpty());
        return rows(node, query);
    }

    private static String trouble(Node node) {
        return node.components().stream()
                .filter(one -> one.name().equals("rules"))
                .findFirst()
                .orElseThrow()
                .reason();
    }

    private String narrow() {
        return wide.replace("*,*,*,1000000,", "*,*,*,0.5,");
    }

    @Test
    void whatIsEditedIsInForceAndWhatIsBrokenIsNot() throws Exception {
        Settings settings = settings();
        NodeConfig config = NodeConfig.of(settings);
        NodeHome home = new NodeHome(folder.resolve("home"));
        String first;
        String second;
        try (Node node = Node.start(home, config, settings)) {
            await(node, "it trades", node::trades);
            first = inForce(node);
            assertThat(verdicts(node)).containsExactly("ALLOW");
            String exits =
                    "select order_id from tradewind.decisions where facts[9] <> 0 and abs(facts[10]) < abs(facts[9])";
            await(node, "some orders only reduce a position", () -> rows(node, exits).size() > 2);
            denyingEverythingIsRefused(node, first);

            Files.writeString(limits, narrow());
            await(node, "the limit is in force", () -> !inForce(node).equals(first));
            second = inForce(node);
            assertThat(verdicts(node)).contains("DENY");
            assertThat(trouble(node)).isEmpty();

            assertThat(StatusJson.text(node.status())).contains("rehearsal: of ").contains("newly denied");
            explains(node);

            isRefused(node, second);
            String third = aFileThatIsBeingWrittenIsNotTaken(node, second);

            Files.writeString(limits, wide);
            await(node, "the first rules are back", () -> inForce(node).equals(first));
            long row = node.liveRules().active().event().id();
            await(
                    node,
                    "orders pass again",
                    () -> rows(node, "select text from tradewind.account_log where kind = 'RULES' order by sequence")
                            .equals(List.of(first, second, third, second, first)));
            assertThat(row).isEqualTo(5);
            // Nothing was judged by rules other than those that the journal says were in force.
            assertThat(rows(node, "select distinct rule_set from tradewind.decisions where decision = 'DENY'"))
                    .contains(second)
                    .isSubsetOf(second, third);
            assertThat(rows(
                            node,
                            "select rule_set from tradewind.decisions where decision = 'ALLOW' and rule_set <> '"
                                    + first + "' and abs(facts[10]) > abs(facts[9])"))
                    .as("what passed by the narrow limits and does not only reduce a position")
                    .isEmpty();
            List<RuleEvent> log = node.liveRules().log().all();
            assertThat(log)
                    .extracting(event -> event.what().ruleSet())
                    .containsExactly(first, second, third, second, first);
            assertThat(RuleLog.broken(log)).isEmpty();
            assertThat(StatusJson.text(node.status())).contains("row 5 of the rule log");
        }
        replaysAlike(home, config, first, 20);
        startsWithWhatIsEdited(home, config, settings, second);
    }

    /** The rehearsal over what is recorded says so before anything is denied. */
    private void denyingEverythingIsRefused(Node node, String before) throws Exception {
        Path all = folder.resolve("rules/risk/all.drl");
        Files.writeString(
                all,
                """
                package tradewind.risk
                import dev.tradewind.engine.policy.Check
                global dev.tradewind.policy.VerdictCollector verdict
                rule "Nothing" @code(NOTHING) @severity(HARD) @owner("Risk") @description("d") @appliesToExits
                when
                    Check( quantity > 0 )
                then
                    verdict.deny("Nothing is traded.");
                end
                """);
        await(node, "it is refused", () -> trouble(node).contains("every one of the last"));
        assertThat(trouble(node)).contains("NOTHING");
        assertThat(inForce(node)).isEqualTo(before);
        Files.delete(all);
        await(node, "the trouble is over", () -> trouble(node).isEmpty());
    }

    /** A denied order, an allowed one, and one that there is not. */
    private static void explains(Node node) {
        Explanations explanations = new Explanations(node.database());
        long denied = Long.parseLong(
                rows(node, "select order_id from tradewind.decisions where decision = 'DENY' order by 1 limit 1")
                        .getFirst());
        Explanation why = explanations.of("", denied).getFirst();
        assertThat(why.sentence())
                .startsWith("Order " + denied + " (")
                .contains("was denied: The order is worth ")
                .contains("limit of 0.5");
        assertThat(why.facts()).containsKeys("notional", "equity");
        assertThat(why.reasons().getFirst().limit()).isEqualTo(0.5);
        assertThat(why.reasons().getFirst().actual()).isEqualTo(why.facts().get("notional"));
        assertThat(why.inForce()).contains("by the folder");
        long allowed = Long.parseLong(
                rows(node, "select order_id from tradewind.decisions where decision = 'ALLOW' order by 1 limit 1")
                        .getFirst());
        assertThat(explanations.of("crash", allowed).getFirst().sentence())
                .endsWith("was allowed: no rule had anything to say.");
        assertThatThrownBy(() -> explanations.of("", 987_654_321))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("no order 987654321");
    }

    /** Each is refused with its place, and the rules before go on judging. */
    private void isRefused(Node node, String before) throws Exception {
        Path drl = folder.resolve("rules/risk/size.drl");
        String good = Files.readString(drl);
        Files.writeString(drl, good.replace("notional >", "notionel >"));
        await(node, "the mistake is told", () -> trouble(node).contains("risk/size.drl:"));
        assertThat(trouble(node)).containsPattern("risk/size.drl:\\d+:\\d+: ").contains("notionel");
        assertThat(node.status().components().stream().allMatch(Component::isReady)).isFalse();
        assertThat(inForce(node)).isEqualTo(before);

        Files.delete(drl);
        await(node, "an empty folder is refused", () -> trouble(node).contains("holds no rules"));
        Files.writeString(drl, good);
        await(node, "the trouble is over", () -> trouble(node).isEmpty());

        Path scenario = folder.resolve("rules/scenarios/large.yaml");
        Files.createDirectories(scenario.getParent());
        Files.writeString(
                scenario,
                """
                given: {account: {equity: 1000000}, market: {DEMO: {price: 100}}}
                scenarios:
                  - name: A small order passes
                    orders:
                      - order: {symbol: DEMO, side: buy, quantity: 1}
                        expect: allow
                """);
        await(node, "the scenario fails", () -> trouble(node).contains("A small order passes"));
        assertThat(trouble(node)).containsPattern("scenarios/large.yaml:\\d+: ");
        Files.delete(scenario);
        await(node, "no scenario fails", () -> trouble(node).contains("no scenarios") || trouble(node).isEmpty());
        Files.delete(scenario.getParent());
        await(node, "the trouble is over", () -> trouble(node).isEmpty());
        assertThat(inForce(node)).isEqualTo(before);
        assertThat(node.liveRules().log().all()).hasSize(2);
    }

    /** Half of the table is a table, too: it would be in force if it were taken. */
    private String aFileThatIsBeingWrittenIsNotTaken(Node node, String before) throws Exception {
        String row = "crash,*,OTHER,1,,,,,,,,,,,\n";
        String whole = narrow() + row + row.replace("OTHER", "MORE") + row.replace("OTHER", "LAST");
        String half = narrow();
        Files.writeString(limits, half);
        for (String part : List.of(row, row.replace("OTHER", "MORE"), row.replace("OTHER", "LAST"))) {
            Thread.sleep(WatchedRules.QUIET_MILLIS / 3);
            half += part;
            Files.writeString(limits, half);
        }
        await(node, "the whole table is in force", () -> !inForce(node).equals(before));
        assertThat(node.liveRules().active().rules().files().get("limits/limits.csv"))
                .asString()
                .isEqualTo(whole);
        String taken = inForce(node);
        Files.writeString(limits, narrow());
        await(node, "the table before is back", () -> inForce(node).equals(before));
        return taken;
    }

    /** The journal names each switch at its place, and the database has the rules of the time. */
    private static void replaysAlike(NodeHome home, NodeConfig config, String first, int atLeast) {
        try (Replays replays = Replays.open(config, home)) {
            Session session = replays.session("");
            assertThat(session.ruleSet()).isEqualTo(first);
            ReplayResult result = replays.replay(session);
            assertThat(result.difference()).isNull();
            assertThat(result.compared().batches()).isGreaterThan(atLeast);
        }
    }

    private void startsWithWhatIsEdited(NodeHome home, NodeConfig config, Settings settings, String second)
            throws Exception {
        Files.writeString(limits, narrow());
        try (Node node = Node.start(home, config, settings)) {
            await(node, "it trades", node::trades);
            assertThat(inForce(node)).isEqualTo(second);
            assertThat(node.liveRules().active().event().what().reason()).contains("before this start");
            assertThat(verdicts(node)).contains("DENY");
        }
        replaysAlike(home, config, second, 2);
    }
}
