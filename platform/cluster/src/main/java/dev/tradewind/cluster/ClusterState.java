package dev.tradewind.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a node read last about the cluster.
 *
 * @param self the node's own name; empty while it has none
 * @param live nodes that were not given up, by name: where their commands go, {@code host:port}, empty if not known
 * @param givenUp names of nodes that were given up and still stand as owners
 * @param owners of accounts, by account; an owner need not be alive
 * @param readNanoTime when it was read, by this process's monotonic clock
 */
public record ClusterState(
        String self, Map<String, String> live, List<String> givenUp, Map<String, String> owners, long readNanoTime) {
    /** Before anything was read. */
    public static final ClusterState NONE = new ClusterState("", Map.of(), List.of(), Map.of(), Long.MIN_VALUE);

    public ClusterState {
        live = new TreeMap<>(live);
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

    /** How many of these accounts each live node owns, by name. */
    public Map<String, Integer> counts(Iterable<String> accounts) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        live.keySet().forEach(node -> counts.put(node, 0));
        for (String account : accounts) {
            String owner = liveOwner(account);
            if (!owner.isEmpty()) {
                counts.merge(owner, 1, Integer::sum);
            }
        }
        return counts;
    }
}
