package dev.tradewind.store.surveillance;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Keeps alerts of surveillance; they are never changed. */
public final class AlertStore {
    private final Database database;

    public AlertStore(Database database) {
        this.database = database;
    }

    /**
     * An alert.
     *
     * @param rule what spoke
     * @param timeNanos when it was found, nanoseconds since the epoch
     * @param repeats how often the same was found since the alert before
     * @param evidence a JSON object
     */
    public record Row(
            Rule rule,
            String account,
            String owner,
            InstrumentId instrument,
            long timeNanos,
            String text,
            int repeats,
            String evidence) {}

    /** A rule of a rule set. */
    public record Rule(String code, String severity, String regulation, String ruleSet) {}

    /** Keeps an alert; durable when this returns. @return false if it was kept before */
    public boolean keep(Row row) {
        String insert =
                """
                insert into tradewind.surveillance_alert (code, severity, regulation, rule_set, account, owner, symbol,
                    venue, time_nanos, text, repeats, evidence)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb) on conflict do nothing""";
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, row.rule().code());
            statement.setString(2, row.rule().severity());
            statement.setString(3, row.rule().regulation());
            statement.setString(4, row.rule().ruleSet());
            statement.setString(5, row.account());
            statement.setString(6, row.owner());
            statement.setString(7, row.instrument().symbol());
            statement.setString(8, row.instrument().venue());
            statement.setLong(9, row.timeNanos());
            statement.setString(10, row.text());
            statement.setInt(11, row.repeats());
            statement.setString(12, row.evidence());
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw failure("an alert of surveillance cannot be kept", e);
        }
    }

    /**
     * Alerts of a period, its end not counted, in the order of time.
     *
     * @param most no more than these, the first
     */
    public List<Row> alerts(long fromNanos, long toNanos, int most) {
        String query =
                """
                select code, severity, regulation, rule_set, account, owner, symbol, venue, time_nanos, text, repeats,
                    evidence::text
                from tradewind.surveillance_alert where time_nanos >= ? and time_nanos < ?
                order by time_nanos, id limit ?""";
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, fromNanos);
            statement.setLong(2, toNanos);
            statement.setInt(3, most);
            List<Row> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(
                            new Rule(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                            row.getString(5),
                            row.getString(6),
                            new InstrumentId(row.getString(7), row.getString(8)),
                            row.getLong(9),
                            row.getString(10),
                            row.getInt(11),
                            row.getString(12)));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw failure("the alerts of surveillance cannot be read", e);
        }
    }

    private static StoreException failure(String what, SQLException e) {
        return new StoreException(StoreException.Code.DATABASE, what + ": " + e.getMessage(), e);
    }
}
