package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.Settings;
import dev.tradewind.runtime.plugin.PluginZip;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.simulation.venue.PaperVenue;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Journal;
import dev.tradewind.store.session.Session;
import dev.tradewind.testkit.exchange.ExchangeOptions;
import dev.tradewind.testkit.exchange.ExchangeProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A node that trades on paper on the data of an exchange in another process, by the plugin of Binance. */
@EnabledOnOs(OS.LINUX)
class NodePaperTest {
    private static final int PATIENCE_MILLIS = 40_000;
    private static final Currency USDT = Currency.of("USDT");

    /** Notes what bars it got, and orders on each, also on those of the past. */
    private static final String WATCHER =
            """
            package demo;
            import dev.tradewind.sdk.market.*;
            import dev.tradewind.sdk.order.*;
            import dev.tradewind.sdk.plugin.TradewindPlugin;
            import dev.tradewind.sdk.strategy.*;
            import dev.tradewind.sdk.value.*;
            import java.util.*;
            public class Watcher implements TradewindPlugin {
                static final class Noting implements Strategy {
                    public int warmUpBars() { return 12; }
                    public void onBar(Bar bar, StrategyContext context) {
                        context.skipped(bar.instrument(), Side.BUY,
                                (context.isHistory() ? "past " : "now ") + bar.eventNanos() + " " + bar.volume());
                        context.submit(OrderRequest.market(bar.instrument(), Side.BUY, Quantity.of("0.001")));
                    }
                    public void onDataQuality(DataQuality quality, StrategyContext context) {
                        context.skipped(quality.instrument(), Side.SELL, "data " + quality.faults());
                    }
                }
                public List<StrategyFactory> strategies() {
                    return List.of(new StrategyFactory() {
                        public String name() { return "watcher"; }
                        public String description() { return "Notes what it is told."; }
                        public Strategy create(Parameters parameters) { return new Noting(); }
                    });
                }
            }
            """;

    @TempDir
    private Path folder;

    private Settings settings(CutProxy first, CutProxy second) throws Exception {
        Path watcher = PluginZip.in(folder, "watcher").entry("demo.Watcher", WATCHER).write();
        Path file = folder.resolve("tradewind.yaml");
        Files.writeString(
                file,
                """
                rules: %s
                plugins: %s
                venues:
                  exchange:
                    plugin: binance-spot
                    parameters: {access: market-data, symbols: "BTCUSDT", rest-url: "%s", market-url: "%s"}
                    data: {stale-millis: 1600, good-millis: 300}
                    backup: other
                    backup-until-millis: 1000
                  other:
                    plugin: binance-spot
                    parameters: {access: market-data, symbols: "BTCUSDT", rest-url: "%s", market-url: "%s"}
                accounts:
                  crash:
                    venue: exchange
                    mode: paper
                    base-currency: USDT
                    cash: 10000000
                    paper: {latency-millis: 20, fee-percent: 0.05}
                strategies:
                  busy: {plugin: busy, account: crash, instruments: [BTCUSDT.BINANCE]}
                  watcher: {plugin: watcher, account: crash, instruments: [BTCUSDT.BINANCE], bars: 2s}
                """
                        .formatted(
                                NodeProcess.rules(folder),
                                List.of(
                                        BinanceZip.write(folder),
                                        NodeProcess.plugin(folder, "busy", "false"),
                                        watcher),
                                "http://" + first.address(),
                                "ws://" + first.address(),
                                "http://" + second.address(),
                                "ws://" + second.address()));
        return Settings.load(file, true, Map.of(), Map.of("http-port", "0"));
    }

    private static ShardView await(Node node, String what, Predicate<ShardView> wanted) throws InterruptedException {
        AccountRunner runner = node.runner("crash");
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (!wanted.test(runner.view())) {
            assertThat(System.nanoTime()).as(what + ", but: " + runner.view() + node.components()).isLessThan(deadline);
            Thread.sleep(10);
        }
        return runner.view();
    }

    private static List<String> rows(Node node, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = node.database().pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }

    private static List<String> awaitRow(Node node, String query, Predicate<List<String>> wanted) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        List<String> rows = rows(node, query);
        while (!wanted.test(rows)) {
            assertThat(System.nanoTime()).as(query + ": " + rows).isLessThan(deadline);
            Thread.sleep(50);
            rows = rows(node, query);
        }
        return rows;
    }

    @Test
    void ordersOnPaperAreFilledByTheMarketOverAStartAndBadData() throws Exception {
        NodeHome home = new NodeHome(folder.resolve("home"));
        try (ExchangeProcess exchange =
                        ExchangeProcess.start(ExchangeOptions.standard(folder.resolve("exchange")).withSeed(7));
                CutProxy first = new CutProxy(exchange.port());
                CutProxy second = new CutProxy(exchange.port())) {
            Settings settings = settings(first, second);
            NodeConfig config = NodeConfig.of(settings);
            long filled;
            try (Node node = Node.start(home, config, settings)) {
                filled = await(node, "it trades", view -> view.counts().fills() > 20).counts().fills();
                assertThat(node.banner().getFirst()).startsWith("PAPER  account crash");
                warmedUp(node);
                failsOver(node, first);
                goesStale(node, first, second);
                isCutOff(node, first, second);
                compare(node);
            }
            Ledger before = ledger(home);
            try (Node node = Node.start(home, config, settings)) {
                long fills = await(node, "it trades again", view -> view.state().phase().equals("trading"))
                        .counts()
                        .fills();
                assertThat(fills).isGreaterThan(filled);
                ShardView again = await(node, "it trades on", view -> view.counts().fills() > fills + 20);
                assertThat(again.counts().anomalies()).isZero();
                // Those of the time between the two processes, too.
                hasEveryTrade(node);
                compare(node);
            }
            assertThat(ledger(home).positions()).hasSameSizeAs(before.positions());
            replaysAlike(home, config);
        }
    }

    /** Twelve bars of the past come first, none later than the next; what is ordered on them is denied. */
    private static void warmedUp(Node node) throws Exception {
        List<String> notes = awaitRow(
                node,
                "select text from tradewind.strategy_log where strategy = 'watcher' and kind = 'SKIPPED'"
                        + " and side = 'BUY' order by sequence, number",
                rows -> rows.stream().filter(row -> row.startsWith("now")).count() > 3);
        List<String> past = notes.stream().filter(row -> row.startsWith("past")).toList();
        assertThat(past).hasSizeBetween(3, 14);
        assertThat(notes.subList(0, past.size())).isEqualTo(past);
        List<Long> ends = notes.stream().map(row -> Long.parseLong(row.split(" ")[1])).toList();
        assertThat(ends).isSorted().doesNotHaveDuplicates();
        assertThat(rows(node, "select count(*) from tradewind.orders where status_reason like '%bar of the past%'"))
                .containsExactly(Integer.toString(past.size()));
    }

    /** One source falls silent, and is cut later: the other is taken at once, and the first again when it is good. */
    private static void failsOver(Node node, CutProxy first) throws Exception {
        String sources = "select time_nanos || ' ' || text from tradewind.account_log where kind = 'FEED_SOURCE'"
                + " order by sequence, number";
        assertThat(rows(node, sources)).isEmpty();
        long silent = node.clock().getAsLong();
        first.freeze(true);
        String taken = awaitRow(node, sources, rows -> !rows.isEmpty()).getFirst();
        assertThat(taken).contains("BINANCE other exchange has said nothing for");
        double seconds = (Long.parseLong(taken.split(" ")[0]) - silent) / 1e9;
        first.freeze(false);
        List<String> back = awaitRow(node, sources, rows -> rows.size() > 1);
        assertThat(back.get(1)).contains("BINANCE exchange it is good again");
        long cut = node.clock().getAsLong();
        first.cut();
        String again = awaitRow(node, sources, rows -> rows.size() > 2).get(2);
        assertThat(again).contains("BINANCE other exchange is lost");
        double cutSeconds = (Long.parseLong(again.split(" ")[0]) - cut) / 1e9;
        System.out.printf("failover after %.3f s of silence, %.3f s after a cut%n", seconds, cutSeconds);
        assertThat(seconds).isLessThan(2);
        assertThat(cutSeconds).isLessThan(2);
        assertThat(rows(node, "select text from tradewind.account_log where kind = 'DATA_BAD'")).isEmpty();
    }

    /** Nothing comes for a while: orders that add risk are denied with the reason, until it is good again. */
    private static void goesStale(Node node, CutProxy first, CutProxy second) throws Exception {
        first.freeze(true);
        second.freeze(true);
        awaitRow(
                node,
                "select text from tradewind.account_log where kind = 'DATA_BAD' and text like '%STALE%'",
                rows -> !rows.isEmpty());
        awaitRow(
                node,
                "select order_id::text from tradewind.orders where status_reason like '%not to be relied on%'",
                rows -> !rows.isEmpty());
        first.freeze(false);
        second.freeze(false);
        long fills = node.runner("crash").view().counts().fills();
        await(node, "it trades again", view -> view.counts().fills() > fills + 10);
    }

    /** The connection is cut: what was missed is fetched, so that neither bars nor ticks have a hole. */
    private static void isCutOff(Node node, CutProxy first, CutProxy second) throws Exception {
        first.cut();
        second.cut();
        awaitRow(
                node,
                "select text from tradewind.account_log where kind = 'DATA_BAD' and text like '%connection is lost%'",
                rows -> !rows.isEmpty());
        awaitRow(node, "select name from tradewind.tick_feed where name like '%fetched'", rows -> !rows.isEmpty());
        long fills = node.runner("crash").view().counts().fills();
        await(node, "it trades again", view -> view.counts().fills() > fills + 10);
        hasEveryTrade(node);
    }

    private static void hasEveryTrade(Node node) throws Exception {
        awaitRow(
                node,
                "select (max(trade_id::bigint) - min(trade_id::bigint) + 1 - count(distinct trade_id))::text"
                        + " from tradewind.tick where kind = 1",
                rows -> rows.equals(List.of("0")));
        List<String> twice = rows(
                node, "select trade_id from tradewind.tick where kind = 1 group by trade_id having count(*) > 1");
        assertThat(twice).isEmpty();
    }

    /** The venue's books and ours are the same once nothing is on its way. */
    private static void compare(Node node) throws Exception {
        for (String strategy : List.of("busy", "watcher")) {
            Request stop = new Request.StopStrategy(
                    strategy, "enough", new java.util.concurrent.CompletableFuture<>());
            node.runner("crash").inbox().offerRequest(node.clock().getAsLong(), stop);
            assertThat(stop.answer().get()).isEmpty();
        }
        await(node, "nothing is open", view -> view.openOrders().isEmpty());
        PaperVenue venue = Objects.requireNonNull(((PaperLink) node.link("exchange")).books("crash"));
        ShardView view = node.runner("crash").view();
        assertThat(view.balances().getFirst().amount()).isEqualTo(venue.cash(USDT));
        assertThat(view.positions().getFirst().quantity())
                .isEqualTo(venue.quantity(node.link("exchange").instruments().getFirst()).toString());
        for (String strategy : List.of("busy", "watcher")) {
            Request start = new Request.StartStrategy(strategy, new java.util.concurrent.CompletableFuture<>());
            node.runner("crash").inbox().offerRequest(node.clock().getAsLong(), start);
            assertThat(start.answer().get()).isEmpty();
        }
    }

    /** Bars of the past, bad data, holes and the other source are decided again as they were, to the last batch. */
    private static void replaysAlike(NodeHome home, NodeConfig config) {
        try (Replays replays = Replays.open(config, home)) {
            for (Session session : replays.sessions()) {
                ReplayResult again = replays.replay(session);
                assertThat(again.difference()).isNull();
                assertThat(again.ended()).isEmpty();
                assertThat(again.isSame()).isTrue();
                assertThat(again.compared().batches()).isEqualTo(session.batches());
            }
        }
    }

    private static Ledger ledger(NodeHome home) {
        try (Database database = Database.embedded(home.folder())) {
            Ledger ledger = new Ledger();
            Journal journal = new Journal(database);
            journal.read("crash", 1, batch -> {
                batch.content().events().forEach(ledger::evolve);
                return true;
            });
            return ledger;
        }
    }
}
