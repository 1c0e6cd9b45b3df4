package dev.tradewind.cluster;

import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * That this node is alive, and which others are. A node raises its beat in the database a few times in each lease, and
 * may act ({@link #mayAct}) for one lease from the moment at which it sent the last beat that the database took. A node
 * whose beat does not move for a lease and a margin, as another node sees it, is given up for good: that other node
 * marks it, and its next beat fails. So when somebody gives it up, it may not act any more, by its own monotonic clock,
 * and no clock is compared with that of another machine.
 *
 * <p>Silence counts only while the observer itself looks: the time of an outage of the database, or of the observer, is
 * counted against nobody.
 */
public final class Membership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final int BEATS_A_LEASE = 6;

    private final Database database;
    private final long leaseNanos;
    private final long silenceNanos;
    private final LongSupplier clock;
    private final Map<String, Seen> seen = new LinkedHashMap<>();
    private volatile String name;
    private volatile String address = "";
    private volatile boolean able = true;
    private volatile long mayActUntil;
    private volatile boolean fenced;
    private volatile boolean closed;
    private volatile ClusterState state = ClusterState.NONE;
    private volatile String trouble = "has not begun";
    private @Nullable NodeTable table;
    private long lastAskedNanoTime = Long.MIN_VALUE;

    private record Seen(long beat, long sinceNanoTime) {}

    /**
     * Registers the node and goes on telling that it is alive.
     *
     * @param name of this start of the process; never used again
     * @param lease how long the node may act after its last beat
     */
    public Membership(Database database, String name, Duration lease) {
        this(database, name, lease, System::nanoTime);
    }

    Membership(Database database, String name, Duration lease, LongSupplier clock) {
        this.database = database;
        this.name = name;
        this.leaseNanos = lease.toNanos();
        this.silenceNanos = leaseNanos + leaseNanos / 4;
        this.clock = clock;
        this.mayActUntil = clock.getAsLong();
        try {
            begin(name);
        } catch (SQLException e) {
            close();
            throw new StoreException(
                    StoreException.Code.DATABASE, "the cluster cannot be joined: " + e.getMessage(), e);
        }
        Thread.ofPlatform().daemon().name("lease").start(this::run);
    }

    private void begin(String newName) throws SQLException {
        NodeTable open = open();
        open.register(newName, address);
        name = newName;
        fenced = false;
        turn(open);
    }

    private NodeTable open() throws SQLException {
        NodeTable open = table;
        if (open == null) {
            int seconds = (int) Math.max(1, leaseNanos / 1_000_000_000L);
            open = new NodeTable(database, name, seconds);
            table = open;
        }
        return open;
    }

    /** Whether the node may send anything now. To be asked at the very moment, and never remembered. */
    public boolean mayAct() {
        return !fenced && clock.getAsLong() - mayActUntil < 0;
    }

    /** Whether others gave this node up. Then what it owned is theirs, and it can only begin anew. */
    public boolean isFenced() {
        return fenced;
    }

    /** The node's name now. */
    public String name() {
        return name;
    }

    /** Where commands for this node go, told with the next beat. */
    public void address(String hostAndPort) {
        address = hostAndPort;
    }

    /** Whether this node can trade accounts, told with the next beat: others take those of one that cannot. */
    public void able(boolean canTrade) {
        able = canTrade;
    }

    /** What was read last. */
    public ClusterState state() {
        return state;
    }

    /** Why the node cannot tell that it is alive; empty if it can. */
    public String trouble() {
        return trouble;
    }

    /** Goes on under another name, after it was given up and let go of everything. */
    public void beginAnew(String newName) {
        synchronized (seen) {
            try {
                begin(newName);
            } catch (SQLException e) {
                drop(e);
            }
        }
    }

    private void run() {
        while (!closed) {
            synchronized (seen) {
                if (!fenced && !closed) {
                    try {
                        turn(open());
                    } catch (SQLException e) {
                        drop(e);
                    }
                }
            }
            LockSupport.parkNanos(leaseNanos / BEATS_A_LEASE);
        }
    }

    private void turn(NodeTable open) throws SQLException {
        long sent = clock.getAsLong();
        if (!open.beat(name, address, able)) {
            fenced = true;
            trouble = "was given up by the others";
            LOG.error("ALERT this node was silent for too long and was given up: it owns nothing any more");
            return;
        }
        mayActUntil = sent + leaseNanos;
        long asked = clock.getAsLong();
        List<NodeTable.Row> rows = open.nodes();
        Map<String, String> owners = open.owners();
        long read = clock.getAsLong();
        long unseen = lastAskedNanoTime == Long.MIN_VALUE ? 0 : asked - lastAskedNanoTime - leaseNanos / 3;
        if (unseen > 0) {
            // It was not looked for so long: that is nobody's silence.
            seen.replaceAll((node, one) -> new Seen(one.beat(), one.sinceNanoTime() + unseen));
        }
        lastAskedNanoTime = asked;
        List<String> silent = giveUpTheSilent(open, rows, asked, read);
        publish(rows, silent, owners, read);
        trouble = "";
        if (rows.stream().anyMatch(NodeTable.Row::fenced)) {
            open.clean();
        }
    }

    /** A beat that was first seen so long ago, and still is the same in what was asked for after that time. */
    private List<String> giveUpTheSilent(NodeTable open, List<NodeTable.Row> rows, long asked, long read)
            throws SQLException {
        List<String> gone = new ArrayList<>();
        for (NodeTable.Row row : rows) {
            Seen before = seen.get(row.name());
            if (before == null || before.beat() != row.beat()) {
                seen.put(row.name(), new Seen(row.beat(), read));
            } else if (!row.fenced() && !row.name().equals(name) && asked - before.sinceNanoTime() >= silenceNanos) {
                if (open.fence(row.name(), row.beat())) {
                    LOG.warn("node {} is silent and was given up: its accounts are taken over", row.name());
                    gone.add(row.name());
                }
            }
        }
        seen.keySet().retainAll(rows.stream().map(NodeTable.Row::name).toList());
        return gone;
    }

    private void publish(List<NodeTable.Row> rows, List<String> silent, Map<String, String> owners, long read) {
        Map<String, String> live = new TreeMap<>();
        Set<String> unable = new TreeSet<>();
        List<String> givenUp = new ArrayList<>(silent);
        for (NodeTable.Row row : rows) {
            if (row.fenced()) {
                givenUp.add(row.name());
            } else if (!silent.contains(row.name())) {
                live.put(row.name(), row.address());
                if (!row.able()) {
                    unable.add(row.name());
                }
            }
        }
        state = new ClusterState(name, live, unable, givenUp, owners, read);
    }

    private void drop(SQLException cause) {
        trouble = "cannot tell that it is alive: " + String.valueOf(cause.getMessage()).replace('\n', ' ');
        LOG.warn("this node {}", trouble);
        disconnect();
    }

    private void disconnect() {
        NodeTable open = table;
        table = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.debug("a broken connection did not close: {}", e.getMessage());
            }
        }
    }

    /** What only nodes of this database know; part of the name that they find one another by. */
    public static String key(Database database) {
        try {
            return NodeTable.key(database);
        } catch (SQLException e) {
            throw new StoreException(
                    StoreException.Code.DATABASE, "the key of the cluster cannot be read: " + e.getMessage(), e);
        }
    }

    /** Leaves in order: others may take what this node owned at once, so that it must own nothing any more. */
    @Override
    public void close() {
        closed = true;
        synchronized (seen) {
            NodeTable open = table;
            if (open != null && !fenced) {
                mayActUntil = clock.getAsLong();
                fenced = true;
                try {
                    open.leave(name);
                } catch (SQLException e) {
                    LOG.warn("this node could not take its leave, and will be given up: {}", e.getMessage());
                }
            }
            disconnect();
        }
    }
}
