package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerSnapshot;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.Settings;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Journal;
import dev.tradewind.store.journal.Recovery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the database is full for real while the node trades: its tables first, then its write-ahead log. */
@EnabledOnOs(OS.LINUX)
class NodeFullDiskTest {
    private static final int PATIENCE_MILLIS = 120_000;
    private static final int DISK_MEGABYTES = 400;
    /** A segment of the log, which the server makes as a whole. */
    private static final int SEGMENT_MEGABYTES = 16;

    @TempDir
    private Path folder;

    private static ShardView await(Node node, String what, Predicate<ShardView> wanted) throws InterruptedException {
        AccountRunner runner = node.runner("crash");
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (!wanted.test(runner.view())) {
            assertThat(System.nanoTime()).as(what + ", but: " + runner.view()).isLessThan(deadline);
            Thread.sleep(10);
        }
        return runner.view();
    }

    private static void tradesOn(Node node) throws InterruptedException {
        long fills = node.runner("crash").view().counts().fills();
        await(node, "it trades on", view -> view.state().halted().isEmpty() && view.counts().fills() > fills + 5);
    }

    private Settings settings() throws Exception {
        String text = NodeProcess.settings(
                NodeProcess.rules(folder),
                List.of(NodeProcess.plugin(folder, "busy", "false")),
                "  busy:\n    plugin: busy\n    account: crash\n    instruments: [DEMO.SYNTHETIC]\n");
        Path file = folder.resolve("tradewind.yaml");
        Files.writeString(file, text);
        return Settings.load(file, true, Map.of(), Map.of("http-port", "0"));
    }

    @Test
    void aDiskThatIsFullStopsNewOrdersAndNothingElseAndNothingIsLost() throws Exception {
        Path folderOfHome = folder.resolve("home");
        Optional<SmallDisk> made = SmallDisk.at(folderOfHome.resolve("postgres"), DISK_MEGABYTES);
        assumeThat(made).isPresent();
        NodeHome home = new NodeHome(folderOfHome);
        try (SmallDisk disk = made.orElseThrow()) {
            Settings settings = settings();
            try (Node node = Node.start(home, NodeConfig.of(settings), settings)) {
                await(node, "it trades", view -> view.counts().fills() > 20);
                tablesCannotGrow(node, disk);
                theLogCannotGrow(node, disk);
                assertThat(node.runner("crash").view().counts().anomalies()).isZero();
            }
            nothingIsLost(home);
        }
    }

    private static void tablesCannotGrow(Node node, SmallDisk disk) throws Exception {
        disk.fill();
        try {
            await(node, "it halts", view -> view.state().halted().startsWith(Shard.JOURNAL_AWAY));
            refusesAndGoesOn(node);
        } finally {
            disk.free();
        }
        tradesOn(node);
    }

    /** The server panics, and cannot start again before there is room. */
    private static void theLogCannotGrow(Node node, SmallDisk disk) throws Exception {
        long before = node.database().serverPid();
        ProcessHandle server = ProcessHandle.of(before).orElseThrow();
        try (Connection connection = node.database().connectAsOwner("test");
                Statement statement = connection.createStatement()) {
            disk.fill();
            boolean panicked = false;
            for (int megabyte = 0; !panicked && megabyte < 8 * SEGMENT_MEGABYTES; megabyte++) {
                try {
                    statement.execute(
                            "select pg_logical_emit_message(false, 'test', repeat(md5(random()::text), 1 << 15))");
                } catch (SQLException e) {
                    panicked = true;
                }
            }
            assertThat(panicked).as("the log is full").isTrue();
            await(node, "it halts", view -> view.state().halted().startsWith(Shard.JOURNAL_AWAY));
            server.onExit().join();
            refusesAndGoesOn(node);
        } finally {
            disk.free();
        }
        tradesOn(node);
        assertThat(node.database().serverPid()).isNotEqualTo(before);
    }

    private static void refusesAndGoesOn(Node node) throws InterruptedException {
        AccountRunner runner = node.runner("crash");
        long feed = node.link("market").feed().number();
        long orders = runner.view().counts().orders();
        await(node, "orders are tried and denied", view -> view.counts().orders() > orders + 20);
        assertThat(runner.view().state().halted()).isNotEmpty();
        assertThat(node.link("market").feed().number()).as("market data goes on").isGreaterThan(feed);
        assertThat(node.status().components()).anyMatch(one -> one.name().equals("journal") && !one.isReady());
    }

    private static void nothingIsLost(NodeHome home) {
        try (Database database = Database.embedded(home.folder())) {
            Journal journal = new Journal(database);
            assertThat(journal.verify("crash").isWhole()).isTrue();
            Ledger folded = new Ledger();
            journal.read("crash", 1, batch -> {
                batch.content().events().forEach(folded::evolve);
                return true;
            });
            assertThat(LedgerSnapshot.write(new Recovery(database).recover("crash").ledger()))
                    .isEqualTo(LedgerSnapshot.write(folded));
            assertThat(folded.fills()).isGreaterThan(20);
        }
        assertThat(home.emergency().resolve("crash.cancels")).doesNotExist();
    }
}
