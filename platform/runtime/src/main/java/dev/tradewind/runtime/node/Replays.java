package dev.tradewind.runtime.node;

import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.policy.DroolsPolicy;
import dev.tradewind.policy.LivePolicy;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.home.Installation;
import dev.tradewind.runtime.node.SessionSetup.StrategySetup;
import dev.tradewind.runtime.plugin.InstalledStrategy;
import dev.tradewind.runtime.plugin.PluginException;
import dev.tradewind.runtime.plugin.PluginHost;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.venue.BookModels;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.BatchContent;
import dev.tradewind.store.journal.Journal;
import dev.tradewind.store.journal.Recovery;
import dev.tradewind.store.journal.StoredBatch;
import dev.tradewind.store.market.TickReader;
import dev.tradewind.store.session.AccountTermsStore;
import dev.tradewind.store.session.Session;
import dev.tradewind.store.session.Sessions;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Decides recorded sessions once more. It only reads, so that a node may run meanwhile. */
public final class Replays implements AutoCloseable {
    private final NodeHome home;
    private final Database database;
    private final PluginHost plugins;

    private Replays(NodeHome home, Database database, PluginHost plugins) {
        this.home = home;
        this.database = database;
        this.plugins = plugins;
    }

    /** @throws dev.tradewind.store.StoreException if the database cannot be read */
    public static Replays open(NodeConfig config, NodeHome home) {
        Database database = NodeDatabase.openForReading(config, home);
        try {
            List<Path> paths = new ArrayList<>(Installation.pluginFolders());
            paths.addAll(config.plugins());
            return new Replays(
                    home,
                    database,
                    PluginHost.open(paths, home.folder().resolve("cache").resolve("plugins")));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** All sessions, those of an account together. */
    public List<Session> sessions() {
        return new Sessions(database).all();
    }

    /**
     * The session of this id; without one the newest of the first account that has batches.
     *
     * @param id may be empty
     * @throws NodeException if there is none
     */
    public Session session(String id) {
        List<Session> all = sessions();
        if (all.isEmpty()) {
            throw new NodeException("no session is recorded in " + home.folder() + ": 'tradewind run' makes one");
        }
        if (id.isEmpty()) {
            return all.stream()
                    .filter(one -> one.batches() > 0)
                    .max(Comparator.comparing(Session::started))
                    .orElseGet(all::getLast);
        }
        return all.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow(() -> new NodeException(
                "there is no session '" + id + "'; 'tradewind replay --list' shows all, the newest are "
                        + all.stream().skip(Math.max(0, all.size() - 5)).map(Session::id).toList()));
    }

    /** Decides a session once more and compares. @throws NodeException if its rules or strategies are not here */
    public ReplayResult replay(Session session) {
        long begun = System.nanoTime();
        SessionSetup setup = SessionSetup.decode(session.setup());
        List<InstalledStrategy> installed = installed(setup);
        long before = session.firstSequence() - 1;
        Recovery.Recovered start = new Recovery(database).recover(session.shard(), before, batch -> {});
        CallbackWatch watch = new CallbackWatch();
        try (Policy policy = rules(session.ruleSet())) {
            SessionReplay replay = new SessionReplay(
                    session,
                    setup,
                    start.ledger(),
                    new ReplayFeed(
                            ReplayFeed.Stored.in(
                                    new TickReader(database), setup.feed().name()),
                            setup.feed()),
                    policy,
                    () -> strategies(setup, installed, watch));
            new Journal(database).read(session.shard(), session.firstSequence(), replay::accept);
            return replay.result(System.nanoTime() - begun);
        }
    }

    /** What was recorded of a session, as far as a comparison with a backtest wants it. */
    private static final class Recorded {
        private final OrderStories stories = new OrderStories();
        private final SessionTerms terms;
        private long startNanos = Long.MAX_VALUE;
        private long applied;
        private double worth = Double.NaN;

        Recorded(SessionSetup setup) {
            terms = new SessionTerms(setup.feed().instruments());
        }

        boolean accept(StoredBatch batch, long last) {
            if (batch.sequence() > last) {
                return false;
            }
            BatchContent content = batch.content();
            applied = Math.max(applied, FeedPosition.decode(content.feeds()).applied());
            for (LedgerEvent event : content.events()) {
                stories.follow(event);
                terms.follow(event);
                if (event instanceof LedgerEvent.PortfolioMarked marked && Double.isNaN(worth)) {
                    worth = marked.equity();
                } else if (event instanceof LedgerEvent.RuleSetActivated active) {
                    startNanos = Math.min(startNanos, active.timeNanos());
                }
            }
            return true;
        }
    }

    /**
     * The same data as a backtest, with the rules of the time, beside what was recorded, order by order.
     *
     * @throws NodeException if the rules or strategies are not here, or the session's strategies never started
     */
    public BacktestDiff diff(Session session) {
        SessionSetup setup = SessionSetup.decode(session.setup());
        List<InstalledStrategy> installed = installed(setup);
        Recorded recorded = new Recorded(setup);
        long first = session.firstSequence();
        long last = session.lastSequence();
        new Journal(database).read(session.shard(), first, batch -> recorded.accept(batch, last));
        if (recorded.startNanos == Long.MAX_VALUE) {
            throw new NodeException("the strategies of the session " + session.id() + " never started");
        }
        Currency currency = setup.engine().baseCurrency();
        Recovery.Recovered start = new Recovery(database).recover(session.shard(), first, batch -> {});
        Decimal worth = Double.isNaN(recorded.worth)
                ? start.ledger().cash(currency)
                : Decimal.of(Math.rint(recorded.worth * 100) / 100, RoundingMode.HALF_EVEN);
        BookModels models = recorded.terms.models();
        try (Policy policy = rules(session.ruleSet())) {
            SessionBacktest backtest = new SessionBacktest(
                    setup,
                    new SessionBacktest.Terms(new Money(worth, currency), recorded.startNanos, models, lends(setup)),
                    policy,
                    strategies(setup, installed, new CallbackWatch()));
            ReplayFeed.Stored.in(new TickReader(database), setup.feed().name())
                    .read(setup.feed().start() + 1, recorded.applied, backtest::market);
            String terms = "begins flat with " + worth + " " + currency + ", " + recorded.terms.text();
            return BacktestDiff.of(terms, recorded.stories.all(), backtest.stories());
        }
    }

    /** The generated market lends to everybody; a venue of books does by leverage. */
    private boolean lends(SessionSetup setup) {
        return new AccountTermsStore(database)
                .find(setup.engine().account())
                .map(terms -> terms.mode().equals(TradingMode.DEMO.name()))
                .orElse(false);
    }

    private List<InstalledStrategy> installed(SessionSetup setup) {
        List<InstalledStrategy> installed = new ArrayList<>();
        for (StrategySetup one : setup.strategies()) {
            installed.add(installed(one));
        }
        return installed;
    }

    private InstalledStrategy installed(StrategySetup wanted) {
        try {
            InstalledStrategy found = plugins.strategy(wanted.factory());
            String version = found.pluginId() + " " + found.pluginVersion();
            if (!version.equals(wanted.pluginVersion())) {
                throw new NodeException("the strategy " + wanted.factory() + " is now of " + version
                        + ", the session's was of " + wanted.pluginVersion() + ": install that one");
            }
            return found;
        } catch (PluginException e) {
            throw new NodeException("the session's strategy " + wanted.name() + ": " + e.getMessage(), e);
        }
    }

    private static List<NamedStrategy> strategies(
            SessionSetup setup, List<InstalledStrategy> installed, CallbackWatch watch) {
        List<NamedStrategy> named = new ArrayList<>();
        for (int i = 0; i < installed.size(); i++) {
            StrategySetup one = setup.strategies().get(i);
            Parameters parameters =
                    Parameters.of(installed.get(i).factory().parameters(), one.parameters());
            named.add(new NamedStrategy(
                    one.name(),
                    parameters.toString(),
                    new HostedStrategy(
                            one.name(), installed.get(i).factory().create(parameters), one.scope(), watch)));
        }
        return named;
    }

    /** The rules of the time, from the database; those that are in force now may be others. */
    private Policy rules(String hash) {
        if (hash.equals(new NoRules().ruleSet())) {
            return new NoRules();
        }
        KeptRules kept = new KeptRules(database, home.folder().resolve("cache").resolve("rules"));
        return new LivePolicy(kept.load(hash), later -> Optional.of(kept.load(later)), DroolsPolicy::close);
    }

    @Override
    public void close() {
        plugins.close();
        database.close();
    }
}
