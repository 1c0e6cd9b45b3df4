package dev.tradewind.store.rules;

import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Bytes;
import dev.tradewind.store.rules.RuleEvent.Deed;
import dev.tradewind.store.rules.RuleEvent.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rule log: which rules are in force, and how they came to be. Shared by all nodes; what is appended was decided on
 * all that stood in it before, with nobody else writing meanwhile.
 */
public final class RuleLog {
    /** Of the advisory lock of who appends. */
    private static final long LOCK = 7_402;

    private static final int MOST_DETAILS = 100_000;
    private static final String COLUMNS =
            "id, kind, version, rule_set, base, person, reason, details, time_nanos, hash";

    private final Database database;

    public RuleLog(Database database) {
        this.database = database;
    }

    /** Decides what is to be appended, or refuses by an exception of its own. */
    public interface Decision {
        Deed decide(List<RuleEvent> log);
    }

    /** All rows, in their order. */
    public List<RuleEvent> all() {
        try (Connection connection = database.pool().getConnection()) {
            return all(connection);
        } catch (SQLException e) {
            throw failure("the rule log cannot be read", e);
        }
    }

    /** The activation that is in force; empty if there never was one. */
    public Optional<RuleEvent> active() {
        String query = "select " + COLUMNS
                + " from tradewind.rule_log where kind = 'ACTIVATED' order by id desc limit 1";
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(event(row)) : Optional.empty();
        } catch (SQLException e) {
            throw failure("the rules in force cannot be read", e);
        }
    }

    /** The activation that is in force by a log; empty if there is none. */
    public static Optional<RuleEvent> active(List<RuleEvent> log) {
        return log.reversed().stream().filter(event -> event.what().kind() == Kind.ACTIVATED).findFirst();
    }

    /**
     * Appends what is decided on all that stands in the log; durable when this returns. The rules must be kept before.
     *
     * @param timeNanos nanoseconds since the epoch
     */
    public RuleEvent append(long timeNanos, Decision decision) {
        try (Connection connection = database.pool().getConnection()) {
            connection.setAutoCommit(false);
            try {
                lock(connection);
                List<RuleEvent> log = all(connection);
                Deed deed = bounded(decision.decide(log));
                RuleEvent made = log.isEmpty()
                        ? RuleEvent.after(0, RuleEvent.START, deed, timeNanos)
                        : RuleEvent.after(log.getLast().id(), log.getLast().hash(), deed, timeNanos);
                insert(connection, made);
                connection.commit();
                return made;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw failure("the rule log cannot be written", e);
        }
    }

    private static Deed bounded(Deed deed) {
        String details = deed.details();
        return details.length() <= MOST_DETAILS
                ? deed
                : new Deed(deed.kind(), deed.version(), deed.ruleSet(), deed.base(), deed.person(), deed.reason(),
                        details.substring(0, MOST_DETAILS) + "\n… cut off after " + MOST_DETAILS + " characters");
    }

    private static void lock(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
            statement.setLong(1, LOCK);
            statement.executeQuery().close();
        }
    }

    private static void insert(Connection connection, RuleEvent event) throws SQLException {
        String insert = "insert into tradewind.rule_log (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            Deed deed = event.what();
            statement.setLong(1, event.id());
            statement.setString(2, deed.kind().name());
            statement.setLong(3, deed.version());
            statement.setString(4, deed.ruleSet());
            statement.setString(5, deed.base());
            statement.setString(6, deed.person());
            statement.setString(7, deed.reason());
            statement.setString(8, deed.details());
            statement.setLong(9, event.timeNanos());
            statement.setBytes(10, event.hash().toByteArray());
            statement.executeUpdate();
        }
    }

    private static List<RuleEvent> all(Connection connection) throws SQLException {
        String query = "select " + COLUMNS + " from tradewind.rule_log order by id";
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            List<RuleEvent> events = new ArrayList<>();
            while (row.next()) {
                events.add(event(row));
            }
            return events;
        }
    }

    private static RuleEvent event(ResultSet row) throws SQLException {
        return new RuleEvent(
                row.getLong(1),
                new Deed(
                        Kind.valueOf(row.getString(2)),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8)),
                row.getLong(9),
                Bytes.of(row.getBytes(10)));
    }

    /** The first row of a log that is missing, was changed, or stands in the wrong place; empty if none. */
    public static Optional<String> broken(List<RuleEvent> log) {
        Bytes before = RuleEvent.START;
        long expected = 1;
        for (RuleEvent event : log) {
            if (event.id() != expected) {
                return Optional.of("the rule log is broken: row " + expected + " is missing");
            }
            if (!event.hash().equals(RuleEvent.hash(before, event.id(), event.what(), event.timeNanos()))) {
                return Optional.of("the rule log is broken at row " + event.id()
                        + ": its hash does not fit its content and the row before");
            }
            before = event.hash();
            expected++;
        }
        return Optional.empty();
    }

    private static StoreException failure(String what, SQLException e) {
        return new StoreException(StoreException.Code.DATABASE, what + ": " + e.getMessage(), e);
    }
}
