package dev.tradewind.runtime.node;

import dev.tradewind.runtime.config.ConfigException;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.NodeConfig.AccountConfig;
import dev.tradewind.runtime.config.NodeConfig.StrategyConfig;
import dev.tradewind.runtime.config.NodeConfig.VenueConfig;
import dev.tradewind.runtime.config.Settings;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.plugin.VenueConnection;
import dev.tradewind.sdk.plugin.VenueFactory;
import dev.tradewind.sdk.plugin.VenueHost;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.simulation.venue.SyntheticVenueFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What can be said of configured venues and strategies without connecting with anybody. */
final class PartsCheck {
    /** By which a strategy may live without configured bars. */
    private static final List<String> OTHER_CALLBACKS = List.of("onStart", "onQuote", "onTrade", "onBook", "onTimer");

    private final NodeConfig config;
    private final Settings settings;
    private final Map<String, String> ownConnections = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    PartsCheck(NodeConfig config, Settings settings) {
        this.config = config;
        this.settings = settings;
    }

    /** Permits one mode, and remembers which other one was asked for. */
    static final class Permitting implements VenueHost {
        private final TradingMode permitted;
        private volatile @Nullable TradingMode refused;

        Permitting(TradingMode permitted) {
            this.permitted = permitted;
        }

        @Override
        public boolean permits(TradingMode mode) {
            if (mode != permitted) {
                refused = mode;
            }
            return mode == permitted;
        }
    }

    /** Makes a connection; where its mode is another one, that is what is said. */
    static <T> T permitted(Settings settings, AccountConfig account, Permitting host, Supplier<T> attempt) {
        try {
            return attempt.get();
        } catch (IllegalArgumentException e) {
            TradingMode refused = host.refused;
            if (refused == null) {
                throw e;
            }
            throw settings.wrong(
                    "accounts." + account.name() + ".mode",
                    "is " + account.mode() + ", but the venue '" + account.venue() + "' trades in mode " + refused
                            + " as it is configured: set 'mode: " + refused.name().toLowerCase(Locale.ROOT)
                            + "', or name another venue; no mode of real money starts here",
                    e);
        }
    }

    /** That the parameters are there and within their bounds. */
    void checkVenue(VenueConfig venue, VenueFactory factory) {
        parameters(venue, factory);
    }

    private Parameters parameters(VenueConfig venue, VenueFactory factory) {
        try {
            return Parameters.of(factory.parameters(), venue.parameters());
        } catch (IllegalArgumentException e) {
            throw wrong(venue, e);
        }
    }

    private ConfigException wrong(VenueConfig venue, IllegalArgumentException e) {
        return settings.wrong("venues." + venue.name() + ".plugin", ": " + e.getMessage(), e);
    }

    /** That an account may trade there: mode, keys, and what is traded where that is known without asking. */
    void checkAccount(AccountConfig account, VenueConfig venue, VenueFactory factory) {
        Parameters parameters = parameters(venue, factory);
        Permitting permits = new Permitting(account.mode());
        try {
            permitted(settings, account, permits, () -> {
                factory.check(parameters, permits);
                return "";
            });
            if (factory instanceof SyntheticVenueFactory) {
                VenueConnection connection =
                        permitted(settings, account, permits, () -> factory.connect(parameters, permits));
                checkInstruments(account, connection.instruments());
                connection.close();
            }
        } catch (IllegalArgumentException e) {
            throw wrong(venue, e);
        }
        boolean own = account.mode() == TradingMode.TESTNET && config.cluster().isEmpty();
        if (own && ownConnections.put(venue.name(), account.name()) != null) {
            throw settings.wrong(
                    "accounts." + account.name() + ".venue",
                    "is connected for another account already; configure the venue once for each account",
                    null);
        }
    }

    private void checkInstruments(AccountConfig account, List<Instrument> there) {
        List<InstrumentId> ids = there.stream().map(Instrument::id).toList();
        for (StrategyConfig strategy : config.strategies().values()) {
            for (InstrumentId id : strategy.instruments()) {
                if (strategy.account().equals(account.name()) && !ids.contains(id)) {
                    throw settings.wrong(
                            "strategies." + strategy.name() + ".instruments",
                            "names " + id + ", which " + account.venue() + " does not trade; there are "
                                    + ids.stream().limit(10).toList(),
                            null);
                }
            }
        }
    }

    /** A strategy that lives by bars alone, and gets none, does nothing. */
    void checkBars(ShardSetup.HostedConfig hosted) {
        Strategy strategy = hosted.installed().factory().create(hosted.parameters());
        boolean others = Arrays.stream(Strategy.class.getMethods())
                .filter(method -> OTHER_CALLBACKS.contains(method.getName()))
                .anyMatch(method -> overrides(strategy, method.getName(), method.getParameterTypes()));
        boolean bars = overrides(strategy, "onBar", Bar.class, StrategyContext.class);
        if (hosted.scope().bars().isEmpty() && bars && !others) {
            warnings.add("strategy '" + hosted.name() + "' (" + hosted.installed().name()
                    + ") works on bars and gets none: add 'bars: 1m' or another length to it");
        }
    }

    private static boolean overrides(Strategy strategy, String name, Class<?>... types) {
        try {
            return strategy.getClass().getMethod(name, types).getDeclaringClass() != Strategy.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every strategy has " + name, e);
        }
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }
}
