package dev.tradewind.runtime.node;

import dev.tradewind.engine.EngineConfig;
import dev.tradewind.engine.EngineConfig.HardLimits;
import dev.tradewind.engine.RunSettings;
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
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
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

    private final NodeConfig config;
    private final Settings settings;
    private final PluginHost plugins;

    NodeParts(NodeConfig config, Settings settings, PluginHost plugins) {
        this.config = config;
        this.settings = settings;
        this.plugins = plugins;
    }

    /** Instruments that an account's strategies trade. */
    Set<InstrumentId> traded(String account) {
        Set<InstrumentId> ids = new LinkedHashSet<>();
        for (StrategyConfig strategy : config.strategies().values()) {
            if (strategy.account().equals(account)) {
                ids.addAll(strategy.instruments());
            }
        }
        return ids;
    }

    /** Refuses modes that must not be, before anything is connected. */
    void checkModes() {
        for (AccountConfig account : config.accounts().values()) {
            if (account.mode() == TradingMode.LIVE) {
                throw settings.wrong(
                        "accounts." + account.name() + ".mode",
                        "is live, which does not start yet: it needs sign-in and encrypted secrets; choose demo or"
                                + " testnet",
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
                link = link(venue, account, clock, ticks, prices);
                links.put(venue.name(), link);
            } else if (!link.isSimulated()) {
                throw settings.wrong(
                        "accounts." + account.name() + ".venue",
                        "is connected for another account already; configure the venue once for each account",
                        null);
            }
            if (link.mode() != account.mode()) {
                throw settings.wrong(
                        "accounts." + account.name() + ".mode",
                        "is " + account.mode() + ", but the venue " + venue.name() + " trades in mode " + link.mode(),
                        null);
            }
        }
        return links;
    }

    private VenueLink link(
            VenueConfig venue,
            AccountConfig account,
            NodeClock clock,
            MarketFeed.TickSink ticks,
            Map<InstrumentId, Decimal> prices) {
        VenueFactory factory = factory(venue, clock, prices);
        VenueConnection connection;
        try {
            Parameters parameters = Parameters.of(factory.parameters(), venue.parameters());
            VenueHost permits = mode -> mode == account.mode();
            connection = connect(venue.name(), () -> factory.connect(parameters, permits));
        } catch (IllegalArgumentException e) {
            throw settings.wrong("venues." + venue.name() + ".plugin", ": " + e.getMessage(), e);
        } catch (VenueException e) {
            throw new NodeException("the venue " + venue.name() + " cannot be reached: " + e.getMessage(), e);
        }
        if (connection instanceof SyntheticVenue synthetic) {
            return new SyntheticLink(synthetic, clock, ticks);
        }
        if (connection.mode() == TradingMode.PAPER) {
            connection.close();
            throw settings.wrong(
                    "accounts." + account.name() + ".mode",
                    "is paper, but orders on the data of " + venue.name() + " cannot be simulated yet; choose its"
                            + " testnet, or the synthetic market in mode demo",
                    null);
        }
        List<Instrument> traded = connection.instruments().stream()
                .filter(one -> traded(account.name()).contains(one.id()))
                .toList();
        return new ConnectedLink(connection, clock, ticks, traded);
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
                        new HostedStrategy.Scope(strategy.instruments(), strategy.size(), strategy.bars())));
            } catch (IllegalArgumentException | PluginException e) {
                throw settings.wrong(path, ": " + e.getMessage(), e);
            }
        }
        return hosted;
    }

    /** The instruments that an account trades, as its venue has them. */
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
