package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.testing.TestData;
import dev.tradewind.store.surveillance.AlertStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Each account of a cluster is watched by one node, all of an owner by the same, whichever dies. */
@EnabledOnOs(OS.LINUX)
class ClusterSurveillanceTest {
    private static final List<String> ACCOUNTS = List.of("a", "b", "c");
    private static final int PATIENCE_SECONDS = 120;
    private static final long QUIET_NANOS = 4_000_000_000L;
    private static final Pattern SHARE = Pattern.compile("surveillance of \\[([^]]*)] is this node's");

    @TempDir
    private Path folder;

    private String settings() throws IOException {
        Path rules = NodeProcess.rules(folder);
        Path shipped = TestData.projectRoot().resolve("rules");
        Files.createDirectories(rules.resolve("surveillance"));
        Files.copy(shipped.resolve("surveillance/stuffing.drl"), rules.resolve("surveillance/stuffing.drl"));
        Files.writeString(
                rules.resolve("limits/surveillance.csv"),
                Files.readString(shipped.resolve("limits/surveillance.csv"))
                        .replace("*,*,quiet-seconds,300", "*,*,quiet-seconds,4")
                        .replace("stuffing-messages-per-second,100", "stuffing-messages-per-second,0.1")
                        .replace("stuffing-messages-per-fill,100", "stuffing-messages-per-fill,0")
                        .replace("stuffing-lifetime-millis,300", "stuffing-lifetime-millis,999999999"));
        Files.writeString(rules.resolve("limits/owners.csv"), "account,owner\na,firm\nc,firm\n");
        Path plugin = NodeProcess.plugin(folder, "busy", "false", 200);
        StringBuilder text = new StringBuilder(ClusterNodes.passwords(folder));
        text.append("rules: ").append(rules).append("\nplugins: [").append(plugin).append("]\n");
        text.append("venues:\n  market:\n    plugin: synthetic\naccounts:\n");
        ACCOUNTS.forEach(account -> text.append("  ").append(account).append(":\n    venue: market\n"));
        text.append("strategies:\n");
        ACCOUNTS.forEach(account -> text.append("  busy-" + account + ":\n    plugin: busy\n    account: " + account
                + "\n    instruments: [DEMO.SYNTHETIC]\n"));
        return text.toString();
    }

    /** Which node watches each account, as the nodes say; empty unless all are watched, each once. */
    private static Optional<Map<String, String>> watchers(ClusterNodes nodes) {
        Map<String, String> watchers = new TreeMap<>();
        for (NodeProcess node : nodes.running()) {
            Matcher share = SHARE.matcher(node.status().orElse(""));
            if (!share.find()) {
                return Optional.empty();
            }
            for (String account : share.group(1).split(", ")) {
                if (!account.isEmpty() && watchers.put(account, node.home().toString()) != null) {
                    return Optional.empty();
                }
            }
        }
        return watchers.keySet().containsAll(ACCOUNTS) ? Optional.of(watchers) : Optional.empty();
    }

    private static List<AlertStore.Row> alerts(ClusterNodes nodes) {
        return new AlertStore(nodes.database()).alerts(Long.MIN_VALUE, Long.MAX_VALUE, 10_000);
    }

    /** Alerts about each account that were found after a time. */
    private static Optional<String> found(ClusterNodes nodes, long afterNanos) {
        List<String> about = alerts(nodes).stream()
                .filter(alert -> alert.timeNanos() > afterNanos)
                .map(AlertStore.Row::account)
                .toList();
        return about.containsAll(ACCOUNTS) ? Optional.of("found") : Optional.empty();
    }

    @Test
    void eachAccountIsWatchedOnceAndTheWatchIsHandedOver() throws Exception {
        Path config = folder.resolve("tradewind.yaml");
        try (ClusterNodes nodes = new ClusterNodes(folder, config, 3)) {
            Files.writeString(config, settings());
            NodeProcess north = nodes.start("north");
            nodes.await("one node watches all", PATIENCE_SECONDS, () -> watchers(nodes).map(Object::toString));
            nodes.await("alerts are kept", PATIENCE_SECONDS, () -> found(nodes, 0));
            nodes.copyCache("north", "south");
            nodes.start("south");
            nodes.await("two nodes trade, and share the watch", PATIENCE_SECONDS, () -> watchers(nodes)
                    .filter(all -> ClusterNodes.trades(north).size() < ACCOUNTS.size())
                    .filter(all -> all.getOrDefault("a", "").equals(all.get("c")))
                    .map(Object::toString));
            alertsGoOn(nodes);

            nodes.kill("south");
            nodes.await("one node watches all again", PATIENCE_SECONDS, () -> watchers(nodes)
                    .filter(all -> ClusterNodes.trades(north).size() == ACCOUNTS.size())
                    .map(Object::toString));
            alertsGoOn(nodes);
            assertThat(north.terminate(30)).as("ends on SIGTERM").isTrue();
            noneWasToldTwice(nodes);
        }
    }

    private static void alertsGoOn(ClusterNodes nodes) throws Exception {
        long last = alerts(nodes).getLast().timeNanos();
        nodes.await("alerts go on", PATIENCE_SECONDS, () -> found(nodes, last));
    }

    private static void noneWasToldTwice(ClusterNodes nodes) {
        Map<String, Long> last = new TreeMap<>();
        assertThat(alerts(nodes)).hasSizeGreaterThan(6).allSatisfy(alert -> {
            Long before = last.put(alert.account() + " " + alert.rule().code(), alert.timeNanos());
            assertThat(alert.timeNanos() - (before == null ? 0 : before))
                    .as("since the one before: " + alert)
                    .isGreaterThanOrEqualTo(QUIET_NANOS);
        });
    }
}
