package dev.tradewind.cluster;

import dev.tradewind.store.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The statements of a node's membership, on a connection of its own. One thread. */
final class NodeTable implements AutoCloseable {
    private final Connection connection;

    /** A node's row. */
    record Row(String name, String address, long beat, boolean fenced, boolean able) {}

    /** @param answerSeconds a database that answers later counts as away */
    NodeTable(Database database, String node, int answerSeconds) throws SQLException {
        connection = database.connect("lease " + node, answerSeconds);
        connection.setAutoCommit(true);
    }

    void register(String name, String address) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("insert into tradewind.cluster_node (name, address) values (?, ?)")) {
            statement.setString(1, name);
            statement.setString(2, address);
            statement.executeUpdate();
        }
    }

    /** Says that the node is alive. @return false if it was given up */
    boolean beat(String name, String address, boolean able) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                """
                update tradewind.cluster_node set beat = beat + 1, address = ?, able = ?
                where name = ? and not fenced""")) {
            statement.setString(1, address);
            statement.setBoolean(2, able);
            statement.setString(3, name);
            return statement.executeUpdate() == 1;
        }
    }

    List<Row> nodes() throws SQLException {
        List<Row> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "select name, address, beat, fenced, able from tradewind.cluster_node order by name");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(new Row(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getLong(3),
                        rows.getBoolean(4),
                        rows.getBoolean(5)));
            }
        }
        return found;
    }

    Map<String, String> owners() throws SQLException {
        Map<String, String> owners = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement("select name, owner from tradewind.shard");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                owners.put(rows.getString(1), rows.getString(2));
            }
        }
        return owners;
    }

    /** Gives a node up whose beat still is this one. From now on its own beat fails. */
    boolean fence(String name, long beat) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update tradewind.cluster_node set fenced = true where name = ? and beat = ? and not fenced")) {
            statement.setString(1, name);
            statement.setLong(2, beat);
            return statement.executeUpdate() == 1;
        }
    }

    /** Forgets nodes that were given up and own nothing any more. */
    void clean() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                """
                delete from tradewind.cluster_node n
                where n.fenced and not exists (select from tradewind.shard s where s.owner = n.name)""")) {
            statement.executeUpdate();
        }
    }

    void leave(String name) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from tradewind.cluster_node where name = ?")) {
            statement.setString(1, name);
            statement.executeUpdate();
        }
    }

    /** What only those know who can read this database. */
    static String key(Database database) throws SQLException {
        try (Connection one = database.pool().getConnection();
                PreparedStatement statement = one.prepareStatement("select key from tradewind.cluster_key");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
