package dev.tradewind.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a node read last about the cluster.
 *
 * @param self the node's own name; empty while it has none
 * @param live nodes that were not given up, by name: where their commands go, {@code host:port}, empty if not known
 * @param unable of those, nodes that can trade no account now, as they say themselves
 * @param givenUp names of nodes that were given up and still stand as owners
 * @param owners of accounts, by account; an owner need not be alive
 * @param readNanoTime when it was read, by this process's monotonic clock
 */
public record ClusterState(
        String self,
        Map<String, String> live,
        Set<String> unable,
        List<String> givenUp,
        Map<String, String> owners,
        long readNanoTime) {
    /** Before anything was read. */
    public static final ClusterState NONE =
            new ClusterState("", Map.of(), Set.of(), List.of(), Map.of(), Long.MIN_VALUE);

    public ClusterState {
        live = new TreeMap<>(live);
        unable = new TreeSet<>(unable);
        givenUp = List.copyOf(givenUp);
        owners = new TreeMap<>(owners);
    }

    /** The owner of an account that is alive; empty if it has none. */
    public String liveOwner(String account) {
        String owner = owners.getOrDefault(account, "");
        return live.containsKey(owner) ? owner : "";
    }

    /** Accounts of these that nobody alive owns, in their order. */
    public List<String> free(Iterable<String> accounts) {
        List<String> free = new ArrayList<>();
        for (String account : accounts) {
            if (liveOwner(account).isEmpty()) {
                free.add(account);
            }
        }
        return free;
    }

    /** Live nodes that can trade; all that are alive where none can. */
    public Set<String> able() {
        Set<String> able = new TreeSet<>(live.keySet());
        able.removeAll(unable);
        return able.isEmpty() ? live.keySet() : able;
    }

    /** How many of these accounts each node that can trade owns, by name. */
    public Map<String, Integer> counts(Iterable<String> accounts) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        able().forEach(node -> counts.put(node, 0));
        for (String account : accounts) {
            String owner = liveOwner(account);
            if (counts.containsKey(owner)) {
                counts.merge(owner, 1, Integer::sum);
            }
        }
        return counts;
    }
}
