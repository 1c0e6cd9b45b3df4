package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.journal.Journal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes that share three accounts on the generated market: one of them cut off from the network of the others, one
 * killed. With an exchange outside, and many times, in {@code FailoverTest} of {@code platform/torture}.
 */
@EnabledOnOs(OS.LINUX)
class ClusterTest {
    private static final List<String> ACCOUNTS = List.of("a", "b", "c");
    private static final int PATIENCE_SECONDS = 60;

    /** What is promised. Machines of a build do other things as well: there it may be twice that. */
    private static final long FAILOVER_MILLIS = 5_000;

    @TempDir
    private Path folder;

    @Test
    void nodesShareTheAccountsAndEachIsTradedByOneWhateverHappensToThem() throws Exception {
        Path config = folder.resolve("tradewind.yaml");
        try (ClusterNodes nodes = new ClusterNodes(folder, config, 3)) {
            Files.writeString(config, settings());
            NodeProcess first = nodes.start("north");
            nodes.await("one node alone trades all", PATIENCE_SECONDS, () -> Optional.of(ClusterNodes.trades(first))
                    .filter(all -> all.keySet().containsAll(ACCOUNTS))
                    .map(Object::toString));
            nodes.copyCache("north", "south");
            nodes.copyCache("north", "alone");
            nodes.start("south");
            nodes.start("alone", List.of(nodes.address(2)));
            System.out.println("three nodes had an account each after " + spread(nodes, 1) + " ms");
            aNodeThatSeesNoOtherOwnsNothingTwice(nodes);
            switchesOffFromAnyNode(nodes);
            nothingMovesWhenTheDatabaseGoesAndComes(nodes);
            // Whoever has more.
            boolean north = ClusterNodes.trades(nodes.node("north")).size() == 2;
            long took = kill(nodes, north ? "north" : "south", north ? "south" : "north");
            System.out.println("a node was killed: all traded again after " + took + " ms");
            for (NodeProcess node : nodes.running()) {
                assertThat(node.terminate(30)).as("ends on SIGTERM").isTrue();
            }
            check(nodes);
        }
    }

    private String settings() throws Exception {
        Path plugin = NodeProcess.plugin(folder, "busy", "false", 200);
        StringBuilder text = new StringBuilder(ClusterNodes.passwords(folder));
        text.append("rules: ").append(NodeProcess.rules(folder)).append("\nplugins: [").append(plugin).append("]\n");
        text.append("limits:\n  snapshot-every: 200\nvenues:\n  market:\n    plugin: synthetic\naccounts:\n");
        ACCOUNTS.forEach(account -> text.append("  ").append(account).append(":\n    venue: market\n"));
        text.append("strategies:\n");
        ACCOUNTS.forEach(account -> text.append("  busy-" + account + ":\n    plugin: busy\n    account: " + account
                + "\n    instruments: [DEMO.SYNTHETIC]\n"));
        return text.toString();
    }

    /** All accounts trade, each at one node, and the nodes have as many as they should. */
    private static long spread(ClusterNodes nodes, int most) throws Exception {
        return nodes.await("accounts are spread", PATIENCE_SECONDS, () -> {
            Map<String, ClusterNodes.Traded> all = new TreeMap<>();
            for (NodeProcess node : nodes.running()) {
                Map<String, ClusterNodes.Traded> here = ClusterNodes.trades(node);
                here.values().removeIf(one -> !one.phase().equals("trading"));
                if (here.size() > most || here.isEmpty()) {
                    return Optional.empty();
                }
                all.putAll(here);
            }
            return all.keySet().containsAll(ACCOUNTS) ? Optional.of("spread") : Optional.empty();
        });
    }

    private static void switchesOffFromAnyNode(ClusterNodes nodes) throws Exception {
        NodeProcess here = nodes.running().iterator().next();
        String name = ClusterNodes.name(here);
        Map<String, String> owners = ClusterNodes.owners(here);
        assertThat(owners.keySet()).containsExactlyElementsOf(ACCOUNTS);
        String there = owners.entrySet().stream()
                .filter(one -> !one.getValue().equals(name))
                .findFirst()
                .orElseThrow()
                .getKey();
        assertThat(ClusterNodes.ask(here, Map.of("command", "strategy-stop", "name", "busy-" + there)))
                .startsWith("strategy busy-" + there + " is stopped")
                .contains(owners.get(there));
        assertThat(ClusterNodes.ask(here, Map.of("command", "strategy-start", "name", "busy-" + there)))
                .startsWith("strategy busy-" + there + " runs");
        assertThat(ClusterNodes.ask(here, Map.of("command", "kill-switch", "state", "on")))
                .contains("ON for a", "ON for b", "ON for c");
        nodes.await("everybody shows the kill switch", PATIENCE_SECONDS, () -> {
            boolean all = true;
            for (NodeProcess node : nodes.running()) {
                // Its own accounts, and what the other node showed.
                String status = node.status().orElse("");
                all &= status.split("\"killSwitch\":true", -1).length == ACCOUNTS.size() + 1;
            }
            return all ? Optional.of("on") : Optional.empty();
        });
        assertThat(ClusterNodes.ask(here, Map.of("command", "kill-switch", "state", "off")))
                .contains("off for a", "off for c");
        // As of any node, so of those of others: nothing here needs to know who owns what.
        assertThat(ClusterNodes.ask(here, Map.of("command", "cancel")))
                .contains("all open orders of a", "all open orders of b", "all open orders of c");
        assertThat(ClusterNodes.ask(here, Map.of("command", "orders", "account", there)))
                .doesNotStartWith("FAILED");
        assertThat(ClusterNodes.ask(here, Map.of("command", "cancel", "account", there, "order", "O-999999999")))
                .startsWith("FAILED account " + there)
                .contains("O-999999999 is not open in account " + there);
        assertThat(ClusterNodes.ask(
                        here, Map.of("command", "close", "instrument", "DEMO.SYNTHETIC", "account", there)))
                .containsAnyOf("is being closed", "holds nothing of DEMO.SYNTHETIC");
        assertThat(ClusterNodes.ask(
                        here, Map.of("command", "held", "answer", "approve", "order", "O-1", "account", there)))
                .contains("O-1 is not held");
        assertThat(ClusterNodes.ask(here, Map.of("command", "resume", "name", "nobody")))
                .isEqualTo("FAILED there is no account 'nobody'; there are a, b, c");
    }

    /** It sees the database and nobody else: it is given its share, and what is not its own it does not touch. */
    private static void aNodeThatSeesNoOtherOwnsNothingTwice(ClusterNodes nodes) throws Exception {
        NodeProcess alone = nodes.node("alone");
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        while (System.nanoTime() < until) {
            Map<String, String> seen = new TreeMap<>();
            for (NodeProcess node : nodes.running()) {
                ClusterNodes.trades(node).forEach((account, traded) -> assertThat(seen.put(account, traded.node()))
                        .as("two nodes trade " + account)
                        .isNull());
            }
            Thread.sleep(50);
        }
        String own = ClusterNodes.trades(alone).keySet().iterator().next();
        NodeProcess other = nodes.running().iterator().next();
        assertThat(ClusterNodes.ask(other, Map.of("command", "kill-switch", "state", "on")))
                .startsWith("FAILED account " + own + ": not reached: ")
                .contains("is not connected", "but done: ");
        // The answer named all but the one that was not reached, which never had it.
        assertThat(ClusterNodes.ask(other, Map.of("command", "kill-switch", "state", "off")))
                .contains("account " + own + ": not reached: ", "but done: ");
        assertThat(alone.terminate(30)).as("leaves in order").isTrue();
        nodes.kill("alone");
        spread(nodes, 2);
    }

    private static void nothingMovesWhenTheDatabaseGoesAndComes(ClusterNodes nodes) throws Exception {
        Map<String, ClusterNodes.Traded> before = all(nodes);
        assertThat(before.keySet()).containsExactlyElementsOf(ACCOUNTS);
        long server = nodes.database().serverPid();
        Map<String, Long> written = heads(nodes);
        ProcessHandle.of(server).orElseThrow().destroyForcibly();
        long took = nodes.await("all are written again", PATIENCE_SECONDS, () -> {
            Map<String, Long> now = heads(nodes);
            boolean again = nodes.database().serverPid() != server
                    && written.entrySet().stream()
                            .allMatch(one -> now.getOrDefault(one.getKey(), 0L) > one.getValue() + 10)
                    && all(nodes).keySet().containsAll(ACCOUNTS);
            return again ? Optional.of("again") : Optional.empty();
        });
        System.out.println("the database was killed: all traded on after " + took + " ms");
        all(nodes).forEach((account, now) -> {
            ClusterNodes.Traded then = before.get(account);
            assertThat(then).isNotNull();
            assertThat(now.node()).as("the owner of " + account).isEqualTo(then == null ? "" : then.node());
        });
    }

    /** Ends of the journals, as the database has them; none while it is away. */
    private static Map<String, Long> heads(ClusterNodes nodes) {
        Map<String, Long> heads = new TreeMap<>();
        try {
            new Journal(nodes.database()).heads().forEach(head -> heads.put(head.shard(), head.sequence()));
        } catch (StoreException away) {
            heads.clear();
        }
        return heads;
    }

    private static Map<String, ClusterNodes.Traded> all(ClusterNodes nodes) {
        Map<String, ClusterNodes.Traded> all = new TreeMap<>();
        for (NodeProcess node : nodes.running()) {
            ClusterNodes.trades(node).forEach((account, one) -> {
                if (one.phase().equals("trading")) {
                    all.put(account, one);
                }
            });
        }
        return all;
    }

    /** @return milliseconds until every account of the victim placed orders elsewhere */
    private static long kill(ClusterNodes nodes, String victim, String heir) throws Exception {
        NodeProcess survivor = nodes.node(heir);
        Map<String, ClusterNodes.Traded> before = ClusterNodes.trades(nodes.node(victim));
        assertThat(before).hasSize(2);
        nodes.kill(victim);
        long took = nodes.await("the other node trades all", PATIENCE_SECONDS, () -> {
            Map<String, ClusterNodes.Traded> now = ClusterNodes.trades(survivor);
            boolean all = now.keySet().containsAll(ACCOUNTS)
                    && before.entrySet().stream().allMatch(one -> {
                        ClusterNodes.Traded there = now.get(one.getKey());
                        return there != null
                                && there.phase().equals("trading")
                                && there.orders() > one.getValue().orders() + 1;
                    });
            return all ? Optional.of("all") : Optional.empty();
        });
        assertThat(took).isLessThan(2 * FAILOVER_MILLIS);
        return took;
    }

    private static void check(ClusterNodes nodes) {
        Journal journal = new Journal(nodes.database());
        for (String account : ACCOUNTS) {
            assertThat(journal.verify(account).isWhole()).isTrue();
            Ledger ledger = new Ledger();
            Set<Long> orders = new HashSet<>();
            Set<ClientOrderId> attempts = new HashSet<>();
            journal.read(account, 1, batch -> {
                for (LedgerEvent event : batch.content().events()) {
                    ledger.evolve(event);
                    switch (event) {
                        case LedgerEvent.OrderInitialised made ->
                            assertThat(orders.add(made.orderId().value())).isTrue();
                        case LedgerEvent.OrderSubmitted sent ->
                            assertThat(attempts.add(sent.clientOrderId())).isTrue();
                        case LedgerEvent.AmendRequested sent ->
                            assertThat(attempts.add(sent.replacement())).isTrue();
                        default -> {}
                    }
                }
                return true;
            });
            assertThat(ledger.fills()).as("account " + account + " traded").isGreaterThan(10);
        }
    }
}
