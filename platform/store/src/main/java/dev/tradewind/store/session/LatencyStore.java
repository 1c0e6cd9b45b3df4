package dev.tradewind.store.session;

import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Bytes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Keeps histograms of how long the stages of orders took, each of an account, a stage and an interval. */
public final class LatencyStore {
    private final Database database;

    public LatencyStore(Database database) {
        this.database = database;
    }

    /**
     * A histogram of an interval.
     *
     * @param stage its name
     * @param fromNanos begin of the interval, nanoseconds since the epoch
     * @param toNanos its end
     * @param histogram an HdrHistogram of nanoseconds in its compressed encoding
     */
    public record Interval(String account, String stage, long fromNanos, long toNanos, Bytes histogram) {}

    /** Takes intervals one by one. */
    public interface Reader {
        void accept(Interval interval);
    }

    /** Keeps them; one that is kept already stays as it is. */
    public void keep(List<Interval> intervals) {
        String insert =
                """
                insert into tradewind.latency_histogram (account, stage, from_nanos, to_nanos, histogram)
                values (?, ?, ?, ?, ?) on conflict do nothing""";
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement = connection.prepareStatement(insert)) {
            for (Interval interval : intervals) {
                statement.setString(1, interval.account());
                statement.setString(2, interval.stage());
                statement.setLong(3, interval.fromNanos());
                statement.setLong(4, interval.toNanos());
                statement.setBytes(5, interval.histogram().toByteArray());
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw Sessions.failure("latencies cannot be kept", e);
        }
    }

    /** Hands over every interval that ended after a time, in the order of accounts, stages and time. */
    public void read(long sinceNanos, Reader reader) {
        String query =
                """
                select account, stage, from_nanos, to_nanos, histogram from tradewind.latency_histogram
                where to_nanos > ? order by account, stage, from_nanos""";
        try (Connection connection = database.pool().getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setFetchSize(1_000);
                statement.setLong(1, sinceNanos);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        reader.accept(new Interval(
                                row.getString(1),
                                row.getString(2),
                                row.getLong(3),
                                row.getLong(4),
                                Bytes.of(row.getBytes(5))));
                    }
                }
            }
        } catch (SQLException e) {
            throw Sessions.failure("latencies cannot be read", e);
        }
    }

    /** Forgets what ended before a time. @return how many intervals */
    public int dropBefore(long nanos) {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("delete from tradewind.latency_histogram where to_nanos < ?")) {
            statement.setLong(1, nanos);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw Sessions.failure("old latencies cannot be dropped", e);
        }
    }
}
