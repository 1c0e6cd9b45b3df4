package dev.tradewind.store.database;

import dev.tradewind.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Supplier;
import org.postgresql.Driver;

/** Makes connections of one role. */
final class Connections {
    private static final Driver DRIVER = new Driver();
    static final int CONNECT_TIMEOUT_SECONDS = 5;

    private final Supplier<String> url;
    private final Login login;

    /** @param url asked for each connection: an embedded server may move to another port */
    Connections(Supplier<String> url, Login login) {
        this.url = url;
        this.login = login;
    }

    /**
     * A connection with auto-commit.
     *
     * @param name shown in the server's list of sessions
     * @param answerTimeoutSeconds how long an answer may take until the connection counts as dead; 0 for ever
     */
    Connection open(String name, int answerTimeoutSeconds) throws SQLException {
        Connection connection = DRIVER.connect(url.get(), properties(name, answerTimeoutSeconds));
        if (connection == null) {
            throw new StoreException(StoreException.Code.DATABASE, "no PostgreSQL URL: " + url.get());
        }
        return connection;
    }

    Properties properties(String name, int answerTimeoutSeconds) {
        Properties properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        properties.setProperty("ApplicationName", "tradewind " + name);
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS));
        properties.setProperty("socketTimeout", Integer.toString(answerTimeoutSeconds));
        properties.setProperty("tcpKeepAlive", "true");
        // Whatever the server's default: what we are told is committed must be on disk.
        properties.setProperty("options", "-c synchronous_commit=on");
        return properties;
    }

    String url() {
        return url.get();
    }

    Login login() {
        return login;
    }
}
