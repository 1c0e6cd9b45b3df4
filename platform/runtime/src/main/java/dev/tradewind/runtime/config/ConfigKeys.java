package dev.tradewind.runtime.config;

import dev.tradewind.runtime.config.ConfigKey.Kind;
import dev.tradewind.runtime.plugin.NearestName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All that can be set. */
final class ConfigKeys {
    static final List<ConfigKey> ALL = List.of(
            key("http-port", "7070", "port of /livez, /readyz and /metrics on loopback; 0 for none"),
            key("rules", "", "folder of the rules that judge every order; the shipped ones where empty"),
            list("plugins", "plugin zips and folders besides the shipped"),
            list("abandoned", "accounts of the database that are given up with what they hold"),
            key("rules-mode", "", "watched: the folder as edited; approved: what two people agreed on; none: no rules"),
            key("database.url", "", "jdbc:postgresql://HOST:PORT/NAME; empty for the embedded one in the home folder"),
            key("database.owner", "tradewind_owner", "role that owns the tables and migrates"),
            secret("database.owner-password", "its password"),
            key("database.application", "tradewind_app", "role that the platform works as"),
            secret("database.application-password", "its password"),
            list("cluster.join", "HOST:PORT of the nodes that share the accounts; empty for a node alone"),
            key("cluster.listen", "", "HOST:PORT of this node; the first free one of cluster.join where empty"),
            key("cluster.name", "tradewind", "name of the cluster: letters, digits, dashes"),
            key("cluster.lease-millis", "2000", "a node that is silent for so long sends nothing more"),
            key("limits.callback-seconds", "5", "a strategy that does not come back for so long is halted"),
            key("limits.market-queue", "4096", "market events that wait for an account before they are conflated"),
            key("limits.command-queue", "256", "requests that wait for an account before they are refused"),
            key("limits.report-queue", "65536", "reports that wait for an account before its shard is made anew"),
            key("limits.snapshot-every", "5000", "batches of the journal from one snapshot to the next"),
            key("limits.max-order-notional", "1000000", "no order is worth more, whatever the rules say"),
            key("venues.*.plugin", "", "which venue it is"),
            key("venues.*.parameters.*", "", "a parameter of the venue"),
            key("accounts.*.venue", "", "where it trades"),
            key("accounts.*.mode", "demo", "demo, paper, testnet or live"),
            key("accounts.*.base-currency", "USD", "what equity is measured in"),
            key("accounts.*.cash", "100000", "what a new account of a simulated venue begins with"),
            key("accounts.*.size", "percent:5", "an entry: fixed:QUANTITY, percent:P of equity, all-in"),
            key("accounts.*.leverage", "1", "how many times equity positions may be worth"),
            key("strategies.*.plugin", "", "which strategy it is"),
            key("strategies.*.account", "", "the account that it trades"),
            list("strategies.*.instruments", "what it trades, as SYMBOL.VENUE"),
            key("strategies.*.size", "", "its entries, fixed:QUANTITY; the account's where empty"),
            key("strategies.*.bars", "", "length of the bars it gets, such as 5s; empty for none"),
            key("strategies.*.parameters.*", "", "a parameter of the strategy"),
            key("strategies.*.warm-up", "", "bars of the past that it gets first; empty: as many as it asks for"),
            key("venues.*.data.stale-millis", "10000", "data is stale when nothing came for so long; 0 for never"),
            key("venues.*.data.clock-millis", "3000", "most between the venue's time stamps and our clock; 0 for any"),
            key("venues.*.data.outlier-percent", "3", "prices so far off are held back until confirmed; 0 for none"),
            key("venues.*.data.good-millis", "1000", "data is good again when nothing was wrong for so long"),
            key("venues.*.backup", "", "another venue, whose data is taken while this one's is away"),
            key("venues.*.backup-after-millis", "1000", "the backup takes over when nothing came for so long"),
            key("venues.*.backup-until-millis", "10000", "the first takes over again when it was good for so long"),
            key("accounts.*.paper.latency-millis", "50", "on paper: how long an order takes, and a report back"),
            key("accounts.*.paper.fee-percent", "0.1", "on paper: what a fill costs, of its value"));

    private ConfigKeys() {}

    private static ConfigKey key(String pattern, String defaultText, String description) {
        return new ConfigKey(pattern, Kind.TEXT, defaultText, description);
    }

    private static ConfigKey list(String pattern, String description) {
        return new ConfigKey(pattern, Kind.LIST, "", description);
    }

    private static ConfigKey secret(String pattern, String description) {
        return new ConfigKey(pattern, Kind.SECRET, "", description);
    }

    static Optional<ConfigKey> find(List<String> path) {
        return ALL.stream().filter(key -> key.matches(path)).findFirst();
    }

    static boolean isGroup(List<String> path) {
        return ALL.stream().anyMatch(key -> key.isBelow(path));
    }

    /** What may stand beside the last name of a path. */
    static Set<String> siblings(List<String> path) {
        Set<String> names = new LinkedHashSet<>();
        List<String> parent = path.subList(0, path.size() - 1);
        for (ConfigKey key : ALL) {
            if (key.isBelow(parent)) {
                names.add(key.pattern().split("\\.")[parent.size()]);
            }
        }
        return names;
    }

    /** A sentence about a path that is no key. */
    static String unknown(List<String> path) {
        Set<String> known = siblings(path);
        String nearest = NearestName.of(path.getLast(), known)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("; there are " + String.join(", ", known));
        return "unknown key '" + String.join(".", path) + "'" + nearest;
    }
}
