package dev.tradewind.store.backup;

import dev.tradewind.store.StoreException;
import dev.tradewind.store.backup.Manifest.TableData;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Journal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;

/**
 * Writes a backup: a zip with one entry a table, in the text form of PostgreSQL's COPY, and a manifest. All tables are
 * read in one snapshot, while trading goes on. Tables that are made from the journal are left out: they are made again.
 */
public final class Backup {
    private static final Map<String, String> STATE = new LinkedHashMap<>();
    private static final Map<String, String> MARKET = new LinkedHashMap<>();

    static {
        STATE.put("shard", "id,name,epoch,owner,incarnation");
        STATE.put("journal_batch", "shard,sequence,epoch,event_count,recorded,payload,hash");
        STATE.put("ledger_snapshot", "shard,sequence,chain_hash,content,checksum,created");
        STATE.put("run_session", "shard,epoch,first_sequence,started,rule_set,setup");
        STATE.put("rule_source", "rule_set,content");
        STATE.put("rule_log", "id,kind,version,rule_set,base,person,reason,details,time_nanos,hash");
        STATE.put("latency_histogram", "account,stage,from_nanos,to_nanos,histogram");
        STATE.put("account_terms", "account,mode,venue,plugin,currency,noted");
        MARKET.put("instrument", "id,symbol,venue");
        MARKET.put("tick_feed", "id,name,last_sequence");
        MARKET.put(
                "tick",
                "event_nanos,received_nanos,feed,sequence,instrument,kind,price_scale,quantity_scale,price,quantity,"
                        + "ask_price,ask_quantity,aggressor,trade_id");
        MARKET.put(
                "market_update",
                "event_nanos,received_nanos,feed,sequence,instrument,kind,fields");
        MARKET.put("bar_minute", "instrument,open_nanos,open,high,low,close,volume,trades");
    }

    private Backup() {}

    /** What a backup has besides the journal. */
    public enum Scope {
        /** Ticks and bars too. */
        ALL,
        /** Only what cannot be got again from elsewhere. */
        WITHOUT_MARKET_DATA
    }

    /**
     * Writes a backup to a file, which appears once it is whole.
     *
     * @throws StoreException if the file is there, cannot be written, or the database cannot be read
     */
    public static Manifest write(Database database, Path file, Scope scope) {
        if (Files.exists(file)) {
            throw new StoreException(
                    StoreException.Code.BACKUP, file + " is there already: choose another name, or move it away");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new StoreException(
                    StoreException.Code.BACKUP,
                    "the backup " + file + " cannot be written: there is no folder " + folder + "; make it first");
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            createPrivate(unfinished);
            Manifest manifest;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16);
                    ZipOutputStream zip = new ZipOutputStream(out);
                    Connection connection = database.connect("backup", 0)) {
                manifest = write(database, connection, zip, scope);
            }
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Code.BACKUP, "the backup " + file + " cannot be written: " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new StoreException(
                    StoreException.Code.DATABASE, "the database cannot be read for a backup: " + e.getMessage(), e);
        } finally {
            deleteQuietly(unfinished);
        }
    }

    /** The whole journal is in it: for its owner alone, from the first byte on. */
    private static void createPrivate(Path file) throws IOException {
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    private static void deleteQuietly(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            unfinished.toFile().deleteOnExit();
        }
    }

    private static Manifest write(Database database, Connection connection, ZipOutputStream zip, Scope scope)
            throws SQLException, IOException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read, read only");
        }
        Map<String, String> wanted = new LinkedHashMap<>(STATE);
        if (scope == Scope.ALL) {
            wanted.putAll(MARKET);
        }
        List<TableData> tables = new ArrayList<>();
        for (Map.Entry<String, String> table : wanted.entrySet()) {
            tables.add(copyOut(connection, table.getKey(), table.getValue(), zip));
        }
        Manifest manifest = new Manifest(
                database.migrations().current(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                connection.getMetaData().getDatabaseProductVersion(),
                tables,
                scope == Scope.ALL ? days(connection) : List.of(),
                Journal.heads(connection));
        zip.putNextEntry(new ZipEntry(Manifest.ENTRY));
        zip.write(manifest.text().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        connection.rollback();
        return manifest;
    }

    private static TableData copyOut(Connection connection, String table, String columns, ZipOutputStream zip)
            throws SQLException, IOException {
        zip.putNextEntry(new ZipEntry(table + ".copy"));
        Counting counting = new Counting();
        long rows;
        try (OutputStream out = counting.to(zip)) {
            // A query, since a partitioned table cannot be named.
            rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (select " + columns + " from tradewind." + table + ") to stdout", out);
        }
        zip.closeEntry();
        return new TableData(table, columns, rows, counting.bytes(), counting.sha256());
    }

    private static List<LocalDate> days(Connection connection) throws SQLException {
        List<LocalDate> days = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select day from tradewind.tick_day order by day")) {
            while (rows.next()) {
                days.add(rows.getObject(1, LocalDate.class));
            }
        }
        return days;
    }
}
