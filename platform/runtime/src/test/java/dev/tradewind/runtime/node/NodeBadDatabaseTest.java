package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerSnapshot;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.Settings;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Journal;
import dev.tradewind.store.journal.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a node does when its database is full, frozen, damaged or newer, and its clock wrong. One home for all. */
@EnabledOnOs(OS.LINUX)
class NodeBadDatabaseTest {
    private static final int PATIENCE_MILLIS = 90_000;
    /** How long the database is gone, and frozen; by hand {@code -Dtradewind.test.gone-seconds=60} and so on. */
    private static final int GONE_SECONDS = Integer.getInteger("tradewind.test.gone-seconds", 3);

    private static final int FROZEN_SECONDS = Integer.getInteger("tradewind.test.frozen-seconds", 6);
    /** Two seconds until silence counts, and what a loaded machine adds; far below any time-out of a connection. */
    private static final int NOTICED_MILLIS = 5_000;

    private static final long HOUR = 3_600_000_000_000L;

    @TempDir
    private Path folder;

    private final AtomicLong wallOffset = new AtomicLong();

    private NodeClock clock() {
        return new NodeClock(
                () -> System.currentTimeMillis() * 1_000_000L + wallOffset.get(), System::nanoTime);
    }

    private Settings settings() throws Exception {
        // The second strategy dies in a callback.
        String text = NodeProcess.settings(
                NodeProcess.rules(folder),
                List.of(
                        NodeProcess.plugin(folder, "busy", "false"),
                        NodeProcess.plugin(folder, "dying", "turns == 20 && Integer.parseInt(\"dead\") > 0")),
                """
                  busy:
                    plugin: busy
                    account: crash
                    instruments: [DEMO.SYNTHETIC]
                  dying:
                    plugin: dying
                    account: crash
                    instruments: [DEMO2.SYNTHETIC]
                """);
        Path file = folder.resolve("tradewind.yaml");
        Files.writeString(file, text);
        return Settings.load(file, true, Map.of(), Map.of("http-port", "0"));
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

    private static void tradesOn(Node node) throws InterruptedException {
        long fills = node.runner("crash").view().counts().fills();
        await(node, "it trades on", view -> view.state().halted().isEmpty() && view.counts().fills() > fills + 5);
    }

    private static void run(Database database, String... statements) throws SQLException {
        try (Connection connection = database.connectAsOwner("test");
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    @Test
    void aDatabaseThatIsFullFrozenDamagedOrNewerAndAClockThatIsPutBack() throws Exception {
        NodeHome home = new NodeHome(folder.resolve("home"));
        Settings settings = settings();
        NodeConfig config = NodeConfig.of(settings);
        try (Node node = Node.start(home, config, settings, clock())) {
            await(node, "it trades", view -> view.counts().fills() > 20);
            startsOnce(home, config, settings);
            dies(node);
            isFull(node);
            isGone(node, home);
            freezes(node, home);
            clockIsPutBack(node);
            await(node, "there are snapshots", view -> view.counts().sequence() > 200);
        }
        byte[] before = damageSnapshot(home);
        // Still an hour early, as after a start with an empty battery: the journal's time goes on.
        try (Node node = Node.start(home, config, settings, clock())) {
            tradesOn(node);
            assertThat(node.clock().behindNanos()).isGreaterThan(HOUR / 2);
        }
        assertThat(before).isNotEmpty();
        timesNeverFall(home);
        isNewer(home, config, settings);
    }

    private static void startsOnce(NodeHome home, NodeConfig config, Settings settings) {
        assertThatThrownBy(() -> Node.start(new NodeHome(home.folder()), config, settings))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("runs on " + home.folder() + " already")
                .hasMessageContaining("tradewind stop");
    }

    /** A strategy that throws is halted, its neighbour trades on. */
    private static void dies(Node node) throws InterruptedException {
        ShardView view = await(node, "the strategy is halted", one -> one.strategies().stream()
                .anyMatch(strategy -> strategy.name().equals("dying") && strategy.state().contains("\"dead\"")));
        assertThat(view.strategies().getFirst().state()).isEqualTo("running");
        tradesOn(node);
    }

    /** The server refuses to write with the very error of a full disk, which a test cannot make. */
    private static void isFull(Node node) throws Exception {
        run(
                node.database(),
                """
                create function tradewind.full() returns trigger language plpgsql as $$ begin
                    raise exception 'could not extend file "base/1/2": No space left on device' using errcode = '53100';
                end $$""",
                "create trigger full_disk before insert on tradewind.journal_batch execute function tradewind.full()");
        await(node, "it halts", view -> view.state().halted().contains("No space left on device"));
        long feed = node.link("market").feed().number();
        long orders = node.runner("crash").view().counts().orders();
        await(node, "orders are tried and denied", view -> view.counts().orders() > orders + 5);
        assertThat(node.components()).anyMatch(one -> one.name().equals("journal") && !one.isReady());
        assertThat(node.link("market").feed().number()).isGreaterThan(feed);
        run(node.database(), "drop trigger full_disk on tradewind.journal_batch", "drop function tradewind.full()");
        tradesOn(node);
    }

    /**
     * Its connections end and it takes no others: new orders are denied with the reason, cancels leave by the emergency
     * file, the market goes on, and then everything by itself.
     */
    private static void isGone(Node node, NodeHome home) throws Exception {
        Path emergency = home.emergency().resolve("crash.cancels");
        boolean cancelsLeft = false;
        try (Connection keep = node.database().connectAsOwner("test");
                Statement statement = keep.createStatement()) {
            long own;
            try (ResultSet pid = statement.executeQuery("select pg_backend_pid()")) {
                pid.next();
                own = pid.getLong(1);
            }
            statement.execute("revoke connect on database tradewind from public, tradewind_app");
            ProcessHandle.of(node.database().serverPid()).orElseThrow().descendants()
                    .filter(one -> one.pid() != own && title(one).contains(" tradewind "))
                    .forEach(ProcessHandle::destroy);
            try {
                await(node, "it halts", view -> view.state().halted().startsWith(Shard.JOURNAL_AWAY));
                long feed = node.link("market").feed().number();
                long orders = node.runner("crash").view().counts().orders();
                for (int waited = 0; waited < GONE_SECONDS * 100; waited++) {
                    cancelsLeft |= Files.exists(emergency);
                    Thread.sleep(10);
                }
                assertThat(node.link("market").feed().number()).as("market data goes on").isGreaterThan(feed);
                assertThat(node.runner("crash").view().counts().orders()).isGreaterThan(orders);
                assertThat(node.runner("crash").refusal(new Request.ResumeAccount(
                                "a person", new CompletableFuture<>())))
                        .startsWith(Shard.JOURNAL_AWAY);
            } finally {
                statement.execute("grant connect on database tradewind to public, tradewind_app");
            }
        }
        tradesOn(node);
        assertThat(cancelsLeft).as("a cancel left by the emergency file").isTrue();
        await(node, "the journal holds the cancels that left", view -> !Files.exists(emergency));
        assertThat(node.runner("crash").view().counts().anomalies()).isZero();
    }

    private static String title(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * All its processes stand still: connections stay and nothing is answered. New orders are denied with the reason
     * long before a connection gives up, cancels leave by the emergency file, and the node answers who asks it.
     */
    private static void freezes(Node node, NodeHome home) throws Exception {
        Path emergency = home.emergency().resolve("crash.cancels");
        boolean cancelsLeft = false;
        List<String> processes = new ArrayList<>();
        ProcessHandle server = ProcessHandle.of(node.database().serverPid()).orElseThrow();
        Stream.concat(Stream.of(server), server.descendants()).forEach(one -> processes.add(Long.toString(one.pid())));
        signal("-STOP", processes);
        try {
            long frozen = System.nanoTime();
            await(node, "it halts", view -> view.state().halted().startsWith(Shard.JOURNAL_AWAY));
            assertThat((System.nanoTime() - frozen) / 1_000_000).as("noticed, ms").isLessThan(NOTICED_MILLIS);
            assertThat(node.runner("crash").view().state().halted()).contains("has not answered");
            long feed = node.link("market").feed().number();
            long orders = node.runner("crash").view().counts().orders();
            while (System.nanoTime() - frozen < FROZEN_SECONDS * 1_000_000_000L) {
                cancelsLeft |= Files.exists(emergency);
                Thread.sleep(10);
            }
            assertThat(node.link("market").feed().number()).as("market data goes on").isGreaterThan(feed);
            assertThat(node.runner("crash").view().counts().orders()).as("denied").isGreaterThan(orders);
            long asked = System.nanoTime();
            assertThat(node.status().components())
                    .anyMatch(one -> one.name().equals("journal") && !one.isReady());
            assertThat((System.nanoTime() - asked) / 1_000_000).as("status, ms").isLessThan(1_000);
        } finally {
            signal("-CONT", processes);
        }
        tradesOn(node);
        assertThat(cancelsLeft).as("a cancel left by the emergency file").isTrue();
        await(node, "the journal holds the cancels that left", view -> !Files.exists(emergency));
        assertThat(node.runner("crash").view().counts().anomalies()).isZero();
    }

    private static void signal(String what, List<String> processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", what));
        command.addAll(processes);
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private void clockIsPutBack(Node node) throws InterruptedException {
        long before = node.clock().getAsLong();
        wallOffset.set(-HOUR);
        tradesOn(node);
        assertThat(node.clock().getAsLong()).isGreaterThan(before);
        assertThat(node.clock().behindNanos()).isGreaterThan(HOUR / 2);
    }

    /** Spoils the newest snapshot; the one before it is used, and the ledger is the same. */
    private static byte[] damageSnapshot(NodeHome home) throws SQLException {
        try (Database database = Database.embedded(home.folder())) {
            Recovery recovery = new Recovery(database);
            byte[] sound = LedgerSnapshot.write(recovery.recover("crash").ledger());
            run(
                    database,
                    """
                    update tradewind.ledger_snapshot set content = set_byte(content, 40, 255 - get_byte(content, 40))
                    where sequence = (select max(sequence) from tradewind.ledger_snapshot)""");
            assertThat(LedgerSnapshot.write(recovery.recover("crash").ledger())).isEqualTo(sound);
            return sound;
        }
    }

    private static void timesNeverFall(NodeHome home) {
        try (Database database = Database.embedded(home.folder())) {
            List<LedgerEvent> events = new ArrayList<>();
            new Journal(database).read("crash", 1, batch -> {
                events.addAll(batch.content().events());
                return true;
            });
            assertThat(events.stream().map(LedgerEvent::timeNanos)).isSorted();
            Ledger ledger = new Ledger();
            events.forEach(ledger::evolve);
            assertThat(LedgerSnapshot.write(new Recovery(database).recover("crash").ledger()))
                    .isEqualTo(LedgerSnapshot.write(ledger));
        }
    }

    private static void isNewer(NodeHome home, NodeConfig config, Settings settings) throws SQLException {
        try (Database database = Database.embedded(home.folder())) {
            run(
                    database,
                    """
                    insert into tradewind.flyway_schema_history (installed_rank, version, description, type, script,
                        checksum, installed_by, execution_time, success)
                    values (999, '999', 'later', 'SQL', 'V999__later.sql', 1, 'somebody', 1, true)""");
        }
        assertThatThrownBy(() -> Node.start(home, config, settings))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is at version 999")
                .hasMessageContaining("start a program that is as new");
    }
}
