package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.Settings;
import dev.tradewind.runtime.plugin.PluginZip;
import dev.tradewind.store.journal.Journal;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What people ask of a node, on one home for all. */
@EnabledOnOs(OS.LINUX)
class NodeOperatorTest {
    private static final int PATIENCE_MILLIS = 90_000;

    /** Buys once and keeps a bid in the book while it may. */
    private static final String HOLDER =
            """
            package demo;
            import dev.tradewind.sdk.instrument.*;
            import dev.tradewind.sdk.market.BookView;
            import dev.tradewind.sdk.order.*;
            import dev.tradewind.sdk.plugin.TradewindPlugin;
            import dev.tradewind.sdk.strategy.*;
            import dev.tradewind.sdk.value.*;
            import java.util.*;
            public class Holder implements TradewindPlugin {
                static final class Trader implements Strategy {
                    public void onStart(StrategyContext context) { context.setTimer("t", context.nowNanos()); }
                    public void onTimer(String name, StrategyContext context) {
                        context.setTimer("t", context.nowNanos() + 100_000_000L);
                        InstrumentId id = context.instruments().get(0).id();
                        BookView book = context.book(id);
                        if (!context.mayTakeRisk(id) || !book.isReady() || book.depth(Side.BUY) < 3) {
                            return;
                        }
                        boolean buys = false;
                        boolean bids = false;
                        for (Order order : context.openOrders(id)) {
                            buys |= order.request().type() == OrderType.MARKET;
                            bids |= order.request().type() == OrderType.LIMIT;
                        }
                        if (context.position(id).isFlat() && !buys) {
                            context.submit(OrderRequest.market(id, Side.BUY, Quantity.of("2")));
                        }
                        if (!bids) {
                            Price low = book.level(Side.BUY, 2).price();
                            context.submit(OrderRequest.limit(id, Side.BUY, Quantity.of("1"), low));
                        }
                    }
                }
                public List<StrategyFactory> strategies() {
                    return List.of(new StrategyFactory() {
                        public String name() { return "holder"; }
                        public String description() { return "Holds."; }
                        public Strategy create(Parameters parameters) { return new Trader(); }
                    });
                }
            }
            """;

    @TempDir
    private Path folder;

    private Settings settings(Path rules, Path plugin, List<String> accounts) throws IOException {
        StringBuilder text = new StringBuilder("rules: " + rules + "\nplugins: [" + plugin + "]\n"
                + "venues:\n  market:\n    plugin: synthetic\naccounts:\n");
        accounts.forEach(account -> text.append("  ").append(account).append(":\n    venue: market\n"));
        text.append("strategies:\n");
        accounts.forEach(account -> text.append("  hold-" + account + ":\n    plugin: holder\n    account: " + account
                + "\n    instruments: [DEMO.SYNTHETIC]\n"));
        Path file = folder.resolve("tradewind.yaml");
        Files.writeString(file, text);
        return Settings.load(file, true, Map.of(), Map.of("http-port", Integer.toString(freePort())));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String ask(Node node, String command, String... fields) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("command", command, "by", "ann"));
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        return new NodeCommands(node).handle(all);
    }

    private static ShardView await(Node node, String account, String what, Predicate<ShardView> wanted)
            throws InterruptedException {
        AccountRunner runner = node.runner(account);
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (!wanted.test(runner.view())) {
            assertThat(System.nanoTime()).as(what + ", but: " + runner.view()).isLessThan(deadline);
            Thread.sleep(10);
        }
        return runner.view();
    }

    private static boolean holds(ShardView view) {
        return view.positions().stream().anyMatch(one -> !one.isFlat());
    }

    private static void holdsAndBids(Node node, String account) throws InterruptedException {
        await(node, account, "it holds and bids", view -> holds(view)
                && view.openOrders().stream().anyMatch(one -> one.terms().type().equals("LIMIT")
                        && one.status().equals("ACCEPTED")));
    }

    @Test
    void whatPeopleAskOfANode() throws Exception {
        NodeHome home = new NodeHome(folder.resolve("home"));
        Path rules = NodeProcess.rules(folder);
        Path plugin = PluginZip.in(folder, "holder").entry("demo.Holder", HOLDER).write();
        Settings one = settings(rules, plugin, List.of("one"));
        assertThatThrownBy(() -> Node.start(home, NodeConfig.of(one), one, Runnable::run))
                .isInstanceOf(StoppedException.class);
        try (Node node = Node.start(home, NodeConfig.of(one), one)) {
            holdsAndBids(node, "one");
            unknownNamesAreMisuse(node);
            nobodyUnknownAnswersForAnything(node);
            ordersAreShownAndCancelled(node);
            aPositionIsClosed(node);
            aStrategysSwitchIsItsOwn(node);
            eachScopeIsASwitch(node);
            aStartSaysWhyOrdersWereCancelled(node);
            webIsReadOnly(node);
            flattensThoughTheDatabaseIsFrozen(node);
        }
        Settings two = settings(rules, plugin, List.of("one", "two"));
        try (Node node = Node.start(home, NodeConfig.of(two), two)) {
            ShardView later = await(node, "two", "the firm's switch covers a later account", view -> view.state()
                    .switches().stream().anyMatch(on -> on.scope().equals("firm") && on.by().equals("ann")));
            assertThat(later.counts().here().placed()).isZero();
        }
    }

    private static void unknownNamesAreMisuse(Node node) {
        for (String[] wrong : new String[][] {
            {"strategy-stop", "name", "nobody"},
            {"resume", "name", "nobody"},
            {"kill-switch", "state", "on", "scope", "account:nobody"},
            {"kill-switch", "state", "on", "scope", "strategy:nobody"},
            {"orders", "account", "nobody"},
            {"cancel", "order", "first"},
            {"close", "instrument", "nothing"},
            {"held", "order", "first", "answer", "approve"},
            {"override", "order", "O-1", "minutes", "0", "why", "because"},
            {"override", "order", "O-1", "minutes", "1441", "why", "because"},
            {"override", "order", "O-1", "minutes", "10", "why", " "},
        }) {
            String[] fields = java.util.Arrays.copyOfRange(wrong, 1, wrong.length);
            assertThatThrownBy(() -> ask(node, wrong[0], fields)).as(wrong[0]).isInstanceOf(MisuseException.class);
        }
        assertThat(ControlServer.answer(new NodeCommands(node)::handle, "{\"command\":\"resume\",\"name\":\"x\"}"))
                .contains("\"ok\":false", "\"misuse\":true");
    }

    private static void nobodyUnknownAnswersForAnything(Node node) {
        for (String command :
                List.of("rules-propose", "rules-approve", "rules-activate", "rules-rollback", "held", "override")) {
            Map<String, String> claimed = Map.of(
                    "command", command, "id", "1", "why", "x", "by", "ann", "order", "O-1", "minutes", "1");
            Map<String, String> unknown = ControlServer.with(claimed, "");
            assertThat(unknown).as("what a client says of itself").doesNotContainKey("by");
            assertThatThrownBy(() -> new NodeCommands(node).handle(unknown))
                    .as(command)
                    .hasMessageContaining("does not tell which user gives a command");
        }
        assertThat(ControlServer.with(Map.of("by", "ann"), "bob")).containsEntry("by", "bob");
    }

    private static void ordersAreShownAndCancelled(Node node) throws InterruptedException {
        ShardView.OrderView bid = node.runner("one").view().openOrders().getFirst();
        assertThat(ask(node, "orders")).contains(bid.id(), bid.clientId(), "LIMIT", "\"mode\":\"DEMO\"");
        assertThat(ask(node, "status"))
                .contains("orders placed", "denied", "since it began", "unrealised", "\"entryPrice\":\"");
        assertThat(ask(node, "cancel", "order", bid.id())).contains("order " + bid.id() + " of one is being");
        await(node, "one", "it is cancelled and another is placed", view -> view.openOrders().stream()
                .allMatch(order -> !order.id().equals(bid.id())));
        assertThatThrownBy(() -> ask(node, "cancel", "order", bid.id())).hasMessageContaining("is not open");
    }

    private static void aPositionIsClosed(Node node) throws InterruptedException {
        long fills = node.runner("one").view().counts().fills();
        assertThat(ask(node, "close", "instrument", "DEMO.SYNTHETIC")).contains("is being closed");
        await(node, "one", "it is closed and bought again", view -> view.counts().fills() > fills + 1 && holds(view));
    }

    private static void aStrategysSwitchIsItsOwn(Node node) throws InterruptedException {
        assertThatThrownBy(() ->
                        ask(node, "kill-switch", "state", "on", "scope", "strategy:hold-one", "flatten", "true"))
                .isInstanceOf(MisuseException.class)
                .hasMessageContaining("--flatten is refused")
                .hasMessageContaining("--scope account:one")
                .hasMessageContaining("strategy:hold-one is ON");
        await(node, "one", "its bid is cancelled, its position stays", view -> view.openOrders().isEmpty()
                && holds(view)
                && view.state().switches().getFirst().scope().equals("strategy:hold-one"));
        assertThat(node.runner("one").view().state().isKillSwitchOn()).isFalse();
        long denied = node.runner("one").view().counts().here().denied();
        Thread.sleep(500);
        assertThat(node.runner("one").view().counts().here().denied()).isEqualTo(denied);
        ask(node, "kill-switch", "state", "off", "scope", "strategy:hold-one");
        holdsAndBids(node, "one");
    }

    private static void eachScopeIsASwitch(Node node) throws InterruptedException {
        ask(node, "kill-switch", "state", "on");
        ask(node, "kill-switch", "state", "on", "scope", "venue:market");
        ask(node, "kill-switch", "state", "off", "scope", "account:one");
        await(node, "one", "both are on", view -> view.state().switches().size() == 2);
        ask(node, "kill-switch", "state", "off");
        ShardView view = await(node, "one", "one is on", one -> one.state().switches().size() == 1
                && one.openOrders().isEmpty());
        assertThat(view.state().isKillSwitchOn()).isTrue();
        assertThat(ask(node, "status")).contains("KILL SWITCH venue:market is on since 20", ", by ann");
        ask(node, "kill-switch", "state", "off", "scope", "venue:market");
        holdsAndBids(node, "one");
    }

    private static void aStartSaysWhyOrdersWereCancelled(Node node) throws InterruptedException {
        ask(node, "strategy-start", "name", "hold-one");
        holdsAndBids(node, "one");
        List<String> reasons = new ArrayList<>();
        new Journal(node.database()).read("one", 1, batch -> {
            batch.content().events().forEach(event -> {
                if (event instanceof LedgerEvent.CancelRequested cancel) {
                    reasons.add(cancel.reason());
                }
            });
            return true;
        });
        assertThat(reasons)
                .anyMatch(reason -> reason.contains("began anew"))
                .anyMatch(reason -> reason.equals("cancelled by hand, by ann"))
                .noneMatch(reason -> reason.equals("asked for by the strategy"));
    }

    private static void webIsReadOnly(Node node) throws Exception {
        URI page = URI.create("http://127.0.0.1:" + node.httpPort() + "/metrics");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest post = HttpRequest.newBuilder(page)
                    .POST(HttpRequest.BodyPublishers.ofString("x"))
                    .build();
            HttpResponse<String> refused = client.send(post, HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(405);
            assertThat(refused.headers().firstValue("allow")).contains("GET, HEAD");
            String metrics = client.send(
                            HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(metrics)
                    .contains("tradewind_rejections_total{account=\"one\",mode=\"DEMO\"} 0.0")
                    .contains("tradewind_position{account=\"one\",instrument=\"DEMO.SYNTHETIC\",mode=\"DEMO\"}")
                    .contains("tradewind_projection_lag_batches", "tradewind_fees{account=\"one\"")
                    .contains("tradewind_halted{account=\"one\",mode=\"DEMO\",reason=\"journal\"} 0.0")
                    .doesNotContainPattern("# HELP tradewind_\\w+ *\\n");
        }
    }

    /** The switch and the closing are one: both hold when the database is back, though the command gave up before. */
    private static void flattensThoughTheDatabaseIsFrozen(Node node) throws Exception {
        holdsAndBids(node, "one");
        List<String> processes = new ArrayList<>();
        ProcessHandle server = ProcessHandle.of(node.database().serverPid()).orElseThrow();
        Stream.concat(Stream.of(server), server.descendants()).forEach(one -> processes.add(Long.toString(one.pid())));
        signal("-STOP", processes);
        try {
            assertThatThrownBy(() ->
                            ask(node, "kill-switch", "state", "on", "flatten", "true", "patience-millis", "4000"))
                    .isInstanceOf(NodeException.class)
                    .hasMessageContaining("the switch firm is ON")
                    .hasMessageContaining("close positions leave when it is durable")
                    .hasMessageContaining("not durable yet");
        } finally {
            signal("-CONT", processes);
        }
        await(node, "one", "it is flat", view -> !holds(view) && view.state().halted().isEmpty());
        assertThat(node.runner("one").view().state().isKillSwitchOn()).isTrue();
    }

    private static void signal(String what, List<String> processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", what));
        command.addAll(processes);
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
