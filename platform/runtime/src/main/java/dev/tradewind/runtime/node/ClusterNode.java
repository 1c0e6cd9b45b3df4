package dev.tradewind.runtime.node;

import dev.tradewind.cluster.ClusterState;
import dev.tradewind.cluster.HazelcastPeers;
import dev.tradewind.cluster.Membership;
import dev.tradewind.cluster.PeerException;
import dev.tradewind.cluster.PeerSettings;
import dev.tradewind.cluster.Peers;
import dev.tradewind.cluster.Spread;
import dev.tradewind.runtime.config.NodeConfig.ClusterConfig;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.journal.Ownership;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's part in a cluster: takes accounts that nobody alive owns, hands one over when another node has fewer, and
 * lets go of all when it was given up. Who is alive and who owns what stands in PostgreSQL; every node comes to the
 * same conclusions from it.
 */
final class ClusterNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterNode.class);
    private static final long TURN_NANOS = 100_000_000L;
    private static final long VIEW_NANOS = 500_000_000L;
    private static final long PRICES_NANOS = 2_000_000_000L;

    /** An account that stayed free for so long is taken by whoever can. */
    private static final long ANYBODY_NANOS = 1_500_000_000L;

    /** Then also by one that cannot trade it: what reduces positions is better done there than nowhere. */
    private static final long UNABLE_NANOS = 15_000_000_000L;

    /** A node that could not open an account leaves it to others for so long. */
    private static final long RETRY_NANOS = 5_000_000_000L;

    /** How long nothing must have changed until an account is handed over. */
    private static final long STEADY_NANOS = 2_000_000_000L;

    /** How long a start waits for the network of the others; PostgreSQL alone says who trades what. */
    private static final Duration JOIN_PATIENCE = Duration.ofSeconds(8);

    private final Host host;
    private final Membership membership;
    private final Peers peers;
    private final ClusterCommands commands;
    private final Map<String, OwnedAccount> owned = new ConcurrentSkipListMap<>();
    private final Map<String, String> troubles = new ConcurrentSkipListMap<>();
    private final Map<String, Long> retryNanoTimes = new ConcurrentHashMap<>();
    private final Map<String, Long> freeSince = new ConcurrentHashMap<>();
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService work;
    private final Thread thread;
    private volatile Books books;
    private volatile boolean closed;
    private volatile long changedNanoTime = System.nanoTime();
    private Set<String> steadyNodes = Set.of();
    private long nextViewNanoTime = System.nanoTime();
    private long nextPricesNanoTime = System.nanoTime();

    /** The node that this is a part of. */
    record Host(Node node, NodeParts parts, LiveRules rules, SessionNotes notes, TickRecorder ticks) {}

    private ClusterNode(Host host, Books books, ClusterConfig settings) {
        this.host = host;
        this.books = books;
        work = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("cluster-work-", 0).factory());
        commands = new ClusterCommands(host.node(), this);
        try {
            PeerSettings network = new PeerSettings(
                    settings.name(), Membership.key(books.database()), settings.listen(), settings.join());
            peers = HazelcastPeers.start(network, commands::relayed, JOIN_PATIENCE);
        } catch (PeerException e) {
            throw new NodeException(String.valueOf(e.getMessage()), e);
        }
        // Last, for accounts are handed to it from then on.
        try {
            membership = new Membership(books.database(), books.ownership().node(), settings.lease());
        } catch (RuntimeException e) {
            peers.close();
            throw e;
        }
        thread = Thread.ofPlatform().daemon().name("cluster").unstarted(this::run);
    }

    static ClusterNode start(Host host, Books books, ClusterConfig settings) {
        ClusterNode made = new ClusterNode(host, books, settings);
        made.thread.start();
        return made;
    }

    /** A name that no start of a node had before. */
    static String newName() {
        return "node-" + ProcessHandle.current().pid() + "-"
                + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000, 0x10000));
    }

    ClusterCommands commands() {
        return commands;
    }

    Peers peers() {
        return peers;
    }

    String name() {
        return membership.name();
    }

    ClusterState state() {
        return membership.state();
    }

    Iterable<String> accounts() {
        return host.node().config().accounts().keySet();
    }

    private void run() {
        while (!closed) {
            try {
                turn(System.nanoTime());
            } catch (RuntimeException e) {
                LOG.error("a turn of the cluster failed", e);
            }
            LockSupport.parkNanos(TURN_NANOS);
        }
    }

    private void turn(long now) {
        if (membership.isFenced()) {
            beginAnew();
            return;
        }
        owned.forEach((account, one) -> {
            if (!one.lost().isEmpty() && busy.add(account)) {
                later(account, () -> letGo(account, one));
            }
        });
        membership.able(host.rules().unloaded().isEmpty());
        ClusterState state = membership.state();
        if (membership.mayAct() && state.readNanoTime() - changedNanoTime > 0) {
            Set<String> accounts = host.node().config().accounts().keySet();
            takeFree(state, accounts, now);
            takeBack(state, accounts, now);
            handOver(state, accounts, now);
        }
        if (now - nextViewNanoTime >= 0) {
            nextViewNanoTime = now + VIEW_NANOS;
            membership.address(peers.address());
            peers.show(commands.view());
        }
        if (now - nextPricesNanoTime >= 0) {
            nextPricesNanoTime = now + PRICES_NANOS;
            host.node().writePrices();
        }
    }

    private void takeFree(ClusterState state, Set<String> accounts, long now) {
        Map<String, String> takers = Spread.takers(state, accounts);
        freeSince.keySet().retainAll(takers.keySet());
        takers.forEach((account, taker) -> {
            long since = freeSince.computeIfAbsent(account, name -> now);
            boolean able = state.able().contains(state.self());
            boolean mine = taker.equals(state.self()) || now - since > (able ? ANYBODY_NANOS : UNABLE_NANOS);
            boolean may = now - retryNanoTimes.getOrDefault(account, now) >= 0;
            if (mine && may && !owned.containsKey(account) && busy.add(account)) {
                boolean seize = state.givenUp().contains(state.owners().getOrDefault(account, ""));
                later(account, () -> take(account, seize));
            }
        });
    }

    /** What was let go of while the database could not be told so has this node's name: nobody else takes it. */
    private void takeBack(ClusterState state, Set<String> accounts, long now) {
        for (String account : accounts) {
            boolean mine = state.liveOwner(account).equals(state.self()) && !owned.containsKey(account);
            boolean may = now - retryNanoTimes.getOrDefault(account, now) >= 0;
            if (mine && may && busy.add(account)) {
                later(account, () -> take(account, false));
            }
        }
    }

    /** One at a time, when all has been steady for a while. */
    private void handOver(ClusterState state, Set<String> accounts, long now) {
        if (!state.live().keySet().equals(steadyNodes)) {
            steadyNodes = state.live().keySet();
            changedNanoTime = now;
        }
        if (now - changedNanoTime < STEADY_NANOS || !busy.isEmpty()) {
            return;
        }
        Optional<Spread.Move> move = Spread.next(state, accounts);
        if (move.isPresent() && move.get().from().equals(state.self())) {
            String account = move.get().account();
            OwnedAccount one = owned.get(account);
            if (one != null && busy.add(account)) {
                LOG.info("account {} is handed over: {} has fewer, or can trade it", account, move.get().to());
                // The other one is the first to take it.
                retryNanoTimes.put(account, now + RETRY_NANOS);
                later(account, () -> {
                    owned.remove(account);
                    one.handOver();
                });
            }
        }
    }

    private void later(String account, Runnable task) {
        work.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                troubles.put(account, String.valueOf(e.getMessage()));
                LOG.error("account {}: {}", account, e.getMessage(), e);
            } finally {
                changedNanoTime = System.nanoTime();
                busy.remove(account);
            }
        });
    }

    private void take(String account, boolean seize) {
        Books mine = books;
        try {
            OwnedAccount taken =
                    OwnedAccount.open(host, host.node().account(account), mine, seize, membership::mayAct);
            troubles.remove(account);
            owned.put(account, taken);
            LOG.info("account {} is traded by this node, {}", account, mine.ownership().node());
        } catch (StoreException e) {
            if (e.code() == StoreException.Code.NOT_OWNER) {
                // Somebody was quicker, or has not ended yet.
                LOG.info("account {} is not taken: {}", account, e.getMessage());
                return;
            }
            postpone(account, e);
        } catch (RuntimeException e) {
            postpone(account, e);
        }
    }

    private void postpone(String account, RuntimeException e) {
        LOG.error("ALERT account {} cannot be taken over by this node: {}", account, e.getMessage(), e);
        troubles.put(account, String.valueOf(e.getMessage()));
        retryNanoTimes.put(account, System.nanoTime() + RETRY_NANOS);
    }

    private void letGo(String account, OwnedAccount one) {
        LOG.error("ALERT account {} is not traded by this node any more: {}", account, one.lost());
        owned.remove(account);
        one.giveUp();
    }

    /** Given up by the others: everything is let go of, and the node comes back under another name, owning nothing. */
    private void beginAnew() {
        List<String> accounts = new ArrayList<>(owned.keySet());
        for (String account : accounts) {
            OwnedAccount one = owned.remove(account);
            if (one != null) {
                one.giveUp();
            }
        }
        if (!busy.isEmpty()) {
            return;
        }
        Books old = books;
        String name = newName();
        books = old.withOwnership(new Ownership(old.database(), name));
        old.ownership().close();
        LOG.warn("this node let go of {} and goes on as {}", accounts, name);
        membership.beginAnew(name);
        changedNanoTime = System.nanoTime();
    }

    /** What of the cluster is ready at this node. */
    List<Component> components() {
        List<Component> found = new ArrayList<>();
        found.add(new Component("cluster lease", membership.trouble()));
        ClusterState state = membership.state();
        long unseen = state.live().values().stream()
                .filter(address -> !address.isEmpty() && !peers.connected().contains(address))
                .count();
        String network = unseen == 0 ? "" : unseen + " live nodes are not connected with this one";
        found.add(new Component(
                "cluster network",
                peers.address().isEmpty() ? "has not joined the others yet: one may hang" : network));
        troubles.forEach((account, text) -> found.add(new Component("cluster account " + account, text)));
        return found;
    }

    String banner() {
        return "cluster: this is " + name()
                + (peers.address().isEmpty() ? ", not connected with the others yet" : " at " + peers.address())
                + "; alive: "
                + String.join(", ", state().live().keySet());
    }

    /** Hands everything over and leaves. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
            work.shutdown();
            if (!work.awaitTermination(15, TimeUnit.SECONDS)) {
                LOG.warn("work on accounts did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        owned.values().parallelStream().forEach(OwnedAccount::handOver);
        owned.clear();
        host.node().writePrices();
        membership.close();
        books.ownership().close();
        peers.close();
        host.ticks().close();
    }
}
