package dev.tradewind.store.journal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The two statements of the writer, on its one connection. */
final class CommitStatements implements AutoCloseable {
    /**
     * One statement, one commit. The rows of the shards are locked while it runs, so that an epoch cannot be raised
     * between the look at it and the commit; batches of an older epoch are left out.
     */
    private static final String INSERT =
            """
            with owned as (
                select id, epoch from tradewind.shard where id = any (?) order by id for share)
            insert into tradewind.journal_batch (shard, sequence, epoch, event_count, payload, hash)
            select b.shard, b.sequence, b.epoch, b.event_count, b.payload, b.hash
            from unnest(?::int[], ?::bigint[], ?::bigint[], ?::int[], ?::bytea[], ?::bytea[])
                as b (shard, sequence, epoch, event_count, payload, hash)
            join owned on owned.id = b.shard and owned.epoch = b.epoch""";

    private static final String FIND =
            """
            select b.shard, b.sequence, b.hash from tradewind.journal_batch b
            join unnest(?::int[], ?::bigint[]) as w (shard, sequence)
                on w.shard = b.shard and w.sequence = b.sequence""";

    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement find;

    CommitStatements(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(true);
        insert = connection.prepareStatement(INSERT);
        find = connection.prepareStatement(FIND);
    }

    /** Commits what is not out of date, and returns how many that were. */
    int insert(List<WriterEntry> entries) throws SQLException {
        int size = entries.size();
        int[] shards = new int[size];
        long[] sequences = new long[size];
        long[] epochs = new long[size];
        int[] counts = new int[size];
        byte[][] payloads = new byte[size][];
        byte[][] hashes = new byte[size][];
        for (int i = 0; i < size; i++) {
            WriterEntry entry = entries.get(i);
            shards[i] = entry.shard.lease.shardId();
            sequences[i] = entry.sequence;
            epochs[i] = entry.shard.lease.epoch();
            counts[i] = entry.batch.eventCount();
            payloads[i] = entry.batch.payload();
            hashes[i] = entry.hash;
        }
        insert.setObject(1, Arrays.stream(shards).distinct().toArray());
        insert.setObject(2, shards);
        insert.setObject(3, sequences);
        insert.setObject(4, epochs);
        insert.setObject(5, counts);
        Array payloadArray = connection.createArrayOf("bytea", payloads);
        Array hashArray = connection.createArrayOf("bytea", hashes);
        insert.setArray(6, payloadArray);
        insert.setArray(7, hashArray);
        return insert.executeUpdate();
    }

    /** A batch's place. */
    record Place(int shard, long sequence) {
        static Place of(WriterEntry entry) {
            return new Place(entry.shard.lease.shardId(), entry.sequence);
        }
    }

    /** The hashes of what stands in the journal in the places of these. */
    Map<Place, Bytes> find(List<WriterEntry> entries) throws SQLException {
        find.setObject(1, entries.stream().mapToInt(entry -> entry.shard.lease.shardId()).toArray());
        find.setObject(2, entries.stream().mapToLong(entry -> entry.sequence).toArray());
        Map<Place, Bytes> found = new LinkedHashMap<>();
        try (ResultSet rows = find.executeQuery()) {
            while (rows.next()) {
                found.put(new Place(rows.getInt(1), rows.getLong(2)), Bytes.wrap(rows.getBytes(3)));
            }
        }
        return found;
    }

    /** A round trip that writes nothing. */
    void ping() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 1")) {
            statement.executeQuery().close();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
