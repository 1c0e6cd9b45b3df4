package dev.tradewind.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SpreadTest {
    private static ClusterState state(Map<String, String> live, Map<String, String> owners) {
        return new ClusterState("n0", live, Set.of(), List.of(), owners, 1);
    }

    private static Map<String, String> nodes(int count) {
        Map<String, String> nodes = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            nodes.put("n" + i, "127.0.0.1:" + (5701 + i));
        }
        return nodes;
    }

    private static List<String> accounts(int count) {
        List<String> accounts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            accounts.add("account" + i);
        }
        return accounts;
    }

    @Property(tries = 300)
    void freeAccountsGoToThoseWithTheFewestAndAllAreTaken(
            @ForAll @IntRange(min = 1, max = 5) int nodes, @ForAll @IntRange(min = 0, max = 20) int accounts) {
        List<String> all = accounts(accounts);
        Map<String, String> takers = Spread.takers(state(nodes(nodes), Map.of()), all);
        assertThat(takers.keySet()).containsExactlyInAnyOrderElementsOf(all);
        Map<String, Integer> counts = state(nodes(nodes), takers).counts(all);
        assertThat(most(counts) - fewest(counts)).isLessThanOrEqualTo(1);
    }

    @Property(tries = 300)
    void handingOverOneAfterAnotherMakesThemAlikeAndThenEnds(
            @ForAll @IntRange(min = 1, max = 5) int nodes,
            @ForAll @IntRange(min = 0, max = 20) int accounts,
            @ForAll long seed) {
        List<String> all = accounts(accounts);
        Map<String, String> owners = new TreeMap<>();
        for (int i = 0; i < accounts; i++) {
            owners.put(all.get(i), "n" + Math.floorMod(seed >> i, nodes));
        }
        int moves = 0;
        Optional<Spread.Move> move = Spread.next(state(nodes(nodes), owners), all);
        while (move.isPresent()) {
            assertThat(owners.get(move.get().account())).isEqualTo(move.get().from());
            // Whoever lets go of it does not get it back.
            owners.put(move.get().account(), "");
            assertThat(Spread.takers(state(nodes(nodes), owners), all))
                    .containsExactly(Map.entry(move.get().account(), move.get().to()));
            owners.put(move.get().account(), move.get().to());
            assertThat(++moves).isLessThanOrEqualTo(accounts);
            move = Spread.next(state(nodes(nodes), owners), all);
        }
        Map<String, Integer> counts = state(nodes(nodes), owners).counts(all);
        assertThat(most(counts) - fewest(counts)).isLessThanOrEqualTo(1);
    }

    @Test
    void anAccountOfANodeThatIsNotAliveIsFreeAndNothingIsHandedOverMeanwhile() {
        ClusterState state = state(nodes(2), Map.of("a", "dead", "b", "n0", "c", "n0", "d", "n0"));
        List<String> all = List.of("a", "b", "c", "d");
        assertThat(state.free(all)).containsExactly("a");
        assertThat(Spread.takers(state, all)).isEqualTo(Map.of("a", "n1"));
        assertThat(Spread.next(state, all)).isEmpty();
    }

    @Test
    void withNobodyAliveNobodyTakes() {
        assertThat(Spread.takers(state(Map.of(), Map.of()), List.of("a"))).isEmpty();
        assertThat(Spread.next(state(Map.of(), Map.of()), List.of())).isEmpty();
    }

    private static int most(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private static int fewest(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).min().orElse(0);
    }

    @Test
    void whoCannotTradeGivesAllAwayAndIsGivenNothingUnlessNobodyCan() {
        Map<String, String> owners = new TreeMap<>(Map.of("a", "n0", "b", "n1", "c", "n2"));
        List<String> all = List.of("a", "b", "c", "d");
        Map<String, String> live = nodes(3);
        ClusterState one = new ClusterState("n0", live, Set.of("n1"), List.of(), owners, 1);
        assertThat(Spread.takers(one, all).values()).hasSize(1).doesNotContain("n1");
        owners.put("d", "n0");
        ClusterState full = new ClusterState("n0", live, Set.of("n1"), List.of(), owners, 1);
        assertThat(Spread.next(full, all)).contains(new Spread.Move("b", "n1", "n2"));
        owners.put("b", "n2");
        ClusterState settled = new ClusterState("n0", live, Set.of("n1"), List.of(), owners, 1);
        assertThat(Spread.next(settled, all)).isEmpty();
        ClusterState none = new ClusterState("n0", live, Set.of("n0", "n1", "n2"), List.of(), Map.of(), 1);
        assertThat(Spread.takers(none, all).values()).contains("n0", "n1", "n2");
    }
}
