package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.cluster.ClusterState;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WatchShareTest {
    private static ClusterState state(String self, Map<String, String> live, Map<String, String> owners) {
        return new ClusterState(self, live, Set.of(), List.of(), owners, 1);
    }

    @Property(tries = 300)
    void everyAccountIsWatchedByOneNodeAndAllOfAnOwnerByTheSame(@ForAll long seed) {
        Random random = new Random(seed);
        Map<String, String> live = new TreeMap<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            live.put("n" + i, "");
        }
        Map<String, String> traded = new TreeMap<>();
        Map<String, String> owners = new TreeMap<>();
        for (int i = 0; i < random.nextInt(12); i++) {
            // Nodes that are gone among them, and accounts that nobody had yet.
            if (random.nextInt(5) > 0) {
                traded.put("a" + i, "n" + random.nextInt(5));
            }
            owners.put("a" + i, "o" + random.nextInt(4));
        }
        Map<String, String> watchers = new TreeMap<>();
        for (String node : live.keySet()) {
            for (String account : WatchShare.of(
                    state(node, live, traded), owners.keySet(), one -> owners.getOrDefault(one, one))) {
                assertThat(watchers.put(account, node)).as("watched before").isNull();
            }
        }
        Map<String, Set<String>> byOwner = new TreeMap<>();
        watchers.forEach((account, node) -> byOwner.computeIfAbsent(
                        owners.getOrDefault(account, account), name -> new TreeSet<>())
                .add(node));
        assertThat(byOwner.values()).allMatch(nodes -> nodes.size() == 1);
        owners.forEach((account, owner) -> {
            boolean isTraded = owners.entrySet().stream()
                    .anyMatch(one -> one.getValue().equals(owner)
                            && live.containsKey(traded.getOrDefault(one.getKey(), "")));
            assertThat(watchers.containsKey(account)).as(account).isEqualTo(isTraded);
        });
    }

    @Test
    void theWatchGoesWhereTheFirstAccountOfAnOwnerGoes() {
        Map<String, String> live = Map.of("n0", "", "n1", "");
        List<String> accounts = List.of("a", "b", "c");
        // a and c belong together.
        assertThat(WatchShare.of(
                        state("n0", live, Map.of("a", "n0", "b", "n1", "c", "n1")),
                        accounts,
                        one -> one.equals("b") ? "b" : "both"))
                .containsExactly("a", "c");
        assertThat(WatchShare.of(
                        state("n1", live, Map.of("a", "n1", "b", "n1", "c", "n0")),
                        accounts,
                        one -> one.equals("b") ? "b" : "both"))
                .containsExactly("a", "b", "c");
        assertThat(WatchShare.of(ClusterState.NONE, accounts, one -> one)).isEmpty();
    }
}
