package dev.tradewind.runtime.node;

import dev.tradewind.store.database.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Nodes of a cluster, each a process, with one configuration and one PostgreSQL, which this process runs. */
final class ClusterNodes implements AutoCloseable {
    private static final Pattern ACCOUNT =
            Pattern.compile("\"name\":\"(\\w+)\",\"mode\":\"\\w+\".*?\"phase\":\"([^\"]+)\".*?\"orders\":(\\d+)");
    private static final Pattern NODE = Pattern.compile("\"cluster\":\\{\"node\":\"([^\"]+)\"");
    private static final Pattern OWNER = Pattern.compile("\"(\\w+)\":\"(node-[^\"]*|)\"");

    /** Nodes that are asked all the time would be busy with their answers. */
    private static final int POLL_MILLIS = 100;

    private final Path folder;
    private final Database database;
    private final Path config;
    private final List<String> addresses = new ArrayList<>();
    private final Map<String, NodeProcess> running = new LinkedHashMap<>();

    /** An account as the node says that trades it. */
    record Traded(String node, String phase, long orders) {}

    ClusterNodes(Path folder, Path config, int nodes) throws IOException {
        this.folder = folder;
        this.config = config;
        database = Database.embedded(folder.resolve("database"));
        List<ServerSocket> taken = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            taken.add(socket);
            addresses.add("127.0.0.1:" + socket.getLocalPort());
        }
        for (ServerSocket socket : taken) {
            socket.close();
        }
    }

    Database database() {
        return database;
    }

    String address(int i) {
        return addresses.get(i);
    }

    /** What a configuration says of the database. */
    static String passwords(Path folder) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("database/postgres/credentials"));
        return "database:\n  owner-password: " + lines.get(1) + "\n  application-password: " + lines.get(2) + "\n";
    }

    /** Starts a node that looks for the others at these addresses. */
    NodeProcess start(String name, List<String> join) throws IOException {
        NodeProcess node = NodeProcess.start(
                folder.resolve(name),
                config,
                List.of("--db-url", database.url(), "--join", String.join(",", join)));
        running.put(name, node);
        return node;
    }

    /** Starts a node that looks for all but the last. */
    NodeProcess start(String name) throws IOException {
        return start(name, addresses.subList(0, addresses.size() - 1));
    }

    /** What one node compiled, others need not compile again. */
    void copyCache(String from, String to) throws IOException {
        Path source = folder.resolve(from).resolve("cache");
        Path target = folder.resolve(to).resolve("cache");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(source.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    Collection<NodeProcess> running() {
        return running.values();
    }

    NodeProcess node(String name) {
        NodeProcess node = running.get(name);
        if (node == null) {
            throw new IllegalArgumentException(name);
        }
        return node;
    }

    void kill(String name) throws InterruptedException {
        NodeProcess node = running.remove(name);
        if (node != null) {
            node.kill();
        }
    }

    /** What a node trades, as it says itself. */
    static Map<String, Traded> trades(NodeProcess node) {
        Map<String, Traded> found = new TreeMap<>();
        String status = node.status().orElse("");
        int end = status.indexOf(",\"cluster\":");
        Matcher name = NODE.matcher(status);
        if (end > 0 && name.find()) {
            Matcher one = ACCOUNT.matcher(status.substring(0, end));
            while (one.find()) {
                found.put(one.group(1), new Traded(name.group(1), one.group(2), Long.parseLong(one.group(3))));
            }
        }
        return found;
    }

    /** The name that a node goes under; empty if it does not answer. */
    static String name(NodeProcess node) {
        Matcher name = NODE.matcher(node.status().orElse(""));
        return name.find() ? name.group(1) : "";
    }

    /** Owners by account, as a node sees them. */
    static Map<String, String> owners(NodeProcess node) {
        Map<String, String> owners = new TreeMap<>();
        String status = node.status().orElse("");
        int begin = status.indexOf("\"owners\":{");
        if (begin > 0) {
            Matcher owner = OWNER.matcher(status.substring(begin + 10, status.indexOf('}', begin)));
            while (owner.find()) {
                owners.put(owner.group(1), owner.group(2));
            }
        }
        return owners;
    }

    /** Asks a node; the answer's text, which begins with FAILED where it was not done. */
    static String ask(NodeProcess node, Map<String, String> command) {
        return ControlClient.send(new NodeHome(node.home()), command)
                .map(answer -> (answer.ok() ? "" : "FAILED ") + answer.text())
                .orElse("FAILED nobody there");
    }

    /** Something that is awaited. */
    interface Condition {
        /** Empty as long as it does not hold. */
        Optional<String> look() throws Exception;
    }

    /** How long it took until something held, in milliseconds; fails after so many seconds. */
    long await(String what, long seconds, Condition condition) throws Exception {
        long begun = System.nanoTime();
        while (condition.look().isEmpty()) {
            if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(seconds)) {
                StringBuilder all = new StringBuilder("not within " + seconds + " s: " + what);
                for (Map.Entry<String, NodeProcess> node : running.entrySet()) {
                    all.append("\n--- ").append(node.getKey()).append(": ");
                    all.append(node.getValue().status().orElse("no answer")).append('\n');
                    all.append(node.getValue().output());
                    all.append(node.getValue().warnings());
                }
                throw new AssertionError(all.toString());
            }
            Thread.sleep(POLL_MILLIS);
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    @Override
    public void close() {
        try {
            for (NodeProcess node : running.values()) {
                node.kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        database.close();
    }
}
