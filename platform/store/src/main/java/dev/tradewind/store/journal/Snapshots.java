package dev.tradewind.store.journal;

import dev.tradewind.engine.codec.CorruptBytesException;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerSnapshot;
import dev.tradewind.store.database.Database;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ledgers kept beside the journal, so that recovery need not fold it from its beginning. The last {@value #KEPT} of
 * each shard are kept; one that is damaged, or stands after a batch that the journal does not have, is not used.
 */
public final class Snapshots {
    public static final int KEPT = 3;

    private final Database database;

    public Snapshots(Database database) {
        this.database = database;
    }

    /**
     * Keeps a ledger.
     *
     * @param head the durable batch that the ledger stands after
     */
    public void save(JournalHead head, Ledger ledger) {
        save(head, LedgerSnapshot.write(ledger));
    }

    /** Keeps the bytes that {@link LedgerSnapshot} wrote, on whatever thread it is done. */
    public void save(JournalHead head, byte[] content) {
        String insert =
                """
                insert into tradewind.ledger_snapshot (shard, sequence, chain_hash, content, checksum)
                select id, ?, ?, ?, ? from tradewind.shard where name = ?
                on conflict (shard, sequence) do nothing""";
        String prune =
                """
                delete from tradewind.ledger_snapshot d using tradewind.shard s
                where s.name = ? and d.shard = s.id and d.sequence not in (
                    select sequence from tradewind.ledger_snapshot k where k.shard = s.id
                    order by sequence desc limit ?)""";
        try (Connection connection = database.pool().getConnection();
                PreparedStatement add = connection.prepareStatement(insert);
                PreparedStatement drop = connection.prepareStatement(prune)) {
            add.setLong(1, head.sequence());
            add.setBytes(2, head.hash().array());
            add.setBytes(3, content);
            add.setBytes(4, checksum(content));
            add.setString(5, head.shard());
            add.executeUpdate();
            drop.setString(1, head.shard());
            drop.setInt(2, KEPT);
            drop.executeUpdate();
        } catch (SQLException e) {
            throw Journal.failure("a snapshot of " + head.shard() + " cannot be kept", e);
        }
    }

    /**
     * A ledger that was kept.
     *
     * @param head the batch that it stands after
     */
    record Kept(JournalHead head, Ledger ledger) {}

    /**
     * The newest sound snapshot at or before a sequence; null where there is none.
     *
     * @param discarded gets a line for each that was passed over, with the reason
     */
    @Nullable Kept newest(String shard, long upTo, List<String> discarded) {
        String query =
                """
                select p.sequence, p.chain_hash, p.content, p.checksum, b.hash
                from tradewind.ledger_snapshot p join tradewind.shard s on s.id = p.shard
                left join tradewind.journal_batch b on b.shard = p.shard and b.sequence = p.sequence
                where s.name = ? and p.sequence <= ? order by p.sequence desc""";
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, shard);
            statement.setLong(2, upTo);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String at = "the snapshot of " + shard + " after batch " + rows.getLong(1) + " is not used: ";
                    byte[] content = rows.getBytes(3);
                    if (!Arrays.equals(rows.getBytes(4), checksum(content))) {
                        discarded.add(at + "its checksum does not fit");
                        continue;
                    }
                    if (!Arrays.equals(rows.getBytes(2), rows.getBytes(5))) {
                        discarded.add(at + "the journal has another batch there");
                        continue;
                    }
                    try {
                        Ledger ledger = LedgerSnapshot.read(content);
                        return new Kept(
                                new JournalHead(shard, rows.getLong(1), Bytes.wrap(rows.getBytes(2))), ledger);
                    } catch (CorruptBytesException e) {
                        discarded.add(at + e.getMessage());
                    }
                }
            }
            return null;
        } catch (SQLException e) {
            throw Journal.failure("the snapshots of " + shard + " cannot be read", e);
        }
    }

    /** Sequences of the snapshots of a shard, newest first. */
    public List<Long> sequences(String shard) {
        String query =
                """
                select p.sequence from tradewind.ledger_snapshot p join tradewind.shard s on s.id = p.shard
                where s.name = ? order by p.sequence desc""";
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, shard);
            List<Long> sequences = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    sequences.add(rows.getLong(1));
                }
            }
            return sequences;
        } catch (SQLException e) {
            throw Journal.failure("the snapshots of " + shard + " cannot be read", e);
        }
    }

    private static byte[] checksum(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
