package dev.tradewind.store.database;

import dev.tradewind.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The two roles of the platform: one owns the tables, the other works on them and cannot rewrite the journal. */
final class Roles {
    static final String OWNER = "tradewind_owner";
    static final String APPLICATION = "tradewind_app";
    static final String DATABASE = "tradewind";

    private Roles() {}

    /** Makes what is missing of roles and database in the embedded server. */
    static void make(Connection superuser, Credentials credentials) throws SQLException {
        makeRole(superuser, OWNER, credentials.owner());
        makeRole(superuser, APPLICATION, credentials.application());
        if (!exists(superuser, "select 1 from pg_database where datname = ?", DATABASE)) {
            execute(superuser, "create database " + DATABASE + " owner " + OWNER);
            execute(superuser, "revoke all on database " + DATABASE + " from public");
            execute(superuser, "grant connect, temporary on database " + DATABASE + " to " + APPLICATION);
        }
    }

    private static void makeRole(Connection superuser, String role, String password) throws SQLException {
        if (!exists(superuser, "select 1 from pg_roles where rolname = ?", role)) {
            // The password has letters, digits, - and _ alone; it goes over loopback only.
            execute(superuser, "create role " + role + " login password '" + password + "'");
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** @throws StoreException if the application's role could change what is in the journal */
    static void checkApplication(Connection application) throws SQLException {
        String query =
                """
                select current_user, rolsuper,
                       has_table_privilege('tradewind.journal_batch', 'insert')
                       and has_table_privilege('tradewind.journal_batch', 'select'),
                       has_table_privilege('tradewind.journal_batch', 'update')
                       or has_table_privilege('tradewind.journal_batch', 'delete')
                       or has_table_privilege('tradewind.journal_batch', 'truncate')
                from pg_roles where rolname = current_user""";
        try (Statement statement = application.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            String role = row.getString(1);
            if (row.getBoolean(2) || row.getBoolean(4)) {
                throw new StoreException(
                        StoreException.Code.SCHEMA,
                        "the role " + role + " could change the journal: use one that is no superuser and has "
                                + "no UPDATE, DELETE or TRUNCATE on tradewind.journal_batch");
            }
            if (!row.getBoolean(3)) {
                throw new StoreException(
                        StoreException.Code.SCHEMA,
                        "the role " + role + " cannot write the journal: migrations granted that to another role");
            }
        }
    }
}
