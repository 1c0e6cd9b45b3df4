package dev.tradewind.store.journal;

import dev.tradewind.engine.codec.CorruptBytesException;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.ChainCheck.ChainBreak;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Reads the journal and checks its chains. Writing is {@link JournalWriter}'s. */
public final class Journal {
    /** Rows that are fetched at a time: a journal does not fit into memory. */
    private static final int FETCH_ROWS = 2_000;

    private final Database database;

    public Journal(Database database) {
        this.database = database;
    }

    /** Takes batches one by one, in order. */
    public interface Reader {
        /** @return whether to go on */
        boolean accept(StoredBatch batch);
    }

    /** Hands over the batches of a shard from a sequence on, those that are committed when the call begins. */
    public void read(String shard, long fromSequence, Reader reader) {
        String query =
                """
                select b.sequence, b.epoch, b.event_count, b.payload, b.hash
                from tradewind.journal_batch b join tradewind.shard s on s.id = b.shard
                where s.name = ? and b.sequence >= ? order by b.sequence""";
        try (Connection connection = database.pool().getConnection()) {
            // Outside a transaction the driver would fetch all rows at once. The pool ends it, and hides no error so.
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setFetchSize(FETCH_ROWS);
                statement.setString(1, shard);
                statement.setLong(2, fromSequence);
                try (ResultSet rows = statement.executeQuery()) {
                    boolean more = true;
                    while (more && rows.next()) {
                        more = reader.accept(new StoredBatch(
                                shard,
                                rows.getLong(1),
                                rows.getLong(2),
                                rows.getInt(3),
                                rows.getBytes(4),
                                rows.getBytes(5)));
                    }
                }
            }
        } catch (SQLException e) {
            throw failure("the journal of " + shard + " cannot be read", e);
        }
    }

    /** The end of every shard's journal, by name; shards without a batch too. */
    public List<JournalHead> heads() {
        return headsOf(null);
    }

    /** The end of a shard's journal; sequence 0 and a hash of zeros where there is no batch. */
    public JournalHead head(String shard) {
        List<JournalHead> heads = headsOf(shard);
        return heads.isEmpty() ? empty(shard) : heads.getFirst();
    }

    static JournalHead empty(String shard) {
        return new JournalHead(shard, 0, Bytes.wrap(HashChain.start()));
    }

    private List<JournalHead> headsOf(@Nullable String shard) {
        try (Connection connection = database.pool().getConnection()) {
            return headsOf(connection, shard);
        } catch (SQLException e) {
            throw failure("the heads of the journal cannot be read", e);
        }
    }

    /** The end of every shard's journal as a connection's transaction sees it. */
    public static List<JournalHead> heads(Connection connection) throws SQLException {
        return headsOf(connection, null);
    }

    private static List<JournalHead> headsOf(Connection connection, @Nullable String shard) throws SQLException {
        String query =
                """
                select s.name, coalesce(b.sequence, 0), b.hash
                from tradewind.shard s left join lateral (
                    select sequence, hash from tradewind.journal_batch where shard = s.id
                    order by sequence desc limit 1) b on true
                where ?::text is null or s.name = ? order by s.name""";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, shard);
            statement.setString(2, shard);
            List<JournalHead> heads = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String name = rows.getString(1);
                    byte[] hash = rows.getBytes(3);
                    heads.add(
                            hash == null ? empty(name) : new JournalHead(name, rows.getLong(2), Bytes.wrap(hash)));
                }
            }
            return heads;
        }
    }

    /** Looks at every batch of a shard: sequence, epoch, hash, and that its events can be read. */
    public ChainCheck verify(String shard) {
        return verify(shard, () -> true);
    }

    /**
     * The same, with time for others.
     *
     * @param goOn asked after every so many batches, so that it may wait; ends the look by saying no
     * @return what was found up to there
     */
    public ChainCheck verify(String shard, BooleanSupplier goOn) {
        ChainFollower follower = new ChainFollower(empty(shard));
        long[] events = {0};
        ChainBreak[] found = new ChainBreak[1];
        read(shard, 1, batch -> {
            found[0] = check(follower, batch);
            if (found[0] == null) {
                events[0] += batch.eventCount();
            }
            return found[0] == null && (batch.sequence() % FETCH_ROWS != 0 || goOn.getAsBoolean());
        });
        return new ChainCheck(follower.head(), events[0], found[0]);
    }

    private static @Nullable ChainBreak check(ChainFollower follower, StoredBatch batch) {
        ChainBreak broken = follower.follow(batch);
        if (broken != null) {
            return broken;
        }
        try {
            int events = batch.content().events().size();
            return events == batch.eventCount()
                    ? null
                    : new ChainBreak(
                            batch.shard(),
                            batch.sequence(),
                            "it has " + events + " events and says " + batch.eventCount());
        } catch (CorruptBytesException e) {
            return new ChainBreak(batch.shard(), batch.sequence(), String.valueOf(e.getMessage()));
        }
    }

    /** The same, and that the journal still holds what it held when its head was published. */
    public ChainCheck verify(JournalHead published) {
        ChainCheck check = verify(published.shard());
        if (!check.isWhole() || published.sequence() == 0) {
            return check;
        }
        if (check.head().sequence() < published.sequence()) {
            return new ChainCheck(
                    check.head(),
                    check.events(),
                    new ChainBreak(
                            published.shard(),
                            check.head().sequence() + 1,
                            "it is missing, and batch " + published.sequence()
                                    + " was there when the head was published"));
        }
        Bytes[] hash = {Bytes.NONE};
        read(published.shard(), published.sequence(), batch -> {
            hash[0] = batch.head().hash();
            return false;
        });
        return hash[0].equals(published.hash())
                ? check
                : new ChainCheck(
                        check.head(),
                        check.events(),
                        new ChainBreak(
                                published.shard(),
                                published.sequence(),
                                "its hash is not the one that was published: the journal was rewritten up to here"));
    }

    static StoreException failure(String what, SQLException e) {
        return new StoreException(StoreException.Code.DATABASE, what + ": " + e.getMessage(), e);
    }
}
