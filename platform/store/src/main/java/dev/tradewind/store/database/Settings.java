package dev.tradewind.store.database;

import dev.tradewind.store.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** What a server must promise before anything is entrusted to it. */
final class Settings {
    private static final int OLDEST_VERSION = 150_000;

    private Settings() {}

    /** @throws StoreException if the server is too old, or could lose what it called committed */
    static void check(Connection connection) throws SQLException {
        Map<String, String> settings = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        """
                        select name, setting from pg_settings
                        where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'server_version_num')""")) {
            while (rows.next()) {
                settings.put(rows.getString(1), rows.getString(2));
            }
        }
        check(settings);
    }

    static void check(Map<String, String> settings) {
        int version = Integer.parseInt(settings.getOrDefault("server_version_num", "0"));
        if (version < OLDEST_VERSION) {
            throw new StoreException(
                    StoreException.Code.UNSAFE_SETTINGS,
                    "the database is PostgreSQL " + version / 10_000 + ": version " + OLDEST_VERSION / 10_000
                            + " or later is needed");
        }
        for (String name : new String[] {"fsync", "full_page_writes", "synchronous_commit"}) {
            String value = settings.getOrDefault(name, "unknown");
            boolean waitsForReplicas =
                    name.equals("synchronous_commit") && (value.equals("remote_apply") || value.equals("remote_write"));
            if (!value.equals("on") && !waitsForReplicas) {
                throw new StoreException(
                        StoreException.Code.UNSAFE_SETTINGS,
                        "the database has " + name + " = " + value
                                + " and could lose committed orders: set it to on in postgresql.conf");
            }
        }
    }
}
