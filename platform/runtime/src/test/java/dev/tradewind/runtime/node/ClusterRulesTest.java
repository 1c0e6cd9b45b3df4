package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.policy.LivePolicy;
import dev.tradewind.policy.RuleSet;
import dev.tradewind.runtime.config.RulesMode;
import dev.tradewind.store.journal.Journal;
import dev.tradewind.store.rules.RuleEvent.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that share accounts judge them all by one version of the rules, whichever node it was activated at. */
@EnabledOnOs(OS.LINUX)
class ClusterRulesTest {
    private static final List<String> ACCOUNTS = List.of("a", "b", "c");
    private static final int PATIENCE_SECONDS = 90;

    /** Of the advisory lock that whoever appends to the rule log takes. */
    private static final long RULE_LOG_LOCK = 7_402;

    @TempDir
    private Path folder;

    private Path limits = Path.of("");
    private String wide = "";

    @Test
    void aVersionIsInForceAtEveryNodeAndOneThatCannotLoadItTradesByNoOther() throws Exception {
        Path config = folder.resolve("tradewind.yaml");
        try (ClusterNodes nodes = new ClusterNodes(folder, config, 4)) {
            Files.writeString(config, settings());
            NodeProcess north = nodes.start("north");
            nodes.await("one node alone trades all", PATIENCE_SECONDS, () -> allTradedBy(nodes, 1));
            nodes.copyCache("north", "south");
            NodeProcess south = nodes.start("south");
            nodes.await("two nodes share the accounts", PATIENCE_SECONDS, () -> allTradedBy(nodes, 2));
            String first = inForce(north);
            assertThat(inForce(south)).isEqualTo(first);

            Files.writeString(limits, wide.replace("*,*,*,1000000,", "*,*,*,0.5,"));
            assertThat(ask(north, "rules-propose", "folder", folder.resolve("rules").toString(), "why", "calm"))
                    .startsWith("version 2 is proposed by ");
            // Asked of the other node than it was proposed at.
            assertThat(ask(south, "rules-activate", "id", "2", "emergency", "true"))
                    .startsWith("version 2 is activated by ");
            String second = inForce(south);
            assertThat(second).isNotEqualTo(first);
            long took = nodes.await("all accounts are judged by it", PATIENCE_SECONDS, () -> judgedBy(nodes, second));
            System.out.println("a version reached all accounts of two nodes in " + took + " ms");
            assertThat(took).isLessThan(10_000);
            assertThat(inForce(north)).isEqualTo(second);

            nodes.copyCache("north", "west");
            NodeProcess west = nodes.start("west");
            nodes.await("three nodes share the accounts", PATIENCE_SECONDS, () -> allTradedBy(nodes, 3));
            assertThat(inForce(west)).isEqualTo(second);
            nodes.await("all are judged by it again", PATIENCE_SECONDS, () -> judgedBy(nodes, second));
            aNodeThatCannotLoadThem(nodes, north, List.of(south, west), second);
            for (NodeProcess node : nodes.running()) {
                assertThat(node.terminate(30)).as("ends on SIGTERM").isTrue();
            }
            check(nodes, List.of(first, second));
        }
    }

    private String settings() throws IOException {
        Path rules = NodeProcess.rules(folder);
        limits = rules.resolve("limits/limits.csv");
        wide = Files.readString(limits);
        Path plugin = NodeProcess.plugin(folder, "busy", "false", 200);
        StringBuilder text = new StringBuilder(ClusterNodes.passwords(folder));
        text.append("rules: ").append(rules).append("\nrules-mode: approved\nplugins: [").append(plugin).append("]\n");
        text.append("venues:\n  market:\n    plugin: synthetic\naccounts:\n");
        ACCOUNTS.forEach(account -> text.append("  ").append(account).append(":\n    venue: market\n"));
        text.append("strategies:\n");
        ACCOUNTS.forEach(account -> text.append("  busy-" + account + ":\n    plugin: busy\n    account: " + account
                + "\n    instruments: [DEMO.SYNTHETIC]\n"));
        return text.toString();
    }

    /** What was kept of the rules is broken between the moment at which one node loaded them and their activation. */
    private void aNodeThatCannotLoadThem(
            ClusterNodes nodes, NodeProcess north, List<NodeProcess> others, String before) throws Exception {
        Files.writeString(limits, wide.replace("*,*,*,1000000,", "*,*,*,900000,"));
        assertThat(ask(north, "rules-propose", "folder", folder.resolve("rules").toString(), "why", "busy"))
                .startsWith("version 4 is proposed by ");
        approve(nodes, 4);
        String third;
        byte[] good;
        try (Connection owner = nodes.database().connectAsOwner("a tamperer")) {
            lock(owner, "pg_advisory_lock");
            CompletableFuture<String> activation = CompletableFuture.supplyAsync(
                    () -> ask(north, "rules-activate", "id", "4"), Thread::startVirtualThread);
            nodes.await("the activation waits for the log", PATIENCE_SECONDS, () -> Optional.of("waits")
                    .filter(waits -> count(owner, "select count(*) from pg_locks where locktype = 'advisory' and not"
                                    + " granted and objid = " + RULE_LOG_LOCK)
                            == 1));
            third = text(owner, "select rule_set from tradewind.rule_log where id = 4");
            good = kept(owner, third);
            keep(owner, third, new byte[] {1, 2, 3});
            lock(owner, "pg_advisory_unlock");
            assertThat(activation.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).startsWith("version 4 is activated by ");
        }
        assertThat(inForce(north)).isEqualTo(third);
        for (NodeProcess other : others) {
            nodes.await("a node says that it cannot load them", PATIENCE_SECONDS, () -> other.status()
                    .filter(status -> status.contains(
                            "the rules in force, " + third + " of row 6 of the rule log, cannot be loaded here")));
            // The log is written a moment later.
            nodes.await("it is an alert", PATIENCE_SECONDS, () -> Optional.of(other.warnings())
                    .filter(text -> text.contains("ALERT rules: the rules in force, " + third)));
        }
        long took = nodes.await("the node that can trades all", PATIENCE_SECONDS, () -> Optional.of(
                        ClusterNodes.trades(north))
                .filter(all -> all.size() == ACCOUNTS.size() && judgedBy(nodes, third).isPresent())
                .map(Object::toString));
        System.out.println("accounts of nodes that cannot load the rules are traded elsewhere after " + took + " ms");
        assertThat(changes(nodes).values().stream().filter(all -> all.contains(LivePolicy.UNLOADED + third)))
                .as("accounts whose journal says that their node had no rules")
                .hasSize(2);
        assertThat(ask(others.getFirst(), "rules-rollback", "why", "back")).contains("cannot be loaded at this node");

        try (Connection owner = nodes.database().connectAsOwner("a repairer")) {
            keep(owner, third, good);
        }
        nodes.await("the accounts are shared again", PATIENCE_SECONDS, () -> allTradedBy(nodes, 3));
        others.forEach(other -> assertThat(inForce(other)).isEqualTo(third));
        assertThat(third).isNotEqualTo(before);
    }

    /** By a person who has no account on this machine. */
    private void approve(ClusterNodes nodes, long version) {
        LiveRules.Terms terms =
                new LiveRules.Terms(folder.resolve("rules"), folder.resolve("desk"), RulesMode.APPROVED, false);
        try (LiveRules desk =
                LiveRules.open(terms, nodes.database(), System::nanoTime, () -> RuleSet.load(terms.folder()))) {
            assertThat(new RuleGovernance(desk).approve("somebody-else", version, "").what().kind())
                    .isEqualTo(Kind.APPROVED);
        }
    }

    private static String ask(NodeProcess node, String command, String... fields) {
        Map<String, String> all = new TreeMap<>(Map.of("command", command));
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        return ClusterNodes.ask(node, all);
    }

    private static String inForce(NodeProcess node) {
        String status = node.status().orElseThrow();
        String begin = "\"rules\":{\"ruleSet\":\"";
        int at = status.indexOf(begin) + begin.length();
        return status.substring(at, status.indexOf('"', at));
    }

    /** Each account trades at one of so many nodes, and none has two more than another. */
    private static Optional<String> allTradedBy(ClusterNodes nodes, int count) {
        Map<String, ClusterNodes.Traded> all = new TreeMap<>();
        for (NodeProcess node : nodes.running()) {
            ClusterNodes.trades(node).forEach((account, one) -> {
                if (one.phase().equals("trading")) {
                    all.put(account, one);
                }
            });
        }
        long names = all.values().stream().map(ClusterNodes.Traded::node).distinct().count();
        return all.keySet().containsAll(ACCOUNTS) && names == count ? Optional.of("shared") : Optional.empty();
    }

    /** Rule sets that each journal names, each once where it follows itself. */
    private static Map<String, List<String>> changes(ClusterNodes nodes) {
        Map<String, List<String>> changes = new TreeMap<>();
        read(nodes, (account, event) -> {
            List<String> own = changes.computeIfAbsent(account, name -> new ArrayList<>());
            if (event instanceof LedgerEvent.RuleSetActivated active
                    && (own.isEmpty() || !own.getLast().equals(active.ruleSet()))) {
                own.add(active.ruleSet());
            }
        });
        return changes;
    }

    private static Optional<String> judgedBy(ClusterNodes nodes, String ruleSet) {
        Map<String, String> now = new TreeMap<>();
        Map<String, Integer> judged = new TreeMap<>();
        read(nodes, (account, event) -> {
            if (event instanceof LedgerEvent.RuleSetActivated active) {
                now.put(account, active.ruleSet());
                judged.remove(account);
            } else if (event instanceof LedgerEvent.OrderJudged) {
                judged.merge(account, 1, Integer::sum);
            }
        });
        boolean all = ACCOUNTS.stream()
                .allMatch(account -> ruleSet.equals(now.get(account)) && judged.getOrDefault(account, 0) > 1);
        return all ? Optional.of(ruleSet) : Optional.empty();
    }

    private interface Ear {
        void hear(String account, LedgerEvent event);
    }

    private static void read(ClusterNodes nodes, Ear ear) {
        Journal journal = new Journal(nodes.database());
        ACCOUNTS.forEach(account -> journal.read(account, 1, batch -> {
            batch.content().events().forEach(event -> ear.hear(account, event));
            return true;
        }));
    }

    /** No account was ever judged by a version after it was replaced, and without rules nothing new was opened. */
    private static void check(ClusterNodes nodes, List<String> replaced) {
        Map<String, String> now = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        read(nodes, (account, event) -> {
            String rules = now.getOrDefault(account, "");
            if (event instanceof LedgerEvent.RuleSetActivated active) {
                boolean isReplaced = replaced.contains(active.ruleSet());
                if (isReplaced && replaced.indexOf(active.ruleSet()) < replaced.indexOf(rules)) {
                    wrong.add(account + " went back from " + rules + " to " + active.ruleSet());
                }
                now.put(account, active.ruleSet());
            } else if (event instanceof LedgerEvent.OrderJudged judged && rules.startsWith(LivePolicy.UNLOADED)) {
                boolean refused = judged.verdict().codesOf(Decision.DENY)
                        .contains(LivePolicy.RULES_NOT_LOADED);
                // Position before and after.
                boolean reduces = Math.abs(judged.facts().number(9)) < Math.abs(judged.facts().number(8));
                if (!refused && !reduces) {
                    wrong.add(account + " " + judged);
                }
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(new Journal(nodes.database()).verify("a").isWhole()).isTrue();
    }

    private static void lock(Connection connection, String function) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select " + function + "(" + RULE_LOG_LOCK + ")");
        }
    }

    private static long count(Connection connection, String query) {
        try {
            return Long.parseLong(text(connection, query));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private static byte[] kept(Connection connection, String ruleSet) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select content from tradewind.rule_source where rule_set = ?")) {
            statement.setString(1, ruleSet);
            try (ResultSet row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getBytes(1);
            }
        }
    }

    private static void keep(Connection connection, String ruleSet, byte[] content) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update tradewind.rule_source set content = ? where rule_set = ?")) {
            statement.setBytes(1, content);
            statement.setString(2, ruleSet);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
