package dev.tradewind.store.backup;

import dev.tradewind.store.StoreException;
import dev.tradewind.store.backup.Manifest.TableData;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.ChainCheck;
import dev.tradewind.store.journal.Journal;
import dev.tradewind.store.journal.JournalHead;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Restores a backup into an empty database. The file is checked wholly before anything is written; what is written is
 * one transaction. Afterwards each account has the next incarnation of its client order ids, since ids of after the
 * backup were used and must not be used again.
 */
public final class Restore {
    private Restore() {}

    /**
     * Reads a backup and checks every checksum in it.
     *
     * @throws StoreException if it is no backup, or damaged
     */
    public static Manifest check(Path file) {
        if (!Files.isReadable(file)) {
            throw new StoreException(
                    StoreException.Code.BACKUP,
                    "there is no backup " + file + " that can be read: check its name and who may read it");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Manifest manifest = manifest(zip, file);
            for (TableData table : manifest.tables()) {
                Counting counting = new Counting();
                try (InputStream in = counting.from(open(zip, table.entry()))) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
                if (counting.bytes() != table.bytes() || !counting.sha256().equals(table.sha256())) {
                    throw damaged(file, "the content of " + table.name() + " is not what was written", null);
                }
            }
            return manifest;
        } catch (IOException e) {
            throw damaged(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static Manifest manifest(ZipFile zip, Path file) throws IOException {
        try (InputStream in = open(zip, Manifest.ENTRY)) {
            return Manifest.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            // Text that is no manifest fails in as many ways as there are parsers in it.
            throw damaged(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static InputStream open(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("it has no " + name);
        }
        return zip.getInputStream(entry);
    }

    private static StoreException damaged(
            Path file, String why, @Nullable Throwable cause) {
        return new StoreException(
                StoreException.Code.BACKUP, file + " cannot be restored: " + why + "; take another backup", cause);
    }

    /**
     * Restores.
     *
     * @param database opened for a restore: without its migrations, and nobody else works on it
     * @throws StoreException if the file is damaged or of a newer program, or the database is not empty
     */
    public static Manifest into(Database database, Path file) {
        Manifest manifest = check(file);
        prepare(database, manifest);
        try (Connection connection = database.connectAsOwner("restore");
                ZipFile zip = new ZipFile(file.toFile())) {
            connection.setAutoCommit(false);
            refuseUnlessEmpty(connection, database.url());
            for (LocalDate day : manifest.days()) {
                try (PreparedStatement statement = connection.prepareStatement("select tradewind.open_tick_day(?)")) {
                    statement.setObject(1, day);
                    statement.executeQuery().close();
                }
            }
            for (TableData table : manifest.tables()) {
                copyIn(connection, zip, table, file);
            }
            finish(connection);
            connection.commit();
        } catch (SQLException e) {
            throw new StoreException(
                    StoreException.Code.DATABASE, "the restore of " + file + " failed: " + e.getMessage(), e);
        } catch (IOException e) {
            throw damaged(file, String.valueOf(e.getMessage()), e);
        }
        database.migrate();
        verify(database, manifest);
        return manifest;
    }

    private static void prepare(Database database, Manifest manifest) {
        String latest = database.migrations().latest();
        if (Integer.parseInt(manifest.schema()) > Integer.parseInt(latest)) {
            throw new StoreException(
                    StoreException.Code.NEWER_SCHEMA,
                    "the backup is of version " + manifest.schema() + ", this program knows up to " + latest
                            + ": restore it with a program that is as new");
        }
        String current = database.migrations().current();
        if (!current.isEmpty() && !current.equals(manifest.schema())) {
            throw new StoreException(
                    StoreException.Code.NOT_EMPTY,
                    "the database " + database.url() + " has tables of version " + current
                            + " already, the backup is of "
                            + manifest.schema() + ": restore into a fresh database or home");
        }
        database.migrations().to(manifest.schema());
    }

    private static void refuseUnlessEmpty(Connection connection, String url) throws SQLException {
        String query =
                """
                select exists (select from tradewind.shard) or exists (select from tradewind.journal_batch)
                    or exists (select from tradewind.instrument) or exists (select from tradewind.tick_feed)""";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            if (row.getBoolean(1)) {
                throw new StoreException(
                        StoreException.Code.NOT_EMPTY,
                        "the database " + url + " is not empty: restore into a fresh database or home");
            }
        }
    }

    private static void copyIn(Connection connection, ZipFile zip, TableData table, Path file)
            throws SQLException, IOException {
        String copy = "copy tradewind." + table.name() + " (" + table.columns() + ") from stdin";
        long rows;
        try (InputStream in = open(zip, table.entry())) {
            rows = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, in);
        }
        if (rows != table.rows()) {
            throw damaged(file, table.name() + " has " + rows + " rows instead of " + table.rows(), null);
        }
    }

    private static void finish(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "update tradewind.shard set incarnation = incarnation + 1, epoch = epoch + 1, owner = ''");
            for (String table : new String[] {"shard", "instrument", "tick_feed"}) {
                statement.execute("select setval(pg_get_serial_sequence('tradewind." + table
                        + "', 'id'), (select coalesce(max(id), 0) + 1 from tradewind." + table + "), false)");
            }
        }
    }

    private static void verify(Database database, Manifest manifest) {
        Journal journal = new Journal(database);
        for (JournalHead head : manifest.heads()) {
            ChainCheck check = journal.verify(head);
            if (check.broken() != null) {
                throw new StoreException(
                        StoreException.Code.CORRUPT,
                        "the backup was restored, and " + check.broken() + "; do not trade on it");
            }
        }
    }
}
