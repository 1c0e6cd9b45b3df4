package dev.tradewind.runtime.node;

import dev.tradewind.runtime.config.NodeConfig.AccountConfig;
import dev.tradewind.store.journal.JournalState;
import dev.tradewind.store.projection.ProjectorThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a node says about itself.
 *
 * @param rules null before they are loaded
 * @param books null before the database is open
 * @param projector null before it runs
 * @param cluster null where the node is alone
 */
record NodeReport(
        Node node,
        @Nullable LiveRules rules,
        long startedNanoTime,
        @Nullable Books books,
        @Nullable ProjectorThread projector,
        @Nullable ClusterNode cluster) {
    private static final long GRACE_NANOS = 15_000_000_000L;

    /** What is ready, and what is not and why. What has not come up in the first seconds is said to be starting. */
    List<Component> components() {
        boolean grace = System.nanoTime() - startedNanoTime < GRACE_NANOS;
        List<Component> found = new ArrayList<>();
        JournalState journal = books == null ? new JournalState(false, "not open") : books.writer().state();
        found.add(new Component("journal", journal.up() ? "" : "cannot be written: " + journal.reason()));
        found.add(new Component("rules", trouble()));
        found.add(new Component("projections", projector == null ? "not open" : projector.trouble()));
        if (cluster != null) {
            found.addAll(cluster.components());
        }
        node.venues().forEach((name, venue) -> found.add(new Component("venue " + name, venue.trouble())));
        node.venues().values().forEach(venue -> venue.feed().qualities().values().stream()
                .filter(quality -> !quality.isGood())
                .forEach(quality -> found.add(new Component(
                        "data of " + quality.instrument(), quality.faults() + ": " + quality.reason()))));
        for (AccountRunner runner : node.runners().values()) {
            ShardView.State state = runner.view().state();
            String reason = state.phase().equals("trading") ? "" : (grace ? "starting: " : "") + state.phase();
            found.add(new Component(
                    "account " + runner.account(), state.halted().isEmpty() ? reason : "halted: " + state.halted()));
        }
        return found;
    }

    private String trouble() {
        if (rules == null) {
            return WithoutRules.holds(node.config()) ? "" : "not loaded";
        }
        return rules.trouble();
    }

    /** The state of everything. */
    StatusJson.Status status() {
        List<StatusJson.Account> accounts = new ArrayList<>();
        for (AccountConfig account : node.config().accounts().values()) {
            AccountRunner runner = node.runners().get(account.name());
            if (runner == null) {
                continue;
            }
            accounts.add(new StatusJson.Account(
                    account.name(), account.mode().name(), account.venue(), runner.view(), runner.outstanding()));
        }
        return new StatusJson.Status(
                node.home().folder().toString(),
                ProcessHandle.current().pid(),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedNanoTime),
                node.httpPort(),
                components(),
                accounts,
                node.unattended(),
                rules == null
                        ? new StatusJson.RulesInForce("none", 0, 0, WithoutRules.warnings(node.config()))
                        : rules.inForce());
    }

    /** A few lines about what runs, for whoever started it. */
    List<String> banner() {
        List<String> lines = new ArrayList<>();
        for (AccountConfig account : node.config().accounts().values()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s  account %s at %s: %s",
                    account.mode(),
                    account.name(),
                    account.venue(),
                    String.join(
                            ", ",
                            node.config().strategies().values().stream()
                                    .filter(one -> one.account().equals(account.name()))
                                    .map(one -> one.name() + " (" + one.plugin() + " on " + one.instruments() + ")")
                                    .toList())));
        }
        node.notes().forEach(line -> lines.add("WARNING  " + line));
        WithoutRules.warnings(node.config()).forEach(line -> lines.add("WARNING  " + line));
        lines.add((rules == null ? "no order is judged by rules" : "every order is judged by " + rules.text())
                + "; the journal is "
                + (node.config().database().isPresent()
                        ? "the external database"
                        : "PostgreSQL in " + node.home().folder()));
        if (cluster != null) {
            lines.add(cluster.banner());
        }
        if (node.httpPort() != 0) {
            lines.add("health and metrics: http://127.0.0.1:" + node.httpPort() + "/readyz and /metrics");
        }
        lines.add("look: tradewind status    stop: tradewind stop    logs: "
                + node.home().logs().resolve("tradewind.log"));
        return lines;
    }
}
