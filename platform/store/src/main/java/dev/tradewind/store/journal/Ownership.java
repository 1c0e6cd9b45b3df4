package dev.tradewind.store.journal;

import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shards that a node owns: an advisory lock each, on one connection kept for nothing else, and an epoch that was
 * raised after the lock was got. When the session dies all are lost, and listeners are told; what the node still tries
 * to write fails at the journal, because of the epoch.
 */
public final class Ownership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);

    /** First number of the advisory locks of shards; the second is the shard's. */
    private static final int LOCK_CLASS = 0x5457;

    private static final int WATCH_MILLIS = 250;
    private static final int RETRY_MILLIS = 5;
    private static final int ANSWER_TIMEOUT_SECONDS = 5;

    private final Database database;
    private final String node;
    private final List<Consumer<Lease>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Lease> leases = new LinkedHashMap<>();
    private @Nullable Connection session;
    private boolean closed;

    /** @param node name of this node, shown to those who find a shard taken */
    public Ownership(Database database, String node) {
        this.database = database;
        this.node = node;
    }

    /** Called with each lease that is lost with the session, on a thread of its own. */
    public void onLost(Consumer<Lease> listener) {
        listeners.add(listener);
    }

    /**
     * Becomes the owner of a shard, which is made if it is new.
     *
     * @param patience how long to wait for the owner of before to go
     * @throws StoreException with {@link StoreException.Code#NOT_OWNER} if it is taken
     */
    public Lease acquire(String shard, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Lease lease = tryAcquire(shard);
            if (lease != null) {
                return lease;
            }
            if (System.nanoTime() >= deadline) {
                throw new StoreException(
                        StoreException.Code.NOT_OWNER, "the account " + shard + " is traded by " + owner(shard));
            }
            try {
                Thread.sleep(RETRY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreException(
                        StoreException.Code.NOT_OWNER, "interrupted while waiting for the account " + shard, e);
            }
        }
    }

    /**
     * Becomes the owner of a shard whose owner is known to be gone or frozen: its session is ended first, so that its
     * lock goes. The caller has to know: a healthy owner is thrown out too.
     */
    public Lease seize(String shard, Duration patience) {
        String query =
                """
                select pg_terminate_backend(l.pid) from pg_locks l join tradewind.shard s on s.name = ?
                where l.locktype = 'advisory' and l.granted and l.classid = ? and l.objid = s.id and l.objsubid = 2
                  and l.database = (select oid from pg_database where datname = current_database())
                  and l.pid <> pg_backend_pid()""";
        synchronized (this) {
            try (PreparedStatement statement = session().prepareStatement(query)) {
                statement.setString(1, shard);
                statement.setInt(2, LOCK_CLASS);
                statement.executeQuery().close();
            } catch (SQLException e) {
                throw lost("the account " + shard + " cannot be taken over", e);
            }
        }
        return acquire(shard, patience);
    }

    private synchronized @Nullable Lease tryAcquire(String shard) {
        Lease held = leases.get(shard);
        if (held != null) {
            return held;
        }
        try {
            Connection connection = session();
            int id = shardId(connection, shard);
            try (PreparedStatement statement = connection.prepareStatement("select pg_try_advisory_lock(?, ?)")) {
                statement.setInt(1, LOCK_CLASS);
                statement.setInt(2, id);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    if (!row.getBoolean(1)) {
                        return null;
                    }
                }
            }
            Lease lease = raiseEpoch(connection, shard, id);
            leases.put(shard, lease);
            return lease;
        } catch (SQLException e) {
            throw lost("the account " + shard + " cannot be locked", e);
        }
    }

    private static int shardId(Connection connection, String shard) throws SQLException {
        String query =
                """
                with made as (
                    insert into tradewind.shard (name) select ?
                    where not exists (select from tradewind.shard where name = ?)
                    on conflict do nothing returning id)
                select id from made union all select id from tradewind.shard where name = ?""";
        while (true) {
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                for (int i = 1; i <= 3; i++) {
                    statement.setString(i, shard);
                }
                try (ResultSet row = statement.executeQuery()) {
                    // None where another node made it at the same instant: it is there at the next look.
                    if (row.next()) {
                        return row.getInt(1);
                    }
                }
            }
        }
    }

    /** Waits for a commit of the owner of before that is under way; after it, nothing of that owner is written. */
    private Lease raiseEpoch(Connection connection, String shard, int id) throws SQLException {
        String update =
                "update tradewind.shard set epoch = epoch + 1, owner = ? where id = ? returning epoch, incarnation";
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setString(1, node);
            statement.setInt(2, id);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Lease(shard, id, row.getLong(1), row.getInt(2));
            }
        }
    }

    private String owner(String shard) {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select owner from tradewind.shard where name = ?")) {
            statement.setString(1, shard);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? "'" + row.getString(1) + "'" : "nobody";
            }
        } catch (SQLException e) {
            return "a node whose name cannot be read (" + e.getMessage() + ")";
        }
    }

    /** The name of this node. */
    public String node() {
        return node;
    }

    /** Whether the lease is still held, as far as this node knows. */
    public synchronized boolean holds(Lease lease) {
        return lease.equals(leases.get(lease.shard()));
    }

    /**
     * Raises the epoch of a shard that is held, so that nothing more is written on the lease of before; nobody can come
     * between. Where it is not held any more it is acquired.
     *
     * @param patience how long to wait for another owner, if there is one by now
     */
    public Lease raise(Lease lease, Duration patience) {
        synchronized (this) {
            if (holds(lease)) {
                try {
                    Lease next = raiseEpoch(session(), lease.shard(), lease.shardId());
                    leases.put(lease.shard(), next);
                    return next;
                } catch (SQLException e) {
                    throw lost("the epoch of " + lease.shard() + " cannot be raised", e);
                }
            }
        }
        return acquire(lease.shard(), patience);
    }

    /** Gives a shard back: it then has no owner. */
    public synchronized void release(Lease lease) {
        if (!leases.remove(lease.shard(), lease)) {
            return;
        }
        try (PreparedStatement none = session()
                        .prepareStatement("update tradewind.shard set owner = '' where id = ? and epoch = ?");
                PreparedStatement statement = session().prepareStatement("select pg_advisory_unlock(?, ?)")) {
            none.setInt(1, lease.shardId());
            none.setLong(2, lease.epoch());
            none.executeUpdate();
            statement.setInt(1, LOCK_CLASS);
            statement.setInt(2, lease.shardId());
            statement.executeQuery().close();
        } catch (SQLException e) {
            throw lost("the account " + lease.shard() + " cannot be given back", e);
        }
    }

    private Connection session() throws SQLException {
        if (closed) {
            throw new IllegalStateException("the ownership was closed");
        }
        Connection current = session;
        if (current == null) {
            Connection opened = database.connect("ownership " + node, ANSWER_TIMEOUT_SECONDS);
            session = opened;
            current = opened;
            Thread.ofVirtual().name("ownership-" + node).start(() -> watch(opened));
        }
        return current;
    }

    /** The server says goodbye or the connection breaks: either is read at once. */
    private void watch(Connection watched) {
        try {
            while (isCurrent(watched)) {
                synchronized (this) {
                    if (watched.equals(session)) {
                        try (var statement = watched.createStatement()) {
                            statement.execute("select 1");
                        }
                        watched.unwrap(PGConnection.class).getNotifications();
                    }
                }
                Thread.sleep(WATCH_MILLIS);
            }
        } catch (SQLException e) {
            synchronized (this) {
                if (watched.equals(session)) {
                    drop("the session ended", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isCurrent(Connection watched) {
        return watched.equals(session) && !closed;
    }

    private StoreException lost(String what, SQLException e) {
        drop(what, e);
        return Journal.failure(what, e);
    }

    private void drop(String what, SQLException cause) {
        List<Lease> lost = new ArrayList<>(leases.values());
        leases.clear();
        Connection dead = session;
        session = null;
        if (dead != null) {
            try {
                dead.close();
            } catch (SQLException e) {
                cause.addSuppressed(e);
            }
        }
        if (!lost.isEmpty()) {
            LOG.warn("{}: {} accounts are no longer owned: {}", what, lost.size(), cause.getMessage());
            Thread.ofVirtual().start(() -> lost.forEach(lease -> listeners.forEach(told -> told.accept(lease))));
        }
    }

    /** Gives all back. Listeners are not told. */
    @Override
    public synchronized void close() {
        closed = true;
        leases.clear();
        Connection last = session;
        session = null;
        if (last != null) {
            try {
                last.close();
            } catch (SQLException e) {
                LOG.warn("the session of the ownership did not close: {}", e.getMessage());
            }
        }
    }
}
