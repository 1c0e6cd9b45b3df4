package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.Settings;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.backup.Restore;
import dev.tradewind.store.database.Database;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong around a node, and what it then does. One home for all, since each start takes its time. */
@EnabledOnOs(OS.LINUX)
class NodeBadDaysTest {
    private static final int PATIENCE_MILLIS = 90_000;

    @TempDir
    private Path folder;

    private Settings settings(String text, int port) throws Exception {
        Path file = folder.resolve("tradewind.yaml");
        Files.writeString(file, text);
        return Settings.load(file, true, Map.of(), Map.of("http-port", Integer.toString(port)));
    }

    private static ShardView await(Node node, String what, Predicate<ShardView> wanted) throws InterruptedException {
        AccountRunner runner = node.runner("crash");
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (!wanted.test(runner.view())) {
            assertThat(System.nanoTime()).as(what + ", but: " + runner.view()).isLessThan(deadline);
            Thread.sleep(10);
        }
        return runner.view();
    }

    private static String state(ShardView view, String strategy) {
        return view.strategies().stream()
                .filter(one -> one.name().equals(strategy))
                .map(ShardView.StrategyView::state)
                .findFirst()
                .orElse("");
    }

    @Test
    void aHomeThatIsAFileIsOneLine() throws Exception {
        Path file = Files.writeString(folder.resolve("taken"), "");
        Settings settings = settings("", 0);

        assertThatThrownBy(() -> Node.start(new NodeHome(file), NodeConfig.of(settings), settings))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("cannot be used")
                .hasMessageContaining("--home");
    }

    @Test
    void aHomeThatCannotBeWrittenIsOneLine() throws Exception {
        // Nobody can make a folder there, not even root.
        Settings settings = settings("", 0);
        NodeHome home = new NodeHome(Path.of("/proc/tradewind"));

        assertThatThrownBy(() -> Node.start(home, NodeConfig.of(settings), settings))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("/proc/tradewind cannot be used")
                .hasMessageContaining("--home");
    }

    @Test
    void aHangingStrategyADatabaseThatDiesAndABrokenJournal() throws Exception {
        NodeHome home = new NodeHome(folder.resolve("home"));
        String text = NodeProcess.settings(
                NodeProcess.rules(folder),
                List.of(
                        NodeProcess.plugin(folder, "busy", "false"),
                        NodeProcess.plugin(folder, "hanging", "turns == 20")),
                """
                  busy:
                    plugin: busy
                    account: crash
                    instruments: [DEMO.SYNTHETIC]
                  hanging:
                    plugin: hanging
                    account: crash
                    instruments: [DEMO2.SYNTHETIC]
                """);
        Settings settings = settings(text, 0);
        try (Node node = Node.start(home, NodeConfig.of(settings), settings)) {
            hangs(node);
            databaseDies(node);
            isLookedAtAndBackedUpWhileItTrades(home, NodeConfig.of(settings));
        }
        portIsTaken(home, text);
        breakJournal(home, "update tradewind.journal_batch set hash = sha256(hash) where sequence = 3");
        // What comes after the snapshot is whole, so that it starts, and finds it out beside trading.
        try (Node node = Node.start(home, NodeConfig.of(settings), settings)) {
            await(node, "the account halts", view -> view.state().halted().contains("is broken at batch 3"));
        }
        breakJournal(home, "delete from tradewind.ledger_snapshot");
        assertThatThrownBy(() -> Node.start(home, NodeConfig.of(settings), settings))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the journal of crash is broken at batch 3");
    }

    /** The strategy is halted on a new thread, its neighbour goes on, and the stuck thread decides nothing more. */
    private static void hangs(Node node) throws InterruptedException {
        ShardView halted =
                await(node, "the strategy is halted", view -> state(view, "hanging").contains("did not come back"));
        assertThat(halted.state().phase()).isNotEqualTo("failed");
        long orders = halted.counts().orders();
        ShardView later = await(
                node, "its neighbour trades on", view -> view.counts().orders() > orders + 5);
        assertThat(state(later, "busy")).isEqualTo("running");
    }

    /** New orders are denied with the reason while it is away; everything goes on by itself. */
    private static void databaseDies(Node node) throws Exception {
        ShardView before = await(node, "it trades", view -> view.state().phase().equals("trading"));
        ProcessHandle server = ProcessHandle.of(node.database().serverPid()).orElseThrow();
        // Its parent starts it again; for some seconds it is away.
        server.destroyForcibly();
        await(node, "the account halts", view -> view.state().halted().startsWith(Shard.JOURNAL_AWAY));
        await(node, "it resumes", view -> view.state().halted().isEmpty() && view.state().journalUp());
        await(node, "it trades on", view -> view.counts().fills() > before.counts().fills());
    }

    private void isLookedAtAndBackedUpWhileItTrades(NodeHome home, NodeConfig config) throws Exception {
        assertThat(DatabaseTasks.verify(config, home, null).whole()).isTrue();
        Path file = folder.resolve("backup.zip");
        assertThat(DatabaseTasks.backup(config, home, file)).contains("rows of");
        Restore.check(file);
    }

    private void portIsTaken(NodeHome home, String text) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Settings settings = settings(text, taken.getLocalPort());
            assertThatThrownBy(() -> Node.start(home, NodeConfig.of(settings), settings))
                    .isInstanceOf(NodeException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("--http-port");
        }
    }

    private static void breakJournal(NodeHome home, String how) throws Exception {
        try (Database database = Database.embedded(home.folder());
                Connection connection = database.connectAsOwner("test");
                Statement statement = connection.createStatement()) {
            statement.execute("alter table tradewind.journal_batch disable trigger append_only");
            statement.execute(how);
        }
    }
}
