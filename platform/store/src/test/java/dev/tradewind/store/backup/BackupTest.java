package dev.tradewind.store.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.ledger.LedgerSnapshot;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.backup.Backup.Scope;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.database.ExternalServer;
import dev.tradewind.store.database.TestServer;
import dev.tradewind.store.journal.Appends;
import dev.tradewind.store.journal.Journal;
import dev.tradewind.store.journal.JournalHead;
import dev.tradewind.store.journal.JournalWriter;
import dev.tradewind.store.journal.Lease;
import dev.tradewind.store.journal.Ownership;
import dev.tradewind.store.journal.Recovery;
import dev.tradewind.store.journal.Snapshots;
import dev.tradewind.store.journal.Story;
import dev.tradewind.store.market.FeedTick;
import dev.tradewind.store.market.TickReader;
import dev.tradewind.store.market.TickStore;
import dev.tradewind.store.projection.Projector;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT", "SIM");
    private static final long NOON = 1_709_294_400_000_000_000L;

    @TempDir
    private Path folder;

    private Database database;
    private Path file;
    private Lease lease;

    @BeforeEach
    void fill() {
        file = folder.resolve("tradewind.backup");
        database = TestServer.database();
        try (Ownership ownership = new Ownership(database, "n");
                JournalWriter writer = new JournalWriter(database)) {
            lease = ownership.acquire("main account", Duration.ZERO);
            writer.open(lease);
            writer.open(ownership.acquire("idle", Duration.ZERO));
            Appends appends = new Appends(writer);
            appends.append(new Story("main account", 3), 300);
            appends.await();
        }
        Recovery.Recovered middle = new Recovery(database).recover("main account", 150, batch -> {});
        new Snapshots(database).save(middle.head(), middle.ledger());
        TickStore store = new TickStore(database);
        List<FeedTick> ticks = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            Price price = Price.of("100." + i);
            ticks.add(new FeedTick.Trade(
                    i, NOON + i, TradeTick.of(BTC, NOON + i, price, Quantity.of("1"), null, "t\t\\N" + i)));
        }
        store.store(store.feed("sim"), ticks);
        store.rollUp();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatIsRestoredIsWhatWasBackedUpAndClientOrderIdsStartAnew() {
        Manifest written = Backup.write(database, file, Scope.ALL);
        List<JournalHead> heads = new Journal(database).heads();
        assertThat(written.heads()).isEqualTo(heads).hasSize(2);

        try (Database restored = Database.externalForRestore(TestServer.emptyDatabase())) {
            assertThat(Restore.into(restored, file)).isEqualTo(written);

            assertThat(new Journal(restored).heads()).isEqualTo(heads);
            assertThat(new Journal(restored).verify("main account").isWhole()).isTrue();
            Recovery.Recovered before = new Recovery(database).recover("main account");
            Recovery.Recovered after = new Recovery(restored).recover("main account");
            assertThat(after.snapshot()).isEqualTo(150);
            assertThat(LedgerSnapshot.write(after.ledger())).isEqualTo(LedgerSnapshot.write(before.ledger()));

            List<FeedTick> ticks = new ArrayList<>();
            List<FeedTick> ticksBefore = new ArrayList<>();
            new TickReader(restored).read(BTC, NOON, NOON + 1000, ticks::add);
            new TickReader(database).read(BTC, NOON, NOON + 1000, ticksBefore::add);
            assertThat(ticks).hasSize(100).isEqualTo(ticksBefore);
            assertThat(new TickReader(restored).bars(BTC, NOON, NOON + 1)).hasSize(1);
            assertThat(new Projector(restored).catchUp()).isEqualTo(300);

            try (Ownership ownership = new Ownership(restored, "n");
                    JournalWriter writer = new JournalWriter(restored)) {
                Lease next = ownership.acquire("main account", Duration.ZERO);
                assertThat(next.incarnation()).isEqualTo(lease.incarnation() + 1);
                assertThat(next.epoch()).isGreaterThan(lease.epoch() + 1);
                assertThat(ownership.acquire("new", Duration.ZERO).shardId()).isGreaterThan(2);
                writer.open(next);
                Appends appends = new Appends(writer);
                appends.append(new Story("main account", 4).next());
                appends.await();
            }
            assertThat(new Journal(restored).verify("main account").head().sequence())
                    .isEqualTo(301);
            TickStore store = new TickStore(restored);
            assertThat(store.lastSequence(store.feed("sim"))).isEqualTo(100);
            assertThat(store.feed("other").id()).isGreaterThan(1);
        }
    }

    @Test
    void marketDataCanBeLeftOut() {
        Manifest written = Backup.write(database, file, Scope.WITHOUT_MARKET_DATA);

        assertThat(written.tables()).extracting(Manifest.TableData::name).doesNotContain("tick", "bar_minute");
        try (Database restored = Database.externalForRestore(TestServer.emptyDatabase())) {
            Restore.into(restored, file);
            assertThat(new TickReader(restored).lastTrade(BTC)).isEmpty();
            assertThat(new Journal(restored).head("main account").sequence()).isEqualTo(300);
        }
    }

    @Test
    void aDatabaseWithSomethingInItIsNotRestoredOver() {
        Backup.write(database, file, Scope.ALL);

        assertThatThrownBy(() -> Restore.into(database, file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not empty")
                .satisfies(e -> assertThat(((StoreException) e).code()).isEqualTo(StoreException.Code.NOT_EMPTY));
        assertThat(new Journal(database).verify("main account").isWhole()).isTrue();
    }

    @Test
    void aMigratedDatabaseWithoutAnythingInItWillDo() {
        Backup.write(database, file, Scope.ALL);

        try (Database fresh = TestServer.database()) {
            Restore.into(fresh, file);
            assertThat(new Journal(fresh).head("main account").sequence()).isEqualTo(300);
        }
    }

    @Test
    void anExistingFileIsNotOverwritten() throws IOException {
        Files.writeString(file, "precious");

        assertThatThrownBy(() -> Backup.write(database, file, Scope.ALL)).hasMessageContaining("there already");
        assertThat(file).hasContent("precious");
        assertThatThrownBy(() -> Backup.write(database, folder.resolve("no/where"), Scope.ALL))
                .hasMessageContaining("cannot be written");
    }

    @Test
    void aDamagedBackupIsRefusedBeforeAnythingIsWritten() throws IOException {
        Backup.write(database, file, Scope.ALL);
        ExternalServer empty = TestServer.emptyDatabase();

        refused(empty, changed("journal_batch.copy", text -> text.replaceFirst("\t1\t", "\t2\t")), "journal_batch");
        refused(empty, changed("journal_batch.copy", text -> ""), "journal_batch");
        Path other = changed(Manifest.ENTRY, text -> text.replaceFirst("schema \\d+", "schema 2"));
        refused(empty, other, "manifest is damaged");
        refused(empty, changed("shard.copy", text -> null), "it has no shard.copy");
        Path noZip = Files.writeString(folder.resolve("text"), "hello");
        refused(empty, noZip, "cannot be restored");
        Path half = folder.resolve("half");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(half, Arrays.copyOf(bytes, bytes.length / 2));
        refused(empty, half, "cannot be restored");

        try (Database untouched = Database.externalForRestore(empty)) {
            assertThat(untouched.migrations().current()).isEmpty();
        }
    }

    private void refused(ExternalServer server, Path damaged, String reason) {
        try (Database restored = Database.externalForRestore(server)) {
            assertThatThrownBy(() -> Restore.into(restored, damaged))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(reason)
                    .hasMessageContaining(damaged.toString());
        }
    }

    @Test
    void aBackupOfANewerProgramIsRefused() throws IOException {
        Manifest manifest = Backup.write(database, file, Scope.ALL);
        Manifest newer = new Manifest(
                "99", manifest.created(), manifest.server(), manifest.tables(), manifest.days(), manifest.heads());
        Path future = changed(Manifest.ENTRY, text -> newer.text());

        try (Database restored = Database.externalForRestore(TestServer.emptyDatabase())) {
            assertThatThrownBy(() -> Restore.into(restored, future)).hasMessageContaining("is of version 99");
        }
    }

    @Test
    void aManifestIsReadAsItWasWritten() {
        Manifest manifest = Backup.write(database, file, Scope.ALL);

        assertThat(Manifest.parse(manifest.text())).isEqualTo(manifest);
        assertThat(Restore.check(file)).isEqualTo(manifest);
        assertThatThrownBy(() -> new Manifest.TableData("a; drop table b", "c", 0, 0, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private interface Change {
        @Nullable String of(String text);
    }

    /** A copy of the backup with one entry changed, or left out. */
    private Path changed(String name, Change change) throws IOException {
        Path copy = Files.createTempFile(folder, "changed", ".backup");
        try (ZipFile zip = new ZipFile(file.toFile());
                OutputStream out = Files.newOutputStream(copy);
                ZipOutputStream target = new ZipOutputStream(out)) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                byte[] content;
                try (InputStream in = zip.getInputStream(entry)) {
                    content = in.readAllBytes();
                }
                if (entry.getName().equals(name)) {
                    String text = change.of(new String(content, StandardCharsets.UTF_8));
                    if (text == null) {
                        continue;
                    }
                    content = text.getBytes(StandardCharsets.UTF_8);
                }
                target.putNextEntry(new ZipEntry(entry.getName()));
                target.write(content);
                target.closeEntry();
            }
        }
        return copy;
    }
}
