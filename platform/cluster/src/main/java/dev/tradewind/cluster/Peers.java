package dev.tradewind.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * The other nodes, over a network that may lose what it carries. Nothing here decides who owns or trades what.
 */
public interface Peers extends AutoCloseable {
    /** Where this node is reached, {@code host:port}; empty until it has joined the others. */
    String address();

    /** Where the nodes are that this one is connected with, itself among them. */
    Set<String> connected();

    /** Shows what this node does to all others. Returns at once; the last one counts. */
    void show(String view);

    /** What others showed last, by address. */
    Map<String, View> views();

    /**
     * Asks a node, and waits.
     *
     * @param address as another node's {@link #address}
     * @param request what that node's handler takes
     * @throws PeerException if it could not be asked, or did not answer in time: it may have done it all the same
     */
    String ask(String address, String request, Duration patience);

    @Override
    void close();

    /**
     * What a node showed.
     *
     * @param text as it gave it
     * @param ageMillis how long ago it came
     */
    record View(String text, long ageMillis) {}

    /** Answers what other nodes ask; on threads of its own. */
    @FunctionalInterface
    interface Handler {
        String answer(String request);
    }
}
