package dev.tradewind.runtime.node;

import dev.tradewind.engine.EngineConfig;
import dev.tradewind.policy.RuleSet;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.NodeConfig.AccountConfig;
import dev.tradewind.runtime.config.Settings;
import dev.tradewind.runtime.home.Installation;
import dev.tradewind.runtime.plugin.PluginHost;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Recovery;
import dev.tradewind.store.market.TickReader;
import dev.tradewind.store.projection.ProjectorThread;
import dev.tradewind.store.session.LatencyStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running node. A start is always a recovery: lock, database, migrations, then for each account its ledger from the
 * journal, its venue's word, warm-up, strategies. What was opened is closed in reverse.
 */
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final int CHECK_MILLIS = 100;
    private static final int PRICES_MILLIS = 2_000;
    private static final long AMEND_NANOS = 2_000_000_000L;
    private static final Duration PROJECTION_INTERVAL = Duration.ofMillis(500);

    private final NodeHome home;
    private final NodeConfig config;
    private final Settings settings;
    private final NodeClock clock;
    private final PriceFile prices;
    private final NodeMetrics metrics = new NodeMetrics();
    // In a cluster accounts come and go.
    private final Map<String, AccountRunner> runners = new ConcurrentSkipListMap<>();
    private final Map<String, VenueLink> venues = new ConcurrentSkipListMap<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final long startedNanoTime = System.nanoTime();
    private final StartStages stages = new StartStages();
    private @Nullable Books books;
    private @Nullable HealthServer health;
    private @Nullable ProjectorThread projector;
    private @Nullable ClusterNode cluster;
    private @Nullable LatencyKeeper latencyKeeper;
    private @Nullable LiveRules liveRules;
    private boolean closed;

    private Node(NodeHome home, NodeConfig config, Settings settings, NodeClock clock) {
        this.clock = clock;
        this.home = home;
        this.config = config;
        this.settings = settings;
        this.prices = new PriceFile(home.state());
    }

    /**
     * Starts a node.
     *
     * @throws NodeException if it cannot start
     * @throws StoreException if the database cannot be used or a journal is broken
     * @throws dev.tradewind.runtime.config.ConfigException if the configuration does not fit plugins and venues
     */
    public static Node start(NodeHome home, NodeConfig config, Settings settings) {
        return start(home, config, settings, new NodeClock());
    }

    /** The same by another clock. */
    static Node start(NodeHome home, NodeConfig config, Settings settings, NodeClock clock) {
        home.take();
        // Before anything logs, for that is set up by whoever does so first.
        NodeLogging.to(home.logs());
        Node node = new Node(home, config, settings, clock);
        try {
            node.open();
            return node;
        } catch (RuntimeException | Error e) {
            node.close();
            throw e;
        }
    }

    private void open() {
        opened.push(home);
        opened.push(metrics);
        // The three slow parts do not need each other.
        CompletableFuture<Database> database =
                CompletableFuture.supplyAsync(
                        () -> stages.time("database", () -> NodeDatabase.open(config, home)), Node::thread);
        CompletableFuture<RuleSet> rules =
                CompletableFuture.supplyAsync(() -> stages.time("rules", this::loadRules), Node::thread);
        try {
            PluginHost plugins = stages.time("plugins", this::openPlugins);
            opened.push(plugins);
            NodeParts parts = new NodeParts(config, settings, plugins);
            parts.checkModes();
            config.accounts().keySet().forEach(parts::strategies);
            Books open = Books.of(get(database), ClusterNode.newName());
            books = open;
            opened.push(open.database());
            opened.push(open);
            LiveRules live = LiveRules.open(
                    LiveRules.Terms.of(config, home), open.database(), clock, () -> get(rules));
            opened.push(live);
            liveRules = live;
            ProjectorThread projections = new ProjectorThread(open.database(), PROJECTION_INTERVAL);
            opened.push(projections);
            projector = projections;
            LatencyKeeper keeper = new LatencyKeeper(metrics, new LatencyStore(open.database()), clock);
            opened.push(keeper);
            latencyKeeper = keeper;
            SessionNotes notes = new SessionNotes(open);
            if (config.cluster().isPresent()) {
                ClusterNode joined = ClusterNode.start(
                        new ClusterNode.Host(this, parts, live, notes, newTicks(open)),
                        open,
                        config.cluster().get());
                cluster = joined;
                live.onActivated(joined.commands()::rulesChanged);
            } else {
                stages.time("accounts", () -> {
                    openAccounts(parts, open, live, notes);
                    return runners.size();
                });
            }
            live.start();
        } catch (RuntimeException | Error e) {
            closeLate(database);
            throw e;
        }
        ClusterNode others = cluster;
        opened.push(ControlServer.start(
                home.socket(), others == null ? new NodeCommands(this)::handle : others.commands()::handle));
        if (config.httpPort() != 0) {
            HealthServer server = HealthServer.start(config.httpPort(), this::components, metrics);
            health = server;
            opened.push(server);
        }
        Books known = books;
        if (known != null) {
            opened.push(new ChainWatch(known.journal(), this));
        }
        LOG.info("start: {}", stages.line());
    }

    private static void thread(Runnable task) {
        Thread.ofPlatform().daemon().name("node-start").start(task);
    }

    /** A database that was still starting when something else failed must not be left running. */
    private void closeLate(CompletableFuture<Database> database) {
        if (books == null) {
            database.handle((made, failure) -> {
                        if (made != null) {
                            made.close();
                        }
                        return "";
                    })
                    .join();
        }
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw e;
        }
    }

    private PluginHost openPlugins() {
        List<Path> paths = new ArrayList<>(Installation.pluginFolders());
        paths.addAll(config.plugins());
        return PluginHost.open(paths, home.folder().resolve("cache").resolve("plugins"));
    }

    private RuleSet loadRules() {
        LiveRules.Terms terms = LiveRules.Terms.of(config, home);
        return RuleSet.load(terms.folder(), terms.cache());
    }

    /** The rules that judge. */
    LiveRules liveRules() {
        LiveRules live = liveRules;
        if (live == null) {
            throw new IllegalStateException("the node has no rules yet");
        }
        return live;
    }

    private void openAccounts(NodeParts parts, Books open, LiveRules rules, SessionNotes notes) {
        Map<String, Recovery.Recovered> recovered = new LinkedHashMap<>();
        for (AccountConfig account : config.accounts().values()) {
            AccountRunner runner = newRunner(account, open);
            Recovery.Recovered one = runner.recover();
            recovered.put(account.name(), one);
            runners.put(account.name(), runner);
            clock.startFrom(one.ledger().lastNanos());
        }
        TickRecorder ticks = newTicks(open);
        opened.push(ticks);
        venues.putAll(parts.venues(clock, ticks, prices.read()));
        // Everything is looked up before anything trades.
        Map<String, ShardSetup> setups = new LinkedHashMap<>();
        for (AccountConfig account : config.accounts().values()) {
            setups.put(account.name(), setup(parts, account, rules));
        }
        for (AccountConfig account : config.accounts().values()) {
            startAccount(account, recovered.get(account.name()), setups.get(account.name()), notes);
        }
        venues.values().forEach(venue -> metrics.watch(venue.feed()));
        venues.values().forEach(VenueLink::start);
        keepChecking();
    }

    private TickRecorder newTicks(Books open) {
        TickRecorder ticks = new TickRecorder(open.database());
        metrics.watch(ticks);
        return ticks;
    }

    AccountRunner newRunner(AccountConfig account, Books open) {
        Inbox inbox = new Inbox(new Inbox.Bounds(
                config.limits().marketQueue(),
                config.limits().reportQueue(),
                config.limits().commandQueue()));
        return new AccountRunner(
                account.name(),
                open,
                inbox,
                new EmergencyFile(home.emergency(), account.name()),
                metrics,
                new AccountRunner.Limits(
                        config.limits().callback().toNanos(), config.limits().snapshotEvery(), AMEND_NANOS));
    }

    ShardSetup setup(NodeParts parts, AccountConfig account, LiveRules rules) {
        AccountRunner runner = runner(account.name());
        VenueLink venue = venue(account);
        EngineConfig engine = parts.engine(account, runner.incarnation(), venue);
        return new ShardSetup(
                engine,
                new ShardSetup.Market(
                        venue,
                        parts.instruments(account.name(), venue),
                        account.cash(),
                        new StoredHistory(new TickReader(database()))),
                parts.strategies(account.name()),
                rules.session(),
                new ShardSetup.Parts(
                        runner.inbox(),
                        clock,
                        metrics.latencies(account.name()),
                        runner,
                        runner,
                        config.limits().callback().toMillis()));
    }

    void startAccount(
            AccountConfig account,
            Recovery.@Nullable Recovered recovered,
            @Nullable ShardSetup setup,
            SessionNotes notes) {
        if (recovered == null || setup == null) {
            throw new IllegalStateException("the account " + account.name() + " was not recovered");
        }
        AccountRunner runner = runner(account.name());
        try {
            venue(account)
                    .open(
                            account.name(),
                            recovered.ledger(),
                            new Money(account.cash(), account.baseCurrency()),
                            runner.emergencyCancels());
        } catch (IOException e) {
            throw new NodeException("the emergency file of " + account.name() + " cannot be read: " + e, e);
        } catch (IllegalArgumentException e) {
            throw new NodeException(
                    "the account " + account.name() + " holds something that its venue does not trade: "
                            + e.getMessage(),
                    e);
        }
        notes.begin(runner.lease(), recovered.head().sequence(), setup);
        runner.start(recovered, setup);
        metrics.watch(runner);
    }

    private VenueLink venue(AccountConfig account) {
        // In a cluster each account has a connection of its own, which goes where the account goes.
        VenueLink venue = venues.get(config.cluster().isPresent() ? account.name() : account.venue());
        if (venue == null) {
            throw new IllegalStateException("the venue " + account.venue() + " was not made");
        }
        return venue;
    }

    /** A venue, by its configured name; for tests. */
    VenueLink link(String venue) {
        VenueLink link = venues.get(venue);
        if (link == null) {
            throw new IllegalStateException("there is no venue " + venue);
        }
        return link;
    }

    AccountRunner runner(String account) {
        AccountRunner runner = runners.get(account);
        if (runner == null) {
            throw new NodeException(
                    "there is no account '" + account + "'; there are " + String.join(", ", runners.keySet()));
        }
        return runner;
    }

    private void keepChecking() {
        ExecutorService checks = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("checks-", 0).factory());
        opened.push(checks::shutdownNow);
        for (AccountRunner runner : runners.values()) {
            repeat(checks, runner::check, CHECK_MILLIS);
        }
        repeat(checks, () -> venues.values().forEach(venue -> venue.check(clock.getAsLong())), CHECK_MILLIS);
        repeat(checks, this::writePrices, PRICES_MILLIS);
    }

    /** A task that fails once does not end all that come after it. */
    private static void repeat(ExecutorService checks, Runnable task, int everyMillis) {
        Runnable guarded = () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("a check of the node failed", e);
            }
        };
        checks.execute(() -> {
            while (!checks.isShutdown()) {
                guarded.run();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(everyMillis));
            }
        });
    }

    void writePrices() {
        Map<dev.tradewind.sdk.instrument.InstrumentId, Decimal> all = new LinkedHashMap<>();
        venues.values().stream().filter(VenueLink::isSimulated).forEach(venue -> all.putAll(venue.feed()
                .lastPrices()));
        if (!all.isEmpty()) {
            prices.write(all);
        }
    }

    Map<String, AccountRunner> runners() {
        return runners;
    }

    Map<String, VenueLink> venues() {
        return venues;
    }

    AccountConfig account(String name) {
        AccountConfig account = config.accounts().get(name);
        if (account == null) {
            throw new NodeException("there is no account '" + name + "'");
        }
        return account;
    }

    NodeHome home() {
        return home;
    }

    NodeMetrics metrics() {
        return metrics;
    }

    /** Keeps what was measured up to now. */
    void keepLatencies() {
        LatencyKeeper keeper = latencyKeeper;
        if (keeper != null) {
            keeper.keep();
        }
    }

    /** The database; for tests that harm it. */
    Database database() {
        Books open = books;
        if (open == null) {
            throw new IllegalStateException("the node has no database yet");
        }
        return open.database();
    }

    NodeConfig config() {
        return config;
    }

    NodeClock clock() {
        return clock;
    }

    /** What is ready, and what is not and why. */
    List<Component> components() {
        return report().components();
    }

    /** The state of everything. */
    StatusJson.Status status() {
        return report().status();
    }

    /** The port of health and metrics; 0 for none. */
    public int httpPort() {
        HealthServer server = health;
        return server == null ? 0 : server.port();
    }

    /** A few lines about what runs, for whoever started it. */
    public List<String> banner() {
        return report().banner();
    }

    private NodeReport report() {
        return new NodeReport(this, liveRules, startedNanoTime, books, projector, cluster);
    }

    /** Whether every account trades. */
    public boolean trades() {
        return runners.values().stream().allMatch(one -> one.view().state().phase().equals("trading"));
    }

    /** Asks the node to end; {@link #awaitStop} returns. */
    public void askToStop() {
        stopAsked.countDown();
    }

    /** Waits until somebody asks the node to end. */
    public void awaitStop() throws InterruptedException {
        stopAsked.await();
    }

    /** Ends in order: shards first, so that what they decided is written; then venues; then the database. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        ClusterNode others = cluster;
        if (others != null) {
            others.close();
        }
        for (AccountRunner runner : runners.values()) {
            runner.stop();
        }
        venues.values().forEach(VenueLink::close);
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                LOG.warn("something did not close in order: {}", e.toString());
            }
        }
    }
}
