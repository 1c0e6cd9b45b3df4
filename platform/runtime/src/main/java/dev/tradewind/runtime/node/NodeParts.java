package dev.tradewind.runtime.node;

import dev.tradewind.engine.EngineConfig;
import dev.tradewind.engine.EngineConfig.HardLimits;
import dev.tradewind.engine.RunSettings;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.PositionState;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.NodeConfig.AccountConfig;
import dev.tradewind.runtime.config.NodeConfig.StrategyConfig;
import dev.tradewind.runtime.config.NodeConfig.VenueConfig;
import dev.tradewind.runtime.config.Settings;
import dev.tradewind.runtime.plugin.InstalledStrategy;
import dev.tradewind.runtime.plugin.InstalledVenue;
import dev.tradewind.runtime.plugin.NearestName;
import dev.tradewind.runtime.plugin.PluginException;
import dev.tradewind.runtime.plugin.PluginHost;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.plugin.VenueConnection;
import dev.tradewind.sdk.plugin.VenueException;
import dev.tradewind.sdk.plugin.VenueFactory;
import dev.tradewind.sdk.plugin.VenueFeature;
import dev.tradewind.sdk.plugin.VenueHost;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.venue.SyntheticVenue;
import dev.tradewind.simulation.venue.SyntheticVenueFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes venues, strategies and engines of what is configured, and says where something does not fit. */
final class NodeParts {
    private static final Logger LOG = LoggerFactory.getLogger(NodeParts.class);
    private static final long SECOND = 1_000_000_000L;
    private static final int MAX_REQUESTS = 1_000;
    private static final int CONNECT_TRIES = 5;
    private static final long CONNECT_PAUSE_NANOS = SECOND / 2;
    private static final String SYNTHETIC = "synthetic";
    private static final NodeClock CHECKED_BY = new NodeClock();

    private final NodeConfig config;
    private final Settings settings;
    private final PluginHost plugins;
    // In a cluster accounts come and go, each on a thread of its own.
    private final Map<String, Set<InstrumentId>> held = new ConcurrentHashMap<>();

    NodeParts(NodeConfig config, Settings settings, PluginHost plugins) {
        this.config = config;
        this.settings = settings;
        this.plugins = plugins;
    }

    /** Notes what an account holds and has orders in: it is priced and asked about whoever trades it. */
    void holds(String account, Ledger ledger) {
        Set<InstrumentId> ids = new LinkedHashSet<>();
        for (PositionState position : ledger.positions()) {
            if (!position.quantity().isZero()) {
                ids.add(position.instrument().id());
            }
        }
        ledger.orders().open().forEach(order -> ids.add(order.request().instrument()));
        held.put(account, ids);
    }

    /** Instruments that an account's strategies trade, and those that it holds or has orders in. */
    Set<InstrumentId> traded(String account) {
        Set<InstrumentId> ids = new LinkedHashSet<>();
        for (StrategyConfig strategy : config.strategies().values()) {
            if (strategy.account().equals(account)) {
                ids.addAll(strategy.instruments());
            }
        }
        ids.addAll(held.getOrDefault(account, Set.of()));
        return ids;
    }

    /**
     * Checks all that can be known before anything is connected.
     *
     * @return lines about what is perhaps not meant so
     * @throws dev.tradewind.runtime.config.ConfigException if something cannot be
     */
    List<String> check() {
        checkModes();
        PartsCheck venues = new PartsCheck(config, settings);
        config.venues().values().forEach(venue -> venues.checkVenue(venue, factory(venue, CHECKED_BY, Map.of())));
        for (AccountConfig account : config.accounts().values()) {
            VenueConfig venue = config.venues().get(account.venue());
            if (venue != null) {
                venues.checkAccount(account, venue, factory(venue, CHECKED_BY, Map.of()));
            }
            strategies(account.name()).forEach(venues::checkBars);
        }
        return venues.warnings();
    }

    /** Refuses modes that must not be, before anything is connected. */
    private void checkModes() {
        for (AccountConfig account : config.accounts().values()) {
            if (account.mode() == TradingMode.LIVE) {
                throw settings.wrong(
                        "accounts." + account.name() + ".mode",
                        "is live, which does not start yet: it needs sign-in and encrypted secrets; choose demo,"
                                + " paper or testnet",
                        null);
            }
        }
    }

    /** The venues that accounts use, by configured name; nothing is started. */
    Map<String, VenueLink> venues(NodeClock clock, MarketFeed.TickSink ticks, Map<InstrumentId, Decimal> prices) {
        Map<String, VenueLink> links = new LinkedHashMap<>();
        for (AccountConfig account : config.accounts().values()) {
            VenueConfig venue = config.venues().get(account.venue());
            if (venue == null) {
                throw settings.wrong("accounts." + account.name() + ".venue", "names no venue", null);
            }
            VenueLink link = links.get(venue.name());
            if (link == null) {
                link = link(venue, account, new Linking("", clock, ticks, prices));
                links.put(venue.name(), link);
            } else if (!link.isSimulated()) {
                throw settings.wrong(
                        "accounts." + account.name() + ".venue",
                        "is connected for another account already; configure the venue once for each account",
                        null);
            }
            checkMode(account, link);
        }
        return links;
    }

    private void checkMode(AccountConfig account, VenueLink link) {
        if (link.mode() != account.mode()) {
            link.close();
            throw settings.wrong(
                    "accounts." + account.name() + ".mode",
                    "is " + account.mode() + ", but the venue " + account.venue() + " trades in mode " + link.mode(),
                    null);
        }
    }

    /** What a venue is linked with. */
    private record Linking(
            String feedSuffix, NodeClock clock, MarketFeed.TickSink ticks, Map<InstrumentId, Decimal> prices) {}

    /** The venue of one account, for itself alone: its feed has a name of its own, for nodes number what they get. */
    VenueLink venueOf(
            AccountConfig account, NodeClock clock, MarketFeed.TickSink ticks, Map<InstrumentId, Decimal> prices) {
        VenueConfig venue = config.venues().get(account.venue());
        if (venue == null) {
            throw settings.wrong("accounts." + account.name() + ".venue", "names no venue", null);
        }
        VenueLink link = link(venue, account, new Linking("/" + account.name(), clock, ticks, prices));
        checkMode(account, link);
        return link;
    }

    private VenueLink link(VenueConfig venue, AccountConfig account, Linking with) {
        VenueFactory factory = factory(venue, with.clock(), with.prices());
        VenueConnection connection;
        try {
            Parameters parameters = Parameters.of(factory.parameters(), venue.parameters());
            PartsCheck.Permitting permits = new PartsCheck.Permitting(account.mode());
            connection = connect(
                    venue.name(),
                    () -> PartsCheck.permitted(
                            settings, account, permits, () -> factory.connect(parameters, permits)));
        } catch (IllegalArgumentException e) {
            throw settings.wrong("venues." + venue.name() + ".plugin", ": " + e.getMessage(), e);
        } catch (VenueException e) {
            throw new NodeException("the venue " + venue.name() + " cannot be reached: " + e.getMessage(), e);
        }
        if (connection instanceof SyntheticVenue synthetic) {
            return new SyntheticLink(
                    synthetic, synthetic.name() + with.feedSuffix(), with.clock(), with.ticks(), venue.data());
        }
        connection = mended(connection, factory, venue, mode -> mode == account.mode(), with.clock());
        LiveData data = new LiveData(
                connection,
                connection.name() + with.feedSuffix(),
                backup(venue, connection, with),
                with.clock(),
                with.ticks(),
                venue.data());
        if (connection.mode() == TradingMode.PAPER) {
            return new PaperLink(connection, data, with.clock(), paperTerms(venue));
        }
        List<Instrument> traded = connection.instruments().stream()
                .filter(one -> traded(account.name()).contains(one.id()))
                .toList();
        return new ConnectedLink(connection, data, with.clock(), traded);
    }

    private static VenueConnection mended(
            VenueConnection first, VenueFactory factory, VenueConfig venue, VenueHost permits, NodeClock clock) {
        return new MendedConnection(
                first,
                () -> factory.connect(Parameters.of(factory.parameters(), venue.parameters()), permits),
                clock,
                MendedConnection.Pauses.USUAL);
    }

    private Map<String, PaperLink.Terms> paperTerms(VenueConfig venue) {
        Map<String, PaperLink.Terms> terms = new LinkedHashMap<>();
        for (AccountConfig account : config.accounts().values()) {
            if (account.venue().equals(venue.name())) {
                terms.put(account.name(), new PaperLink.Terms(account.paper(), account.leverage()));
            }
        }
        return terms;
    }

    /** The second source of a venue's data: a connection that cannot trade, to the same market. */
    private LiveData.@Nullable Backup backup(VenueConfig venue, VenueConnection first, Linking with) {
        NodeConfig.Backup wanted = venue.backup().orElse(null);
        VenueConfig second = wanted == null ? null : config.venues().get(wanted.venue());
        if (wanted == null || second == null) {
            return null;
        }
        String path = "venues." + venue.name() + ".backup";
        try {
            VenueFactory factory = factory(second, with.clock(), with.prices());
            Parameters parameters = Parameters.of(factory.parameters(), second.parameters());
            VenueHost permits = mode -> mode == TradingMode.PAPER;
            VenueConnection connection =
                    mended(factory.connect(parameters, permits), factory, second, permits, with.clock());
            List<InstrumentId> ids =
                    connection.instruments().stream().map(Instrument::id).toList();
            for (Instrument instrument : first.instruments()) {
                if (!ids.contains(instrument.id())) {
                    connection.close();
                    throw settings.wrong(
                            path, "names " + second.name() + ", which does not have " + instrument.id(), null);
                }
            }
            return new LiveData.Backup(
                    List.of(venue.name(), second.name()), connection, wanted.after(), wanted.until());
        } catch (IllegalArgumentException e) {
            first.close();
            throw settings.wrong(path, "names a venue that does not only bring data: " + e.getMessage(), e);
        } catch (VenueException e) {
            first.close();
            throw new NodeException("the venue " + second.name() + " cannot be reached: " + e.getMessage(), e);
        }
    }

    /** A venue that is away for a moment, as it is when it restarts, must not keep a node from starting. */
    private static VenueConnection connect(String name, Supplier<VenueConnection> attempt) {
        for (int tried = 1; ; tried++) {
            try {
                return attempt.get();
            } catch (VenueException e) {
                if (e.reason() != VenueException.Reason.UNREACHABLE || tried >= CONNECT_TRIES) {
                    throw e;
                }
                LOG.warn("the venue {} cannot be reached yet: {}", name, e.getMessage());
                LockSupport.parkNanos(CONNECT_PAUSE_NANOS << (tried - 1));
            }
        }
    }

    private VenueFactory factory(VenueConfig venue, NodeClock clock, Map<InstrumentId, Decimal> prices) {
        if (venue.plugin().equals(SYNTHETIC)) {
            return new SyntheticVenueFactory(clock.getAsLong(), prices);
        }
        InstalledVenue installed = plugins.venues().get(venue.plugin());
        if (installed == null) {
            List<String> known = new ArrayList<>(List.of(SYNTHETIC));
            known.addAll(plugins.venues().keySet());
            throw settings.wrong(
                    "venues." + venue.name() + ".plugin",
                    "names an unknown venue, '" + venue.plugin() + "'"
                            + NearestName.of(venue.plugin(), known)
                                    .map(name -> "; did you mean '" + name + "'?")
                                    .orElse("; there are " + String.join(", ", known)),
                    null);
        }
        return installed.factory();
    }

    /** The strategies of an account. */
    List<ShardSetup.HostedConfig> strategies(String account) {
        List<ShardSetup.HostedConfig> hosted = new ArrayList<>();
        for (StrategyConfig strategy : config.strategies().values()) {
            if (!strategy.account().equals(account)) {
                continue;
            }
            String path = "strategies." + strategy.name() + ".plugin";
            try {
                InstalledStrategy installed = plugins.strategy(strategy.plugin());
                Parameters parameters = Parameters.of(installed.factory().parameters(), strategy.parameters());
                installed.factory().create(parameters);
                hosted.add(new ShardSetup.HostedConfig(
                        strategy.name(),
                        installed,
                        parameters,
                        new HostedStrategy.Scope(
                                strategy.instruments(), strategy.size(), strategy.bars(), strategy.warmUp())));
            } catch (IllegalArgumentException | PluginException e) {
                throw settings.wrong(path, ": " + e.getMessage(), e);
            }
        }
        return hosted;
    }

    /** The instruments that an account trades or holds, as its venue has them. */
    List<Instrument> instruments(String account, VenueLink venue) {
        List<Instrument> found = new ArrayList<>();
        for (StrategyConfig strategy : config.strategies().values()) {
            if (!strategy.account().equals(account)) {
                continue;
            }
            for (InstrumentId id : strategy.instruments()) {
                Instrument instrument = venue.instruments().stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> settings.wrong(
                                "strategies." + strategy.name() + ".instruments",
                                "names " + id + ", which " + venue.venue() + " does not trade; there are "
                                        + venue.instruments().stream()
                                                .limit(10)
                                                .map(one -> one.id().toString())
                                                .toList(),
                                null));
                if (!found.contains(instrument)) {
                    found.add(instrument);
                }
            }
        }
        for (InstrumentId id : held.getOrDefault(account, Set.of())) {
            if (found.stream().noneMatch(one -> one.id().equals(id))) {
                found.add(venue.instruments().stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> new NodeException("the account " + account + " holds or has orders in " + id
                                + ", which the venue " + venue.venue()
                                + " does not tell about: add it to the symbols of the venue again")));
            }
        }
        return found;
    }

    /** How the engine of an account is configured. */
    EngineConfig engine(AccountConfig account, int incarnation, VenueLink venue) {
        HardLimits hard = new HardLimits(config.limits().maxOrderNotional(), MAX_REQUESTS, 2 * SECOND, false);
        boolean simulated = venue.isSimulated();
        RunSettings.Asking asking = new RunSettings.Asking(
                simulated ? 0 : 10 * SECOND,
                venue.times().queryLagNanos(),
                10,
                simulated ? 0 : 60 * SECOND,
                SECOND);
        RunSettings.VenueKeeps keeps =
                new RunSettings.VenueKeeps(true, venue.capabilities().can(VenueFeature.REDUCE_ONLY));
        return new EngineConfig(
                        account.name(),
                        incarnation,
                        account.baseCurrency(),
                        account.size(),
                        Decimal.ofUnscaled(2, 3),
                        account.leverage(),
                        hard,
                        1)
                .with(new RunSettings(10 * SECOND, 3_600 * SECOND, asking, keeps));
    }
}
