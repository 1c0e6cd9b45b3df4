package dev.tradewind.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Lease;
import dev.tradewind.store.journal.Ownership;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MembershipTest {
    private static final Duration LEASE = Duration.ofMillis(600);

    @TempDir
    private static Path home;

    private static Database database;

    @BeforeAll
    static void startServer() {
        database = Database.embedded(home);
    }

    @AfterAll
    static void stopServer() {
        database.close();
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() < deadline).as(what).isTrue();
            Thread.sleep(5);
        }
    }

    private static void sql(String statement) throws Exception {
        try (Connection connection = database.connectAsOwner("test");
                Statement one = connection.createStatement()) {
            one.execute(statement);
        }
    }

    @Test
    void nodesSeeOneAnotherAndOneThatLeavesIsGoneAtOnce() throws Exception {
        try (Membership north = new Membership(database, "north", LEASE)) {
            Membership south = new Membership(database, "south", LEASE);
            south.address("127.0.0.1:5702");
            await("north sees south", () -> "127.0.0.1:5702".equals(north.state().live().get("south")));
            assertThat(north.mayAct()).isTrue();
            assertThat(south.mayAct()).isTrue();

            south.close();
            assertThat(south.mayAct()).isFalse();
            await("north sees that south left", () -> !north.state().live().containsKey("south"));
            assertThat(north.state().givenUp()).doesNotContain("south");
        }
    }

    /** A node whose clock stands still writes no beats as far as it knows: as a process that was stopped. */
    @Test
    void aSilentNodeIsGivenUpOnlyWhenItMayNotActAnyMoreAndForGood() throws Exception {
        AtomicLong skipped = new AtomicLong();
        try (Membership watcher = new Membership(database, "watcher", LEASE);
                Ownership ownership = new Ownership(database, "silent")) {
            Membership silent =
                    new Membership(database, "silent", LEASE, () -> System.nanoTime() + skipped.get());
            Lease lease = ownership.acquire("quiet", Duration.ZERO);
            await("watcher sees it", () -> watcher.state().live().containsKey("silent"));
            // Its beats do not get through from now on: another holds the row for longer than a lease.
            try (Connection blocking = database.connectAsOwner("test");
                    Statement statement = blocking.createStatement()) {
                blocking.setAutoCommit(false);
                statement.execute("lock table tradewind.cluster_node in access exclusive mode");
                await("it may not act", () -> !silent.mayAct());
                assertThat(watcher.state().givenUp()).doesNotContain("silent");
                blocking.rollback();
            }
            // Nobody could write or read: that was the database's silence, and all go on.
            await("both act again", () -> silent.mayAct() && watcher.mayAct());
            assertThat(silent.isFenced()).isFalse();

            sql("update tradewind.cluster_node set fenced = true where name = 'silent'");
            await("it is told with its next beat", silent::isFenced);
            assertThat(silent.mayAct()).isFalse();
            assertThat(silent.trouble()).contains("given up");
            await("the others know", () -> watcher.state().givenUp().contains("silent"));
            assertThat(watcher.state().liveOwner("quiet")).isEmpty();
            assertThat(watcher.state().free(java.util.List.of("quiet"))).containsExactly("quiet");

            silent.beginAnew("silent-2");
            assertThat(silent.mayAct()).isTrue();
            await("it is back under its new name", () -> watcher.state().live().containsKey("silent-2"));
            ownership.release(lease);
            await("its old name is forgotten", () -> watcher.state().givenUp().isEmpty());
            silent.close();
        }
    }

    @Test
    void aNodeThatDiedIsGivenUpAfterItsLeaseAndNotBefore() throws Exception {
        try (Membership watcher = new Membership(database, "heir", LEASE)) {
            sql("insert into tradewind.cluster_node (name, beat) values ('dead', 7)");
            await("it is seen", () -> watcher.state().live().containsKey("dead"));
            long seen = System.nanoTime();
            await("it is given up", () -> !watcher.state().live().containsKey("dead"));
            long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - seen);
            assertThat(waited).isGreaterThanOrEqualTo(LEASE.toMillis());
        }
    }

    @Test
    void aFrozenProcessMayNotActBeforeAnybodyTakesItsPlace() throws Exception {
        AtomicLong skipped = new AtomicLong();
        try (Membership node = new Membership(database, "frozen", LEASE, () -> System.nanoTime() + skipped.get())) {
            assertThat(node.mayAct()).isTrue();
            // As if it had been stopped for just a lease: the clock went on, and nothing else.
            skipped.addAndGet(LEASE.toNanos());
            assertThat(node.mayAct()).isFalse();
            await("its next beat gets through", node::mayAct);
        }
    }

    @Test
    void thoseWhoCanReadTheDatabaseShareAKey() {
        assertThat(Membership.key(database)).isEqualTo(Membership.key(database)).hasSize(36);
    }
}
