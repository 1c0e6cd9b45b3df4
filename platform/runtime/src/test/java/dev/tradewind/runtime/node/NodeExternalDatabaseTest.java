package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A node on a PostgreSQL 15 that somebody else runs; a backup of it, and the node that goes on from that. */
@EnabledOnOs(OS.LINUX)
class NodeExternalDatabaseTest {
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
    private static final int PATIENCE_MILLIS = 60_000;

    @TempDir
    private Path folder;

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody. */
    private Process program(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(isRoot() ? List.of("unshare", "-U") : List.of());
        command.add(PROGRAMS.resolve(name).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()))
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void prepare(String url) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (true) {
            try (Connection connection = DriverManager.getConnection(url + "postgres?user=admin");
                    Statement statement = connection.createStatement()) {
                statement.execute("create role tradewind_owner login password 'owner'");
                statement.execute("create role tradewind_app login password 'app'");
                statement.execute("create database tradewind owner tradewind_owner");
                statement.execute("create database again owner tradewind_owner");
                return;
            } catch (SQLException e) {
                assertThat(System.nanoTime()).as("the server starts: %s", e.getMessage()).isLessThan(deadline);
                Thread.sleep(50);
            }
        }
    }

    private Settings settings(String url) throws Exception {
        String text = NodeProcess.settings(
                NodeProcess.rules(Files.createTempDirectory(folder, "rules")),
                List.of(NodeProcess.plugin(folder, "busy", "false")),
                """
                  busy:
                    plugin: busy
                    account: crash
                    instruments: [DEMO.SYNTHETIC]
                database:
                  owner-password: owner
                  application-password: app
                """);
        Path file = folder.resolve("tradewind.yaml");
        Files.writeString(file, text);
        return Settings.load(file, true, Map.of(), Map.of("http-port", "0", "database.url", url));
    }

    private ShardView trade(Path home, Settings settings, long more) throws InterruptedException {
        try (Node node = Node.start(new NodeHome(home), NodeConfig.of(settings), settings)) {
            AccountRunner runner = node.runner("crash");
            assertThat(node.banner()).anyMatch(line -> line.contains("the external database"));
            long begun = runner.view().counts().fills();
            long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
            while (runner.view().counts().fills() <= begun + more) {
                assertThat(System.nanoTime()).as("%s", runner.view()).isLessThan(deadline);
                Thread.sleep(20);
            }
            return runner.view();
        }
    }

    /** By the backup that it came from, and by heads that were kept; and the tables are what the journal says. */
    private void provesWhatItHolds(NodeConfig config, Path backup) throws Exception {
        NodeHome home = new NodeHome(folder.resolve("two"));
        DatabaseTasks.Verified verified = DatabaseTasks.verify(config, home, backup);
        assertThat(verified.lines()).hasSize(1).first().asString().contains("whole").contains("as it was");
        assertThat(verified.whole()).isTrue();

        List<String> heads = DatabaseTasks.heads(config, home);
        Path kept = folder.resolve("heads");
        Files.write(kept, heads);
        assertThat(DatabaseTasks.verify(config, home, kept).whole()).isTrue();
        Files.writeString(kept, heads.getFirst().replaceAll(" [0-9a-f]{64}", " " + "0".repeat(64)));
        assertThat(DatabaseTasks.verify(config, home, kept).lines().getFirst()).contains("was rewritten");
        Files.writeString(kept, heads.getFirst() + "\ngone 7 " + "0".repeat(64));
        assertThat(DatabaseTasks.verify(config, home, kept).lines()).anyMatch(line -> line.contains("gone is broken"));
        Files.writeString(kept, "what is this");
        assertThatThrownBy(() -> DatabaseTasks.verify(config, home, kept)).hasMessageContaining(":1: this is no head");

        assertThat(DatabaseTasks.rebuild(config, home)).hasSize(1).first().asString().contains("made anew");
    }

    @Test
    void aNodeTradesOnDebiansServerAndGoesOnFromABackupOfIt() throws Exception {
        if (!Files.isExecutable(PROGRAMS.resolve("postgres"))) {
            System.out.println("skipped: no PostgreSQL 15 in " + PROGRAMS + " (apt-get install postgresql-15)");
        }
        assumeThat(PROGRAMS.resolve("postgres")).isExecutable();
        Path data = folder.resolve("data");
        assertThat(program("initdb", "-D", data.toString(), "-U", "admin", "-A", "trust", "-E", "UTF8").waitFor())
                .isZero();
        int port = freePort();
        Process server = program(
                "postgres", "-D", data.toString(), "-p", Integer.toString(port), "-h", "127.0.0.1", "-k", "");
        try {
            String url = "jdbc:postgresql://127.0.0.1:" + port + "/";
            prepare(url);
            Settings first = settings(url + "tradewind");
            ShardView traded = trade(folder.resolve("one"), first, 20);
            Path backup = folder.resolve("backup.zip");
            NodeHome home = new NodeHome(folder.resolve("one"));
            assertThat(DatabaseTasks.verify(NodeConfig.of(first), home, null).whole()).isTrue();
            assertThat(DatabaseTasks.backup(NodeConfig.of(first), home, backup)).contains("rows");

            Settings second = settings(url + "again");
            assertThat(DatabaseTasks.restore(NodeConfig.of(second), home, backup)).contains("rows");
            assertThatThrownBy(() -> DatabaseTasks.restore(NodeConfig.of(second), home, backup))
                    .hasMessageContaining("empty");
            ShardView again = trade(folder.resolve("two"), second, 20);

            assertThat(again.counts().sequence()).isGreaterThan(traded.counts().sequence());
            assertThat(again.counts().anomalies()).isZero();
            provesWhatItHolds(NodeConfig.of(second), backup);
        } finally {
            // SIGINT ends it at once; what started it may be the namespace's process.
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly().waitFor();
        }
    }
}
