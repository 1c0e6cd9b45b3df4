package dev.tradewind.cluster;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
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
            String taker = taker(account, counts);
            takers.put(account, taker);
            counts.merge(taker, 1, Integer::sum);
        }
        return takers;
    }

    private static String taker(String account, Map<String, Integer> counts) {
        String best = "";
        for (String node : counts.keySet()) {
            if (best.isEmpty() || isBefore(account, node, best, counts)) {
                best = node;
            }
        }
        return best;
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
     * The next account to be handed over: one at a time, first from a node that cannot trade to one that can, then from
     * the node with the most to the one with the fewest, and only where that makes them more alike. None while accounts
     * wait for an owner.
     */
    public static Optional<Move> next(ClusterState state, Iterable<String> accounts) {
        Set<String> sorted = sorted(accounts);
        if (!state.free(sorted).isEmpty() || state.live().size() < 2) {
            return Optional.empty();
        }
        Map<String, Integer> counts = state.counts(sorted);
        for (String account : sorted) {
            String owner = state.liveOwner(account);
            if (!counts.containsKey(owner)) {
                return Optional.of(new Move(account, owner, taker(account, counts)));
            }
        }
        String most = "";
        int fewest = Integer.MAX_VALUE;
        for (Map.Entry<String, Integer> node : counts.entrySet()) {
            if (most.isEmpty() || node.getValue() > counts.getOrDefault(most, 0)) {
                most = node.getKey();
            }
            fewest = Math.min(fewest, node.getValue());
        }
        if (counts.getOrDefault(most, 0) - fewest < 2) {
            return Optional.empty();
        }
        // As it will be when it was let go of.
        counts.merge(most, -1, Integer::sum);
        Move best = null;
        for (String account : sorted) {
            if (state.liveOwner(account).equals(most)) {
                Move move = new Move(account, most, taker(account, counts));
                boolean better = best == null
                        || Long.compareUnsigned(rank(account, move.to()), rank(best.account(), best.to())) > 0;
                best = better ? move : best;
            }
        }
        return Optional.ofNullable(best);
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
