package dev.tradewind.runtime.node;

import dev.tradewind.cluster.ClusterState;
import dev.tradewind.runtime.config.NodeConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts a node of a cluster watches: rules about conduct look at all accounts of an owner together, so that
 * all of them are watched by one node, which trades the first of them that is traded at all. Every node computes the
 * same from the same rows, and so each account has exactly one that watches it, which changes as accounts are handed
 * over.
 */
final class WatchShare {
    private WatchShare() {}

    /** The accounts that a node is to watch; empty for all, where it is alone. */
    static Optional<Set<String>> of(@Nullable ClusterNode cluster, NodeConfig config, UnaryOperator<String> owner) {
        return Optional.ofNullable(cluster)
                .map(shared -> of(shared.state(), config.accounts().keySet(), owner));
    }

    /**
     * The accounts that this node is to watch.
     *
     * @param accounts all that are configured
     * @param owner who stands behind an account
     */
    static Set<String> of(ClusterState state, Collection<String> accounts, UnaryOperator<String> owner) {
        Map<String, List<String>> byOwner = new TreeMap<>();
        for (String account : new TreeSet<>(accounts)) {
            byOwner.computeIfAbsent(owner.apply(account), name -> new ArrayList<>()).add(account);
        }
        Set<String> watched = new TreeSet<>();
        byOwner.values().forEach(group -> {
            String watcher = group.stream()
                    .map(state::liveOwner)
                    .filter(node -> !node.isEmpty())
                    .findFirst()
                    .orElse("");
            if (watcher.equals(state.self()) && !watcher.isEmpty()) {
                watched.addAll(group);
            }
        });
        return watched;
    }
}
