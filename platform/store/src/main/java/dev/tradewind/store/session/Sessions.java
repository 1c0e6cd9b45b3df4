package dev.tradewind.store.session;

import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Bytes;
import dev.tradewind.store.journal.Lease;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what each start of a node was configured with, so that what it decided can be decided again. */
public final class Sessions {
    private final Database database;

    public Sessions(Database database) {
        this.database = database;
    }

    /**
     * Notes that a session begins; it is durable when this returns.
     *
     * @param lease the right that it writes with
     * @param firstSequence of the first batch that it will write
     */
    public void begin(Lease lease, long firstSequence, String ruleSet, Bytes setup) {
        String insert =
                """
                insert into tradewind.run_session (shard, epoch, first_sequence, rule_set, setup)
                values (?, ?, ?, ?, ?)""";
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setInt(1, lease.shardId());
            statement.setLong(2, lease.epoch());
            statement.setLong(3, firstSequence);
            statement.setString(4, ruleSet);
            statement.setBytes(5, setup.toByteArray());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw failure("the session of " + lease.shard() + " cannot be noted", e);
        }
    }

    /** All sessions, those of an account together, in the order in which they were. */
    public List<Session> all() {
        String query =
                """
                select s.name, r.epoch, r.first_sequence,
                       coalesce(lead(r.first_sequence) over (partition by r.shard order by r.epoch) - 1, j.last, 0),
                       r.started, r.rule_set, r.setup
                from tradewind.run_session r join tradewind.shard s on s.id = r.shard
                left join lateral (select max(sequence) as last from tradewind.journal_batch b
                                   where b.shard = r.shard) j on true
                order by s.name, r.epoch""";
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            List<Session> sessions = new ArrayList<>();
            while (row.next()) {
                sessions.add(new Session(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        row.getString(6),
                        Bytes.of(row.getBytes(7))));
            }
            return sessions;
        } catch (SQLException e) {
            throw failure("the sessions cannot be read", e);
        }
    }

    /** Keeps the files of a rule set, unless they are kept already. */
    public void keepRules(String ruleSet, Bytes content) {
        String insert = "insert into tradewind.rule_source (rule_set, content) values (?, ?) on conflict do nothing";
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, ruleSet);
            statement.setBytes(2, content.toByteArray());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw failure("the rules " + ruleSet + " cannot be kept", e);
        }
    }

    /** Whether the files of a rule set are kept. */
    public boolean hasRules(String ruleSet) {
        return rules(ruleSet, "select ''::bytea from tradewind.rule_source where rule_set = ?").isPresent();
    }

    /** The files of a rule set, as they were kept. */
    public Optional<Bytes> rules(String ruleSet) {
        return rules(ruleSet, "select content from tradewind.rule_source where rule_set = ?");
    }

    private Optional<Bytes> rules(String ruleSet, String query) {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, ruleSet);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(Bytes.of(row.getBytes(1))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw failure("the rules " + ruleSet + " cannot be read", e);
        }
    }

    static StoreException failure(String what, SQLException e) {
        return new StoreException(StoreException.Code.DATABASE, what + ": " + e.getMessage(), e);
    }
}
