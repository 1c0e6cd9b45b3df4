package dev.tradewind.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.database.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OwnershipTest {
    @Test
    void aShardHasOneOwnerAndEachNextOneAHigherEpoch() {
        try (Database database = TestServer.database();
                Ownership first = new Ownership(database, "north");
                Ownership second = new Ownership(database, "south")) {
            Lease lease = first.acquire("a", Duration.ZERO);
            assertThat(first.acquire("a", Duration.ZERO)).isEqualTo(lease);

            assertThatThrownBy(() -> second.acquire("a", Duration.ofMillis(50)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("'north'")
                    .satisfies(e -> assertThat(((StoreException) e).code()).isEqualTo(StoreException.Code.NOT_OWNER));

            first.release(lease);
            assertThat(first.holds(lease)).isFalse();
            Lease next = second.acquire("a", Duration.ZERO);
            assertThat(next.epoch()).isEqualTo(lease.epoch() + 1);
            assertThat(next.shardId()).isEqualTo(lease.shardId());
            assertThat(second.acquire("b", Duration.ZERO).shardId()).isNotEqualTo(lease.shardId());
        }
    }

    @Test
    void anOwnerThatIsThrownOutHearsOfItAndTheShardIsFreeAtOnce() throws Exception {
        try (Database database = TestServer.database();
                Ownership frozen = new Ownership(database, "frozen");
                Ownership successor = new Ownership(database, "successor")) {
            BlockingQueue<Lease> lost = new LinkedBlockingQueue<>();
            frozen.onLost(lost::add);
            Lease old = frozen.acquire("a", Duration.ZERO);

            long began = System.nanoTime();
            Lease next = successor.seize("a", Duration.ofSeconds(5));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));

            assertThat(next.epoch()).isGreaterThan(old.epoch());
            assertThat(lost.poll(5, TimeUnit.SECONDS)).isEqualTo(old);
            assertThat(frozen.holds(old)).isFalse();
            assertThat(successor.holds(next)).isTrue();
            assertThatThrownBy(() -> frozen.acquire("a", Duration.ZERO)).hasMessageContaining("'successor'");
        }
    }

    @Test
    void theEpochIsRaisedWithoutLettingGoAndAReleasedShardHasNoOwner() throws Exception {
        try (Database database = TestServer.database();
                Ownership first = new Ownership(database, "first");
                Ownership second = new Ownership(database, "second")) {
            Lease lease = first.acquire("a", Duration.ZERO);
            Lease next = first.raise(lease, Duration.ZERO);
            assertThat(next.epoch()).isEqualTo(lease.epoch() + 1);
            assertThat(first.holds(lease)).isFalse();
            assertThat(first.holds(next)).isTrue();
            assertThatThrownBy(() -> second.acquire("a", Duration.ZERO)).hasMessageContaining("'first'");
            first.release(lease);
            assertThat(first.holds(next)).as("a lease of before gives nothing back").isTrue();

            first.release(next);
            assertThat(owner(database)).isEmpty();
            Lease taken = second.acquire("a", Duration.ZERO);
            assertThatThrownBy(() -> first.raise(next, Duration.ofMillis(20))).hasMessageContaining("'second'");
            assertThat(second.holds(taken)).isTrue();
        }
    }

    private static String owner(Database database) throws Exception {
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select owner from tradewind.shard where name = 'a'")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void aSeizedShardThatNobodyHasIsSimplyTaken() {
        try (Database database = TestServer.database();
                Ownership ownership = new Ownership(database, "n")) {
            assertThat(ownership.seize("free", Duration.ZERO).epoch()).isEqualTo(1);
        }
    }
}
