package dev.tradewind.cluster;

import java.util.List;
import java.util.Optional;

/**
 * How nodes find one another.
 *
 * @param name of the cluster
 * @param key part of the name on the network that only those know who may join
 * @param listen where this node listens; empty for the first of {@code join} that is of this machine and free
 * @param join where nodes may be; those that are not there are tried again
 */
public record PeerSettings(String name, String key, Optional<HostPort> listen, List<HostPort> join) {
    public PeerSettings {
        join = List.copyOf(join);
    }

    @Override
    public String toString() {
        return name + " of " + join;
    }
}
