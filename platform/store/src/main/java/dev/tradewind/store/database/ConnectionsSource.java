package dev.tradewind.store.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections of one role as a data source, for the pool and for Flyway. */
final class ConnectionsSource implements DataSource {
    private final Connections connections;
    private final String name;
    private final int answerTimeoutSeconds;
    private @Nullable PrintWriter writer;

    ConnectionsSource(Connections connections, String name, int answerTimeoutSeconds) {
        this.connections = connections;
        this.name = name;
        this.answerTimeoutSeconds = answerTimeoutSeconds;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connections.open(name, answerTimeoutSeconds);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the role is fixed");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return writer;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        writer = out;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // The connections have a timeout of their own.
    }

    @Override
    public int getLoginTimeout() {
        return Connections.CONNECT_TIMEOUT_SECONDS;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("no java.util.logging here");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing of " + type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
