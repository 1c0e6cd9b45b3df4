package dev.tradewind.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerSnapshot;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.database.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryTest {
    private Database database;
    private Journal journal;
    private Snapshots snapshots;
    private Recovery recovery;

    @BeforeEach
    void writeAJournal() {
        database = TestServer.database();
        journal = new Journal(database);
        snapshots = new Snapshots(database);
        recovery = new Recovery(database);
        try (Ownership ownership = new Ownership(database, "n");
                JournalWriter writer = new JournalWriter(database)) {
            writer.open(ownership.acquire("a", Duration.ZERO));
            Appends appends = new Appends(writer);
            appends.append(new Story("a", 11), 500);
            appends.await();
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void keepSnapshots(long... sequences) {
        for (long sequence : sequences) {
            Recovery.Recovered there = recovery.recover("a", sequence, batch -> {});
            snapshots.save(there.head(), there.ledger());
        }
    }

    @Test
    void fromASnapshotTheLedgerIsTheSameAsFromTheStart() {
        byte[] folded = LedgerSnapshot.write(recovery.recover("a").ledger());

        keepSnapshots(100, 200, 300, 400);
        Recovery.Recovered recovered = recovery.recover("a");

        assertThat(snapshots.sequences("a")).containsExactly(400L, 300L, 200L);
        assertThat(recovered.snapshot()).isEqualTo(400);
        assertThat(recovered.head()).isEqualTo(journal.head("a"));
        assertThat(LedgerSnapshot.write(recovered.ledger())).isEqualTo(folded);
        assertThat(recovered.discarded()).isEmpty();
    }

    @Test
    void aDamagedSnapshotFallsBackToTheOneBeforeAndInTheEndToTheStart() throws Exception {
        byte[] folded = LedgerSnapshot.write(recovery.recover("a").ledger());
        keepSnapshots(100, 200, 300);

        asOwner("update tradewind.ledger_snapshot set content = set_byte(content, 40, 1 + get_byte(content, 40) % 200)"
                + " where sequence = 300");
        Recovery.Recovered second = recovery.recover("a");
        assertThat(second.snapshot()).isEqualTo(200);
        assertThat(second.discarded()).hasSize(1).first().asString().contains("batch 300", "checksum");
        assertThat(LedgerSnapshot.write(second.ledger())).isEqualTo(folded);

        asOwner("update tradewind.ledger_snapshot set chain_hash = sha256(chain_hash) where sequence = 200");
        assertThat(recovery.recover("a").snapshot()).isEqualTo(100);

        asOwner("update tradewind.ledger_snapshot set content = '\\x00', checksum = sha256('\\x00')");
        Recovery.Recovered last = recovery.recover("a");
        assertThat(last.snapshot()).isZero();
        assertThat(last.discarded()).hasSize(3);
        assertThat(LedgerSnapshot.write(last.ledger())).isEqualTo(folded);
    }

    @Test
    void anAccountWithoutAJournalHasAnEmptyLedger() {
        Recovery.Recovered recovered = recovery.recover("nobody");

        assertThat(recovered.head().sequence()).isZero();
        assertThat(LedgerSnapshot.write(recovered.ledger())).isEqualTo(LedgerSnapshot.write(new Ledger()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update tradewind.journal_batch set payload = set_byte(payload, 3, 7) where sequence = 77 | 77 | hash",
                "update tradewind.journal_batch set hash = sha256(hash) where sequence = 321 | 321 | hash",
                "update tradewind.journal_batch set epoch = 0 where sequence = 321 | 321 | epoch",
                "update tradewind.journal_batch set event_count = 99 where sequence = 321 | 321 | says 99",
                "delete from tradewind.journal_batch where sequence = 321 | 321 | missing",
                "delete from tradewind.journal_batch where sequence = 1 | 1 | missing",
                "delete from tradewind.journal_batch where sequence > 490 | 491 | missing",
                "delete from tradewind.journal_batch | 1 | missing"
            })
    void everyChangeOfTheJournalIsFoundAndItsPlaceNamed(String change, long place, String reason) throws Exception {
        JournalHead published = journal.head("a");
        assertThat(journal.verify(published).isWhole()).isTrue();

        asOwner("alter table tradewind.journal_batch disable trigger append_only");
        asOwner(change);

        ChainCheck check = journal.verify(published);
        assertThat(check.broken()).isNotNull();
        assertThat(check.broken().sequence()).isEqualTo(place);
        assertThat(check.broken().reason()).contains(reason);
        assertThat(check.broken().toString()).doesNotContain("\n").contains("of a is broken at batch " + place);
    }

    @Test
    void aRewrittenChainIsFoundByThePublishedHead() throws Exception {
        JournalHead published = journal.head("a");
        Bytes other = Bytes.of(new byte[32]);

        ChainCheck check = journal.verify(new JournalHead("a", 250, other));

        assertThat(journal.verify(published).isWhole()).isTrue();
        assertThat(check.broken()).isNotNull();
        assertThat(check.broken().reason()).contains("published");
    }

    @Test
    void aBrokenChainIsNotTradedOn() throws Exception {
        keepSnapshots(100);
        asOwner("alter table tradewind.journal_batch disable trigger append_only");
        asOwner("update tradewind.journal_batch set payload = set_byte(payload, 3, 7) where sequence = 321");

        assertThatThrownBy(() -> recovery.recover("a"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the journal of a is broken at batch 321")
                .satisfies(e -> assertThat(((StoreException) e).code()).isEqualTo(StoreException.Code.CORRUPT));
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection connection = database.connectAsOwner("test");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
