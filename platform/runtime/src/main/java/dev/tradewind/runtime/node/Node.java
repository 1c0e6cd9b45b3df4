package dev.tradewind.runtime.node;

import dev.tradewind.engine.EngineConfig;
import dev.tradewind.policy.RuleSet;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.NodeConfig.AccountConfig;
import dev.tradewind.runtime.config.Settings;
import dev.tradewind.runtime.plugin.PluginHost;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Recovery;
import dev.tradewind.store.market.TickReader;
import dev.tradewind.store.projection.ProjectorThread;
import dev.tradewind.store.session.LatencyStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
    private final StartControl control;
    private @Nullable Books books;
    private @Nullable HealthServer health;
    private @Nullable ProjectorThread projector;
    private @Nullable ClusterNode cluster;
    private @Nullable LatencyKeeper latencyKeeper;
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private @Nullable AccountsCheck accountsCheck;
    private @Nullable LiveRules liveRules;
    private boolean closed;

    private Node(NodeHome home, NodeConfig config, Settings settings, NodeClock clock) {
        this.clock = clock;
        this.home = home;
        this.config = config;
        this.settings = settings;
        this.prices = new PriceFile(home.state());
        this.control = new StartControl(home.folder(), this::askToStop, () -> stopAsked.getCount() == 0);
    }

    /**
     * Starts a node.
     *
     * @throws NodeException if it cannot start
     * @throws StoreException if the database cannot be used or a journal is broken
     * @throws dev.tradewind.runtime.config.ConfigException if the configuration does not fit plugins and venues
     */
    public static Node start(NodeHome home, NodeConfig config, Settings settings) {
        return start(home, config, settings, stop -> {});
    }

    /**
     * The same.
     *
     * @param stopper is given, at once, what asks the node to end, also while it is starting
     * @throws StoppedException if it was asked to end before it had started; it has ended in order
     */
    public static Node start(NodeHome home, NodeConfig config, Settings settings, Consumer<Runnable> stopper) {
        return start(home, config, settings, new NodeClock(), stopper);
    }

    /** The same by another clock. */
    static Node start(NodeHome home, NodeConfig config, Settings settings, NodeClock clock) {
        return start(home, config, settings, clock, stop -> {});
    }

    private static Node start(
            NodeHome home, NodeConfig config, Settings settings, NodeClock clock, Consumer<Runnable> stopper) {
        home.take();
        // Before anything logs, for that is set up by whoever does so first.
        NodeLogging.to(home.logs());
        Node node = new Node(home, config, settings, clock);
        stopper.accept(node::askToStop);
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
        opened.push(ControlServer.start(home.socket(), control::handle));
        control.stage("opening the database, reading rules and plugins");
        // The three slow parts do not need each other.
        CompletableFuture<Database> database =
                Beside.start(() -> stages.time("database", () -> NodeDatabase.open(config, home)));
        Supplier<RuleSet> rules =
                WithoutRules.load(config, () -> stages.time("rules", () -> Preflight.rules(config, home)));
        try {
            PluginHost plugins = stages.time("plugins", () -> Preflight.plugins(config, home));
            opened.push(plugins);
            NodeParts parts = new NodeParts(config, settings, plugins);
            List<String> warnings = Preflight.check(parts, settings);
            warnings.forEach(warning -> LOG.warn("{}", warning));
            notes.addAll(warnings);
            Books open = Books.of(Beside.get(database), ClusterNode.newName());
            books = open;
            opened.push(open.database());
            opened.push(open);
            AccountsCheck check = new AccountsCheck(config, settings, open);
            accountsCheck = check;
            notes.addAll(check.check());
            control.stage("the database is open");
            LiveRules live = WithoutRules.holds(config)
                    ? null
                    : LiveRules.open(LiveRules.Terms.of(config, home), open.database(), clock, rules);
            liveRules = live;
            if (live != null) {
                opened.push(live);
            }
            metrics.rules(() -> live == null ? 0 : live.active().rules().rules().size());
            ProjectorThread projections = new ProjectorThread(open.database(), PROJECTION_INTERVAL);
            opened.push(projections);
            projector = projections;
            LatencyKeeper keeper = new LatencyKeeper(metrics, new LatencyStore(open.database()), clock);
            opened.push(keeper);
            latencyKeeper = keeper;
            joinOrOpenAccounts(parts, open, live);
            opened.push(new ChainWatch(open.journal(), this));
            if (live != null) {
                live.start();
                watchConduct(live, open.database());
            }
        } catch (RuntimeException | Error e) {
            if (books == null) {
                NodeDatabase.closeLate(database);
            }
            throw e;
        }
        ClusterNode others = cluster;
        control.ready(others == null ? new NodeCommands(this)::handle : others.commands()::handle);
        if (config.httpPort() != 0) {
            HealthServer server = HealthServer.start(config.httpPort(), this::components, metrics);
            health = server;
            opened.push(server);
        }
        LOG.info("start: {}", stages.line());
    }

    private void joinOrOpenAccounts(NodeParts parts, Books books, @Nullable LiveRules live) {
        SessionNotes sessions = new SessionNotes(books);
        NodeConfig.ClusterConfig wanted = config.cluster().orElse(null);
        if (wanted == null) {
            stages.time("accounts", () -> {
                openAccounts(parts, books, live, sessions);
                return runners.size();
            });
            return;
        }
        control.stage("joining the cluster");
        LiveRules shared = Objects.requireNonNull(live, "nodes of a cluster have rules");
        ClusterNode joined = ClusterNode.start(
                new ClusterNode.Host(this, parts, shared, sessions, newTicks(books)), books, wanted);
        cluster = joined;
        shared.onActivated(joined.commands()::rulesChanged);
    }

    private void watchConduct(LiveRules live, Database database) {
        LiveSurveillance watch = new LiveSurveillance(
                database, () -> live.active().rules(), home.folder().resolve("cache/rules"), clock,
                owner -> WatchShare.of(cluster, config, owner));
        opened.push(watch);
        live.watchedBy(watch::notices);
        metrics.watch(watch);
    }

    /** The rules that judge. @throws NodeException if there are none */
    LiveRules liveRules() {
        LiveRules live = liveRules;
        if (live == null) {
            throw new NodeException(WithoutRules.holds(config) ? WithoutRules.TEXT : "the node has no rules yet");
        }
        return live;
    }

    private void openAccounts(NodeParts parts, Books open, @Nullable LiveRules rules, SessionNotes notes) {
        Map<String, Recovery.Recovered> recovered = new LinkedHashMap<>();
        for (AccountConfig account : config.accounts().values()) {
            control.stage("recovering account " + account.name());
            AccountRunner runner = newRunner(account, open);
            Recovery.Recovered one = runner.recover();
            recovered.put(account.name(), one);
            parts.holds(account.name(), one.ledger());
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
        WideSwitches.putOn(recovered, this);
        for (AccountConfig account : config.accounts().values()) {
            control.stage("opening account " + account.name() + " at " + account.venue());
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
        metrics.account(account.name(), account.mode().name(), config.strategiesOf(account.name()));
        return new AccountRunner(
                new OrderLog(account.name(), account.mode().name()),
                open,
                inbox,
                new EmergencyFile(home.emergency(), account.name()),
                metrics,
                new AccountRunner.Limits(
                        config.limits().callback().toNanos(), config.limits().snapshotEvery(), AMEND_NANOS));
    }

    ShardSetup setup(NodeParts parts, AccountConfig account, @Nullable LiveRules rules) {
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
                rules == null ? WithoutRules.session() : rules.session(),
                new ShardSetup.Parts(
                        runner.inbox(),
                        clock,
                        metrics.latencies(account.name()),
                        runner,
                        runner,
                        new Tally(),
                        config.limits().callback().toMillis(),
                        account.mode()));
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
        AccountsCheck check = Objects.requireNonNull(accountsCheck, "accounts are checked before they start");
        check.take(account, recovered.head().sequence() > 0);
        this.notes.addAll(check.leftBehind(account, recovered.ledger()));
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
        ProjectorThread projections = projector;
        metrics.watch(runner, name -> projections == null ? 0 : projections.position(name));
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
        Repeated checks = new Repeated();
        opened.push(checks);
        for (AccountRunner runner : runners.values()) {
            checks.every(CHECK_MILLIS, runner::check);
        }
        checks.every(CHECK_MILLIS, () -> venues.values().forEach(venue -> venue.check(clock.getAsLong())));
        checks.every(PRICES_MILLIS, this::writePrices);
        WithoutRules.remind(config, checks);
    }

    void writePrices() {
        Map<InstrumentId, Decimal> all = new LinkedHashMap<>();
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

    /** What whoever started the node should read. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** A line for each account of the database that nobody trades here. */
    List<String> unattended() {
        AccountsCheck check = accountsCheck;
        return check == null ? List.of() : check.unattended();
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
        control.end();
        Optional.ofNullable(cluster).ifPresent(ClusterNode::close);
        runners.values().forEach(AccountRunner::stop);
        venues.values().forEach(VenueLink::close);
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                LOG.warn("something did not close in order: {}", e.toString());
            }
        }
        OrderLines.SHARED.awaitWritten();
    }
}
