package dev.tradewind.cluster;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who should own what. Every node computes the same from the same state, so that nobody has to be asked; that two nodes
 * looked at different moments costs a refused lock and nothing else.
 */
public final class Spread {
    private Spread() {}

    /** An account that its owner should hand over in order. */
    public record Move(String account, String from, String to) {}

    /**
     * Who takes each account that nobody alive owns: the node with the fewest, and among those the one that ranks first
     * for the account.
     *
     * @param accounts all that are configured
     * @return by account
     */
    public static Map<String, String> takers(ClusterState state, Iterable<String> accounts) {
        Set<String> sorted = sorted(accounts);
        Map<String, Integer> counts = state.counts(sorted);
        Map<String, String> takers = new LinkedHashMap<>();
        if (counts.isEmpty()) {
            return takers;
        }
        for (String account : state.free(sorted)) {
            String best = "";
            for (Map.Entry<String, Integer> node : counts.entrySet()) {
                if (best.isEmpty() || isBefore(account, node.getKey(), best, counts)) {
                    best = node.getKey();
                }
            }
            takers.put(account, best);
            counts.merge(best, 1, Integer::sum);
        }
        return takers;
    }

    private static boolean isBefore(String account, String node, String other, Map<String, Integer> counts) {
        int load = counts.getOrDefault(node, 0);
        int otherLoad = counts.getOrDefault(other, 0);
        if (load != otherLoad) {
            return load < otherLoad;
        }
        return Long.compareUnsigned(rank(account, node), rank(account, other)) > 0;
    }

    /**
     * The next account to be handed over: one at a time, from the node with the most to the one with the fewest, and
     * only where that makes them more alike. None while accounts wait for an owner.
     */
    public static Optional<Move> next(ClusterState state, Iterable<String> accounts) {
        Set<String> sorted = sorted(accounts);
        if (!state.free(sorted).isEmpty() || state.live().size() < 2) {
            return Optional.empty();
        }
        Map<String, Integer> counts = state.counts(sorted);
        String most = "";
        String fewest = "";
        for (Map.Entry<String, Integer> node : counts.entrySet()) {
            if (most.isEmpty() || node.getValue() > counts.getOrDefault(most, 0)) {
                most = node.getKey();
            }
            if (fewest.isEmpty() || node.getValue() < counts.getOrDefault(fewest, 0)) {
                fewest = node.getKey();
            }
        }
        if (counts.getOrDefault(most, 0) - counts.getOrDefault(fewest, 0) < 2) {
            return Optional.empty();
        }
        String best = "";
        List<String> owned = List.copyOf(sorted);
        for (String account : owned) {
            boolean better = best.isEmpty() || Long.compareUnsigned(rank(account, fewest), rank(best, fewest)) > 0;
            if (state.liveOwner(account).equals(most) && better) {
                best = account;
            }
        }
        return Optional.of(new Move(best, most, fewest));
    }

    private static Set<String> sorted(Iterable<String> accounts) {
        Set<String> sorted = new TreeSet<>();
        accounts.forEach(sorted::add);
        return sorted;
    }

    /** Rendezvous hashing: FNV-1a over both names, mixed as SplitMix64 does it. */
    private static long rank(String account, String node) {
        long hash = 0xcbf29ce484222325L;
        for (byte part : (account + "@" + node).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (part & 0xff)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }
}
