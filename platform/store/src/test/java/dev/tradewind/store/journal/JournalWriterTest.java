package dev.tradewind.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.database.TestServer;
import dev.tradewind.store.journal.JournalResult.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalWriterTest {
    private Database database;
    private Ownership ownership;
    private Journal journal;

    @BeforeAll
    void open() {
        database = TestServer.database();
        ownership = new Ownership(database, "node-1");
        journal = new Journal(database);
    }

    @AfterAll
    void close() {
        ownership.close();
        database.close();
    }

    @Test
    void whatWasWrittenIsReadInOrderAndTheChainIsWhole() {
        Story story = new Story("order", 1);
        List<JournalBatch> batches = new ArrayList<>();
        try (JournalWriter writer = new JournalWriter(database)) {
            assertThat(writer.open(acquire("order")).sequence()).isZero();
            Appends appends = new Appends(writer);
            for (int i = 0; i < 3_000; i++) {
                JournalBatch batch = story.next();
                batches.add(batch);
                appends.append(batch);
            }
            appends.await();
            assertThat(appends.outcomes()).containsExactly(Outcome.DURABLE);
            assertThat(appends.results.stream().map(JournalResult::sequence))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 3_000).boxed().toList());
        }

        List<byte[]> read = new ArrayList<>();
        journal.read("order", 1, batch -> read.add(batch.payload()));
        assertThat(read).hasSameSizeAs(batches);
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i)).isEqualTo(batches.get(i).payload());
        }
        ChainCheck check = journal.verify("order");
        assertThat(check.broken()).isNull();
        assertThat(check.events()).isEqualTo(batches.stream().mapToInt(JournalBatch::eventCount).sum());
        assertThat(check.head()).isEqualTo(journal.head("order"));
        assertThat(journal.heads()).contains(check.head());
    }

    @Test
    void aBatchComesBackAsItWasHandedOver() {
        List<dev.tradewind.engine.ledger.LedgerEvent> events = new Story("content", 4).events();
        BatchInput input = new BatchInput(300, Bytes.ofHex("00ff10"));
        try (JournalWriter writer = new JournalWriter(database)) {
            writer.open(acquire("content"));
            Appends appends = new Appends(writer);
            appends.append(JournalBatch.of("content", input, Bytes.ofHex("0102"), events));
            appends.append(JournalBatch.of("content", null, Bytes.NONE, List.of()));
            appends.await();
        }

        List<BatchContent> contents = new ArrayList<>();
        journal.read("content", 1, batch -> contents.add(batch.content()));
        assertThat(contents)
                .containsExactly(
                        new BatchContent(null, input, Bytes.ofHex("0102"), events),
                        new BatchContent(null, null, Bytes.NONE, List.of()));
    }

    @Test
    void severalShardsShareCommitsAndKeepChainsOfTheirOwn() {
        try (JournalWriter writer = new JournalWriter(database, new WriterLimits(64, 16, 1 << 20))) {
            Appends appends = new Appends(writer);
            List<Story> stories = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                writer.open(acquire("many" + i));
                stories.add(new Story("many" + i, i));
            }
            for (int round = 0; round < 200; round++) {
                stories.forEach(story -> appends.append(story.next()));
            }
            appends.await();
            assertThat(appends.outcomes()).containsExactly(Outcome.DURABLE);
        }
        for (int i = 0; i < 5; i++) {
            ChainCheck check = journal.verify("many" + i);
            assertThat(check.broken()).isNull();
            assertThat(check.head().sequence()).isEqualTo(200);
        }
    }

    @Test
    void anOldOwnerWritesNothingMoreAndIsToldSoWhileOthersGoOn() {
        Lease old = acquire("fenced");
        try (JournalWriter writer = new JournalWriter(database);
                Ownership successor = new Ownership(database, "node-2")) {
            writer.open(old);
            writer.open(acquire("unfenced"));
            Appends before = new Appends(writer);
            before.append(new Story("fenced", 1), 10);
            before.await();

            ownership.release(old);
            Lease next = successor.acquire("fenced", Duration.ofSeconds(5));
            assertThat(next.epoch()).isEqualTo(old.epoch() + 1);
            Appends late = new Appends(writer);
            Appends others = new Appends(writer);
            Story other = new Story("unfenced", 1);
            JournalBatch batch = new Story("fenced", 2).next();
            late.append(batch);
            others.append(other, 5);
            late.await();
            others.await();

            assertThat(late.outcomes()).containsExactly(Outcome.FENCED);
            assertThat(late.results.getFirst().detail()).contains("newer owner");
            assertThat(others.outcomes()).containsExactly(Outcome.DURABLE);
            assertThat(journal.head("fenced").sequence()).isEqualTo(10);
            assertThatThrownBy(() -> writer.append(batch, result -> {}))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("newer owner");

            try (JournalWriter nextWriter = new JournalWriter(database)) {
                assertThat(nextWriter.open(next).sequence()).isEqualTo(10);
                Appends after = new Appends(nextWriter);
                after.append(new Story("fenced", 3).next());
                assertThat(after.await().outcomes()).containsExactly(Outcome.DURABLE);
            }
        }
        assertThat(journal.verify("fenced").broken()).isNull();
        assertThat(journal.head("fenced").sequence()).isEqualTo(11);
    }

    @Test
    void aPlaceThatIsTakenStopsTheShardWithoutAGap() throws Exception {
        Lease lease = acquire("taken");
        try (JournalWriter writer = new JournalWriter(database)) {
            writer.open(lease);
            try (Connection connection = database.connect("test");
                    PreparedStatement insert = connection.prepareStatement(
                            "insert into tradewind.journal_batch values (?, 2, ?, 0, now(), '', ?)")) {
                insert.setInt(1, lease.shardId());
                insert.setLong(2, lease.epoch());
                insert.setBytes(3, new byte[32]);
                insert.executeUpdate();
            }
            Appends appends = new Appends(writer);
            Story story = new Story("taken", 1);
            appends.append(story.next());
            appends.await();
            appends.append(story.next());
            appends.await();

            assertThat(appends.outcomes()).containsExactly(Outcome.DURABLE, Outcome.CONFLICT);
            assertThatThrownBy(() -> appends.append(story.next())).hasMessageContaining("another content");
        }
        assertThat(journal.head("taken").sequence()).isEqualTo(2);
    }

    @Test
    void aFullQueueTakesNothingAndWaitsForRoom() throws Exception {
        Lease lease = acquire("full");
        try (Connection blocker = database.connect("test");
                JournalWriter writer = new JournalWriter(database, new WriterLimits(4, 2, 1 << 20))) {
            writer.open(lease);
            // Holds the shard's row, so that no commit gets through.
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("update tradewind.shard set owner = 'x' where name = 'full'");
            Story story = new Story("full", 1);
            Appends appends = new Appends(writer);
            List<Long> sequences = new ArrayList<>();
            JournalBatch refused = story.next();
            do {
                while (writer.append(refused, appends.results::add) != JournalWriter.NO_ROOM) {
                    sequences.add((long) sequences.size() + 1);
                    refused = story.next();
                }
                // The writer may take some out once more before its first commit stands still.
            } while (writer.awaitRoom(Duration.ofMillis(300)));
            assertThat(sequences.size()).isBetween(4, 8);
            assertThat(writer.room()).isZero();

            blocker.commit();
            assertThat(writer.awaitRoom(Duration.ofSeconds(10))).isTrue();
            assertThat(writer.append(refused, appends.results::add)).isEqualTo(sequences.size() + 1);
        }
        assertThat(journal.verify("full").broken()).isNull();
    }

    @Test
    void aBatchThatCannotBeMeantIsRefused() {
        Bytes huge = Bytes.of(new byte[JournalBatch.MAX_BYTES + 1]);
        assertThatThrownBy(() -> JournalBatch.of("a", null, huge, List.of())).hasMessageContaining("more than");
    }

    @Test
    void aCallbackThatFailsDoesNotStopTheJournal() {
        try (JournalWriter writer = new JournalWriter(database)) {
            writer.open(acquire("callback"));
            Story story = new Story("callback", 1);
            writer.append(story.next(), result -> {
                throw new IllegalStateException("on purpose");
            });
            Appends appends = new Appends(writer);
            appends.append(story.next());
            assertThat(appends.await().outcomes()).containsExactly(Outcome.DURABLE);
        }
    }

    @Test
    void aShardThatIsNotOpenIsRefused() {
        try (JournalWriter writer = new JournalWriter(database)) {
            assertThatThrownBy(() -> writer.append(new Story("closed", 1).next(), result -> {}))
                    .hasMessageContaining("not open");
        }
    }

    private Lease acquire(String shard) {
        return ownership.acquire(shard, Duration.ofSeconds(5));
    }
}
