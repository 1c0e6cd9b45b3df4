package dev.tradewind.runtime.config;

import dev.tradewind.cluster.HostPort;
import dev.tradewind.engine.EntrySize;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a node runs, checked as far as that can be done without plugins.
 *
 * @param httpPort on loopback, 0 for none
 * @param rules folder, empty for the shipped
 * @param plugins besides the shipped
 * @param database an external one, empty for the embedded
 * @param limits bounds
 * @param venues by name
 * @param accounts by name
 * @param strategies by name
 * @param cluster empty for a node alone
 * @param abandoned accounts of the database that are given up with what they hold
 * @param rulesMode who decides which rules are in force
 */
public record NodeConfig(
        int httpPort,
        Optional<Path> rules,
        List<Path> plugins,
        Optional<ExternalDatabase> database,
        Limits limits,
        Map<String, VenueConfig> venues,
        Map<String, AccountConfig> accounts,
        Map<String, StrategyConfig> strategies,
        Optional<ClusterConfig> cluster,
        Set<String> abandoned,
        RulesMode rulesMode) {

    /**
     * Nodes that share the accounts.
     *
     * @param listen where this node listens; empty for the first free address of {@code join}
     * @param join where nodes may be
     * @param lease a node that is silent for so long sends nothing more
     */
    public record ClusterConfig(String name, Optional<HostPort> listen, List<HostPort> join, Duration lease) {}

    private static final int MOST_MILLIS = 3_600_000;
    private static final int MOST_BARS = 100_000;

    /** An external PostgreSQL and the two roles in it. */
    public record ExternalDatabase(String url, Role owner, Role application) {
        /** A role; its password is not shown. */
        public record Role(String user, String password) {
            @Override
            public String toString() {
                return user;
            }
        }
    }

    /**
     * Bounds of a node.
     *
     * @param callback a strategy that does not come back for so long is halted
     * @param marketQueue market events that wait for an account before they are conflated
     * @param commandQueue requests that wait before they are refused
     * @param reportQueue reports that wait before the shard is made anew
     * @param snapshotEvery batches between snapshots
     * @param maxOrderNotional no order is worth more
     */
    public record Limits(
            Duration callback,
            int marketQueue,
            int commandQueue,
            int reportQueue,
            int snapshotEvery,
            Decimal maxOrderNotional) {}

    /**
     * A venue.
     *
     * @param plugin its name among the installed
     * @param data when its data counts as bad
     * @param backup whose data is taken while its own is away
     */
    public record VenueConfig(
            String name, String plugin, Map<String, String> parameters, DataLimits data, Optional<Backup> backup) {}

    /**
     * A second source of a venue's data.
     *
     * @param venue its configured name
     * @param after it takes over when nothing came for so long
     * @param until the first takes over again when it was good for so long
     */
    public record Backup(String venue, Duration after, Duration until) {}

    /**
     * How orders on paper are filled.
     *
     * @param latency of an order on its way to the venue, and of a report on its way back
     * @param feePercent of a fill's value
     */
    public record Paper(Duration latency, Decimal feePercent) {}

    /** An account. */
    public record AccountConfig(
            String name,
            String venue,
            TradingMode mode,
            Currency baseCurrency,
            Decimal cash,
            EntrySize size,
            Decimal leverage,
            Paper paper) {}

    /**
     * A strategy.
     *
     * @param size of its entries; empty for the account's
     * @param bars length of the bars that it gets
     * @param warmUp bars of the past that it gets at the start; empty for as many as it asks for
     */
    public record StrategyConfig(
            String name,
            String plugin,
            String account,
            List<InstrumentId> instruments,
            Optional<Decimal> size,
            Optional<Timeframe> bars,
            Optional<Integer> warmUp,
            Map<String, String> parameters) {}

    /** Names of the strategies of an account. */
    public List<String> strategiesOf(String account) {
        return strategies.values().stream()
                .filter(one -> one.account().equals(account))
                .map(StrategyConfig::name)
                .toList();
    }

    /** @throws ConfigException if something cannot be */
    public static NodeConfig of(Settings settings) {
        Map<String, VenueConfig> venues = new LinkedHashMap<>();
        for (String name : settings.names("venues")) {
            String path = "venues." + name;
            String plugin = needed(settings, path + ".plugin");
            venues.put(name, new VenueConfig(
                    name, plugin, settings.below(path + ".parameters"), data(settings, path), backup(settings, name)));
        }
        Map<String, AccountConfig> accounts = new LinkedHashMap<>();
        for (String name : settings.names("accounts")) {
            accounts.put(name, account(settings, name, venues.keySet()));
        }
        Map<String, StrategyConfig> strategies = new LinkedHashMap<>();
        for (String name : settings.names("strategies")) {
            strategies.put(name, strategy(settings, name, accounts.keySet()));
        }
        if (accounts.isEmpty()) {
            throw new ConfigException("no account is configured: add one under 'accounts:'");
        }
        return new NodeConfig(
                settings.whole("http-port", 0, 65_535),
                settings.read("rules", text -> text.isBlank() ? Optional.<Path>empty() : Optional.of(Path.of(text))),
                settings.list("plugins").stream().map(Path::of).toList(),
                database(settings),
                limits(settings),
                venues,
                accounts,
                strategies,
                cluster(settings),
                abandoned(settings, accounts.keySet()),
                rulesMode(settings, accounts.values()));
    }

    private static Set<String> abandoned(Settings settings, Set<String> accounts) {
        Set<String> names = new LinkedHashSet<>(settings.list("abandoned"));
        for (String name : names) {
            if (accounts.contains(name)) {
                throw settings.wrong(
                        "abandoned",
                        "names " + name + ", which is configured under 'accounts:'; take it out of one",
                        null);
            }
        }
        return Collections.unmodifiableSet(names);
    }

    /** Where money of others than ourselves is near, a file that somebody edits is not enough. */
    private static RulesMode rulesMode(Settings settings, Collection<AccountConfig> accounts) {
        boolean serious = accounts.stream()
                .anyMatch(one -> one.mode() == TradingMode.TESTNET || one.mode() == TradingMode.LIVE);
        return settings.read("rules-mode", text -> {
            String name = text.strip();
            if (name.isEmpty()) {
                return serious ? RulesMode.APPROVED : RulesMode.WATCHED;
            }
            for (RulesMode mode : RulesMode.values()) {
                if (mode.name().equalsIgnoreCase(name)) {
                    return mode == RulesMode.NONE ? none(settings, serious) : mode;
                }
            }
            throw new IllegalArgumentException("a rules mode is watched, approved or none, was '" + name + "'");
        });
    }

    private static RulesMode none(Settings settings, boolean serious) {
        if (serious) {
            throw new IllegalArgumentException("'none' is for accounts of mode demo or paper alone, and there is one of"
                    + " mode testnet or live");
        }
        if (!settings.list("cluster.join").isEmpty()) {
            throw new IllegalArgumentException(
                    "'none' is for a node alone: all nodes of a cluster judge alike");
        }
        return RulesMode.NONE;
    }

    private static Optional<ClusterConfig> cluster(Settings settings) {
        String join = "cluster.join";
        List<HostPort> nodes =
                settings.read(join, text -> settings.list(join).stream().map(HostPort::parse).toList());
        Optional<HostPort> listen = settings.read(
                "cluster.listen",
                text -> text.isBlank() ? Optional.<HostPort>empty() : Optional.of(HostPort.parse(text.strip())));
        if (nodes.isEmpty()) {
            if (listen.isPresent()) {
                throw settings.wrong("cluster.listen", "is for a cluster: name its nodes with --join", null);
            }
            return Optional.empty();
        }
        if (settings.text("database.url").isBlank()) {
            throw settings.wrong(
                    join, "needs one PostgreSQL for all nodes of the cluster: name it with --db-url", null);
        }
        String name = settings.text("cluster.name").strip();
        if (!name.matches("[A-Za-z0-9-]{1,40}")) {
            throw settings.wrong("cluster.name", "has 1 to 40 letters, digits and dashes, was '" + name + "'", null);
        }
        Duration lease = Duration.ofMillis(settings.whole("cluster.lease-millis", 500, 60_000));
        return Optional.of(new ClusterConfig(name, listen, nodes, lease));
    }

    private static DataLimits data(Settings settings, String path) {
        double percent = settings.read(
                path + ".data.outlier-percent", text -> Decimal.parse(text.strip()).toDouble());
        if (percent < 0) {
            throw settings.wrong(path + ".data.outlier-percent", "must not be below zero, was " + percent, null);
        }
        return new DataLimits(
                nanos(settings, path + ".data.stale-millis", 0),
                percent,
                nanos(settings, path + ".data.clock-millis", 0),
                nanos(settings, path + ".data.good-millis", 1));
    }

    private static long nanos(Settings settings, String path, int least) {
        return settings.whole(path, least, MOST_MILLIS) * 1_000_000L;
    }

    private static Optional<Backup> backup(Settings settings, String name) {
        String path = "venues." + name;
        if (settings.text(path + ".backup").isBlank()) {
            return Optional.empty();
        }
        String backup = known(settings, path + ".backup", settings.names("venues"), "venue");
        if (backup.equals(name)) {
            throw settings.wrong(path + ".backup", "names the venue itself; name another one", null);
        }
        return Optional.of(new Backup(
                backup,
                Duration.ofMillis(settings.whole(path + ".backup-after-millis", 100, MOST_MILLIS)),
                Duration.ofMillis(settings.whole(path + ".backup-until-millis", 100, MOST_MILLIS))));
    }

    private static Limits limits(Settings settings) {
        return new Limits(
                Duration.ofSeconds(settings.whole("limits.callback-seconds", 1, 3_600)),
                settings.whole("limits.market-queue", 16, 1 << 20),
                settings.whole("limits.command-queue", 1, 1 << 16),
                settings.whole("limits.report-queue", 16, 1 << 24),
                settings.whole("limits.snapshot-every", 1, 10_000_000),
                positive(settings, "limits.max-order-notional"));
    }

    private static Optional<ExternalDatabase> database(Settings settings) {
        String url = settings.text("database.url").strip();
        if (url.isEmpty()) {
            return Optional.empty();
        }
        if (Settings.holdsPassword(url)) {
            // Not repeated: it would be in a log, and on the command line it was for all to read.
            throw settings.wrong(
                    "database.url",
                    "holds a password or a role; passwords are database.owner-password and"
                            + " database.application-password, roles database.owner and database.application",
                    null);
        }
        return Optional.of(new ExternalDatabase(
                url,
                new ExternalDatabase.Role(
                        settings.text("database.owner"), password(settings, "database.owner-password")),
                new ExternalDatabase.Role(
                        settings.text("database.application"), password(settings, "database.application-password"))));
    }

    /** Not on the command line, where others could read it. */
    private static String password(Settings settings, String path) {
        if (settings.text(path).isBlank()) {
            throw settings.wrong(
                    path,
                    "must be set for an external database: under 'database:' in the configuration, or in the"
                            + " environment as TRADEWIND_DATABASE_OWNER_PASSWORD and"
                            + " TRADEWIND_DATABASE_APPLICATION_PASSWORD",
                    null);
        }
        return settings.text(path).strip();
    }

    private static AccountConfig account(Settings settings, String name, Set<String> venues) {
        String path = "accounts." + name;
        if (!name.matches("[A-Za-z0-9]{1,12}")) {
            throw settings.wrong(
                    path + ".venue", ": the account's name has 1 to 12 letters and digits, was '" + name + "'", null);
        }
        EntrySize size = settings.read(path + ".size", EntrySize::parse);
        Decimal leverage = positive(settings, path + ".leverage").max(Decimal.ONE);
        Decimal most = leverage.times(Decimal.of(100));
        if (size instanceof EntrySize.PercentOfEquity share && share.percent().compareTo(most) > 0) {
            throw settings.wrong(
                    path + ".size",
                    "is " + size + ", and with a leverage of " + leverage + " no entry can be more than percent:" + most
                            + "; make it less, or the leverage more",
                    null);
        }
        return new AccountConfig(
                name,
                known(settings, path + ".venue", venues, "venue"),
                settings.read(path + ".mode", NodeConfig::mode),
                settings.read(path + ".base-currency", Currency::of),
                positive(settings, path + ".cash"),
                size,
                leverage,
                paper(settings, path));
    }

    private static Paper paper(Settings settings, String path) {
        Decimal fee = settings.read(path + ".paper.fee-percent", text -> Decimal.parse(text.strip()));
        if (fee.signum() < 0 || fee.compareTo(Decimal.of(100)) > 0) {
            throw settings.wrong(path + ".paper.fee-percent", "must be 0 to 100, was " + fee, null);
        }
        return new Paper(Duration.ofMillis(settings.whole(path + ".paper.latency-millis", 0, 10_000)), fee);
    }

    private static TradingMode mode(String text) {
        for (TradingMode mode : TradingMode.values()) {
            if (mode.name().equalsIgnoreCase(text.strip())) {
                return mode;
            }
        }
        throw new IllegalArgumentException("choose demo, paper or testnet; it was '" + text + "'");
    }

    private static StrategyConfig strategy(Settings settings, String name, Set<String> accounts) {
        String path = "strategies." + name;
        Set<InstrumentId> instruments = new LinkedHashSet<>(settings.read(
                path + ".instruments",
                text -> settings.list(path + ".instruments").stream()
                        .map(InstrumentId::parse)
                        .toList()));
        if (instruments.isEmpty()) {
            throw settings.wrong(path + ".instruments", "must name what is traded, such as [DEMO.SYNTHETIC]", null);
        }
        return new StrategyConfig(
                name,
                needed(settings, path + ".plugin"),
                known(settings, path + ".account", accounts, "account"),
                List.copyOf(instruments),
                settings.read(path + ".size", NodeConfig::fixedSize),
                settings.read(
                        path + ".bars",
                        text -> text.isBlank() ? Optional.<Timeframe>empty() : Optional.of(Timeframe.parse(text))),
                warmUp(settings, path),
                settings.below(path + ".parameters"));
    }

    private static Optional<Integer> warmUp(Settings settings, String path) {
        return settings.text(path + ".warm-up").isBlank()
                ? Optional.empty()
                : Optional.of(settings.whole(path + ".warm-up", 0, MOST_BARS));
    }

    private static Optional<Decimal> fixedSize(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        if (EntrySize.parse(text) instanceof EntrySize.Fixed fixed) {
            return Optional.of(fixed.quantity());
        }
        throw new IllegalArgumentException(
                "the size of a strategy is fixed:QUANTITY, was '" + text + "'; shares of equity are the account's");
    }

    private static String needed(Settings settings, String path) {
        String text = settings.text(path).strip();
        if (text.isEmpty()) {
            throw settings.wrong(path, "must be set", null);
        }
        return text;
    }

    private static String known(Settings settings, String path, Set<String> names, String what) {
        String name = needed(settings, path);
        if (!names.contains(name)) {
            throw settings.wrong(
                    path, "names an unknown " + what + ", '" + name + "'; there are " + String.join(", ", names), null);
        }
        return name;
    }

    private static Decimal positive(Settings settings, String path) {
        Decimal value = settings.read(path, text -> Decimal.parse(text.strip()));
        if (value.signum() <= 0) {
            throw settings.wrong(path, "must be above zero, was " + value, null);
        }
        return value;
    }
}
