package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.runtime.config.ConfigException;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.Settings;
import dev.tradewind.runtime.plugin.PluginZip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a node does when accounts and strategies of its database are configured otherwise, or not at all. */
@EnabledOnOs(OS.LINUX)
class NodeAccountsTest {
    private static final int PATIENCE_MILLIS = 60_000;

    /** Buys once, and bids once, far below. */
    private static final String HOLDER =
            """
            package demo;
            import dev.tradewind.sdk.instrument.*;
            import dev.tradewind.sdk.market.*;
            import dev.tradewind.sdk.order.*;
            import dev.tradewind.sdk.plugin.TradewindPlugin;
            import dev.tradewind.sdk.strategy.*;
            import dev.tradewind.sdk.value.*;
            import java.util.*;
            public class Holder implements TradewindPlugin {
                static final class Trader implements Strategy {
                    boolean done;
                    public void onBook(MarketEvent event, StrategyContext context) {
                        InstrumentId id = context.instruments().get(0).id();
                        BookView book = context.book(id);
                        if (done || !book.isReady() || !book.isTwoSided()) { return; }
                        done = true;
                        Price low = book.level(Side.BUY, Math.min(60, book.depth(Side.BUY) - 1)).price();
                        context.submit(OrderRequest.market(id, Side.BUY, Quantity.of("0.5")));
                        context.submit(OrderRequest.limit(id, Side.BUY, Quantity.of("0.5"), low));
                    }
                }
                public List<StrategyFactory> strategies() {
                    return List.of(new StrategyFactory() {
                        public String name() { return "holder"; }
                        public String description() { return "Buys and holds."; }
                        public Strategy create(Parameters parameters) { return new Trader(); }
                    });
                }
            }
            """;

    /** Does nothing. */
    private static final String IDLER =
            """
            package demo;
            import dev.tradewind.sdk.plugin.TradewindPlugin;
            import dev.tradewind.sdk.strategy.*;
            import java.util.*;
            public class Idler implements TradewindPlugin {
                public List<StrategyFactory> strategies() {
                    return List.of(new StrategyFactory() {
                        public String name() { return "idler"; }
                        public String description() { return "Does nothing."; }
                        public Strategy create(Parameters parameters) { return new Strategy() {}; }
                    });
                }
            }
            """;

    @TempDir
    private Path folder;

    private Path rules = Path.of("");
    private List<Path> plugins = List.of();

    private Settings settings(String accounts, String strategies) throws Exception {
        Path file = folder.resolve("tradewind.yaml");
        Files.writeString(
                file,
                "rules: " + rules + "\nplugins: " + plugins + "\nvenues:\n  market:\n    plugin: synthetic\n" + accounts
                        + "strategies:\n" + strategies);
        return Settings.load(file, true, Map.of(), Map.of("http-port", "0"));
    }

    private static String account(String name, String more) {
        return "accounts:\n  " + name + ": {venue: market, " + more + "}\n";
    }

    private static String strategy(String name, String plugin, String account, String instrument) {
        return "  " + name + ": {plugin: " + plugin + ", account: " + account + ", instruments: [" + instrument
                + ".SYNTHETIC]}\n";
    }

    private Node start(Settings settings) {
        return Node.start(new NodeHome(folder.resolve("home")), NodeConfig.of(settings), settings);
    }

    private static ShardView await(Node node, String account, Predicate<ShardView> wanted) throws InterruptedException {
        AccountRunner runner = node.runner(account);
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (!wanted.test(runner.view())) {
            assertThat(System.nanoTime()).as("view " + runner.view()).isLessThan(deadline);
            Thread.sleep(10);
        }
        return runner.view();
    }

    private static boolean holds(ShardView view, String quantity) {
        return view.positions().stream().anyMatch(one -> one.quantity().equals(quantity));
    }

    @Test
    void aLedgerIsNeverForgottenNorTakenForAnother() throws Exception {
        rules = NodeProcess.rules(folder);
        plugins = List.of(
                PluginZip.in(folder, "holder").entry("demo.Holder", HOLDER).write(),
                PluginZip.in(folder, "idler").entry("demo.Idler", IDLER).write());
        String holder = strategy("holder", "holder", "one", "DEMO");
        try (Node node = start(settings(account("one", "cash: 100000"), holder))) {
            await(node, "one", view -> holds(view, "0.5") && view.openOrders().size() == 1);
            assertThat(String.join("\n", node.banner())).doesNotContain("WARNING");
        }
        isMissing();
        beganOtherwise(holder);
        strategyIsGone();
    }

    /** An account that holds something is not left alone unless somebody says so. */
    private void isMissing() throws Exception {
        String idler = strategy("idler", "idler", "two", "DEMO");
        Settings without = settings(account("two", "cash: 1000"), idler);
        assertThatThrownBy(() -> start(without))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("account 'one' has 1 position and 1 open order in this database and is not in the"
                        + " configuration")
                .hasMessageContaining("--abandon one");
        Settings abandoned = settings("abandoned: [one]\n" + account("two", "cash: 1000"), idler);
        try (Node node = start(abandoned)) {
            assertThat(node.banner()).anyMatch(line -> line.startsWith("WARNING  account 'one' has 1 position"));
            assertThat(StatusJson.text(node.status())).contains("WARNING  account 'one' has 1 position");
            await(node, "two", view -> view.state().phase().equals("trading"));
        }
        Settings both = settings("abandoned: [one]\n" + account("one", "cash: 1000"), "");
        assertThatThrownBy(() -> NodeConfig.of(both)).hasMessageContaining("abandoned names one, which is configured");
    }

    private void beganOtherwise(String holder) throws Exception {
        Path file = folder.resolve("paper.yaml");
        Files.writeString(
                file,
                """
                rules: %s
                plugins: %s
                venues: {market: {plugin: binance-spot, parameters: {access: market-data}}}
                accounts: {one: {venue: market, mode: paper}}
                strategies: {idler: {plugin: idler, account: one, instruments: [BTCUSDT.BINANCE]}}
                """
                        .formatted(rules, List.of(plugins.getLast(), BinanceZip.write(folder))));
        Settings paper = Settings.load(file, true, Map.of(), Map.of("http-port", "0"));
        assertThatThrownBy(() -> start(paper))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("accounts.one.mode is PAPER, but the ledger of 'one' in this database began"
                        + " with DEMO")
                .hasMessageContaining("use another account name");
        Settings euro = settings(account("one", "base-currency: EUR"), holder);
        assertThatThrownBy(() -> start(euro)).hasMessageContaining("base-currency is EUR, but the ledger");
        // As in a database of a time when such terms were not kept.
        try (var database = dev.tradewind.store.database.Database.embedded(folder.resolve("home"));
                Connection connection = database.connectAsOwner("test");
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("delete from tradewind.account_terms where account = 'one'"))
                    .isEqualTo(1);
        }
        assertThatThrownBy(() -> start(euro)).hasMessageContaining("base-currency is EUR, but the ledger");
    }

    /** Its entry orders are cancelled, its position is kept and priced, and all that is said. */
    private void strategyIsGone() throws Exception {
        String other = strategy("other", "idler", "one", "DEMO2");
        Settings renamed = settings(account("one", "cash: 200000"), other);
        try (Node node = start(renamed)) {
            ShardView view = await(node, "one", one -> one.state().phase().equals("trading")
                    && one.openOrders().isEmpty()
                    && Double.isFinite(one.equity()));
            assertThat(view.equity()).isBetween(90_000.0, 110_000.0);
            assertThat(holds(view, "0.5")).isTrue();
            assertThat(node.banner())
                    .anyMatch(line -> line.contains("cash 200000 of account 'one' is ignored: it began with 100000"))
                    .anyMatch(line -> line.contains("strategy 'holder' of account 'one' is not configured any more"))
                    .anyMatch(line -> line.contains("holds 0.5 DEMO.SYNTHETIC, which no strategy trades"));
            assertThat(reasons(node)).contains("the strategy 'holder' is not configured any more");
        }
    }

    private static List<String> reasons(Node node) throws SQLException {
        List<String> found = new java.util.ArrayList<>();
        new dev.tradewind.store.journal.Journal(node.database()).read("one", 1, batch -> {
            batch.content().events().forEach(event -> {
                if (event instanceof dev.tradewind.engine.ledger.LedgerEvent.CancelRequested asked) {
                    found.add(asked.reason());
                }
            });
            return true;
        });
        return found;
    }
}
