package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.Settings;
import dev.tradewind.runtime.plugin.PluginZip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What persons say about orders that rules hold, and that rules denied. */
@EnabledOnOs(OS.LINUX)
class NodeApprovalTest {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    /** Wants to buy until it holds something, and to have a bid besides. */
    private static final String STUBBORN =
            """
            package demo;
            import dev.tradewind.sdk.instrument.*;
            import dev.tradewind.sdk.market.BookView;
            import dev.tradewind.sdk.order.*;
            import dev.tradewind.sdk.plugin.TradewindPlugin;
            import dev.tradewind.sdk.strategy.*;
            import dev.tradewind.sdk.value.*;
            import java.util.*;
            public class Stubborn implements TradewindPlugin {
                static final class Trader implements Strategy {
                    public void onStart(StrategyContext context) { context.setTimer("t", context.nowNanos()); }
                    public void onTimer(String name, StrategyContext context) {
                        context.setTimer("t", context.nowNanos() + 200_000_000L);
                        InstrumentId id = context.instruments().get(0).id();
                        BookView book = context.book(id);
                        if (!book.isReady() || !book.isTwoSided()) {
                            return;
                        }
                        if (context.position(id).isFlat()) {
                            context.submit(OrderRequest.market(id, Side.BUY, Quantity.of("2")));
                        }
                        if (context.openOrders(id).isEmpty()) {
                            Price low = book.level(Side.BUY, 2).price();
                            context.submit(OrderRequest.limit(id, Side.BUY, Quantity.of("0.5"), low));
                        }
                    }
                }
                public List<StrategyFactory> strategies() {
                    return List.of(new StrategyFactory() {
                        public String name() { return "stubborn"; }
                        public String description() { return "Asks again."; }
                        public Strategy create(Parameters parameters) { return new Trader(); }
                    });
                }
            }
            """;

    private static final String ASK =
            """
            Policy "Bids" (code ASK_FOR_BIDS, hard, owner Risk, "A person sees each bid")
            There is an order
              with an order type that is LIMIT
            then hold "A bid of {quantity} has to be seen."
            """;

    @TempDir
    private Path folder;

    private Settings settings() throws Exception {
        Path rules = NodeProcess.rules(folder);
        Path limits = rules.resolve("limits/limits.csv");
        // One unit at most.
        Files.writeString(limits, Files.readString(limits).replace("*,*,*,1000000,1000000,", "*,*,*,1000000,1,"));
        Files.writeString(rules.resolve("risk/bids.policy"), ASK);
        Path plugin = PluginZip.in(folder, "stubborn").entry("demo.Stubborn", STUBBORN).write();
        Path config = folder.resolve("tradewind.yaml");
        Files.writeString(
                config,
                NodeProcess.settings(
                        rules,
                        List.of(plugin),
                        "  stubborn:\n    plugin: stubborn\n    account: crash\n    instruments: [DEMO.SYNTHETIC]\n"));
        return Settings.load(config, true, Map.of(), Map.of("http-port", "0"));
    }

    private static String ask(Node node, String command, String... fields) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("command", command, "by", "ann"));
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        return new NodeCommands(node).handle(all);
    }

    private static ShardView await(Node node, String what, Predicate<ShardView> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!wanted.test(node.runner("crash").view())) {
            assertThat(System.nanoTime()).as(what + ", but: " + node.runner("crash").view()).isLessThan(deadline);
            Thread.sleep(20);
        }
        return node.runner("crash").view();
    }

    private static String held(Node node) throws InterruptedException {
        return await(node, "a bid is held", view -> view.openOrders().stream()
                        .anyMatch(order -> order.status().equals("HELD")))
                .openOrders()
                .getFirst()
                .id();
    }

    /** Once the projection has it. */
    private static Explanation explanation(Node node, long order, Predicate<Explanation> wanted)
            throws InterruptedException {
        Explanations explanations = new Explanations(node.database());
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < deadline) {
            try {
                Explanation found = explanations.of("crash", order).getLast();
                if (wanted.test(found)) {
                    return found;
                }
            } catch (NodeException e) {
                assertThat(e).hasMessageContaining("there is no order " + order);
            }
            Thread.sleep(20);
        }
        throw new AssertionError("order " + order + " is not explained so: " + explanations.of("crash", order));
    }

    @Test
    void aPersonAnswersForWhatRulesHoldAndForWhatTheyDenied() throws Exception {
        Settings settings = settings();
        NodeHome home = new NodeHome(folder.resolve("home"));
        try (Node node = Node.start(home, NodeConfig.of(settings), settings)) {
            String refused = held(node);
            assertThat(ask(node, "orders")).contains("HELD");
            assertThat(ask(node, "held", "answer", "refuse", "order", refused)).contains("is refused");
            await(node, "another bid", view -> view.openOrders().stream()
                    .noneMatch(order -> order.id().equals(refused)));
            assertThatThrownBy(() -> ask(node, "held", "answer", "approve", "order", refused))
                    .hasMessageContaining(refused + " is not held");

            String approved = held(node);
            assertThat(ask(node, "held", "answer", "approve", "order", approved)).contains("is approved");
            await(node, "it works", view -> view.openOrders().stream()
                    .anyMatch(order -> order.id().equals(approved) && order.status().equals("ACCEPTED")));

            assertThatThrownBy(() -> ask(node, "override", "order", approved, "minutes", "10", "why", "because"))
                    .hasMessageContaining("was not denied by rules");
            assertThat(node.runner("crash").view().positions()).allMatch(ShardView.PositionView::isFlat);
            overridden(node);
        }
    }

    private static void overridden(Node node) throws InterruptedException {
        long denied = deniedOrder(node);
        assertThat(ask(node, "override", "order", "O-" + denied, "minutes", "10", "why", "a client's wish"))
                .contains("the next order of crash like O-" + denied);
        await(node, "it holds what it wanted", view -> view.positions().stream().anyMatch(one -> !one.isFlat()));

        assertThat(explanation(node, denied, one -> !one.overrides().isEmpty()).sentence())
                .contains("was denied", "may go out once more until")
                .contains("against ORDER_QUANTITY, by ann: a client's wish");
        long through = denied + 1;
        Explanation used = null;
        while (used == null) {
            Explanation next = explanation(node, through, one -> !one.decision().isEmpty());
            used = next.status().startsWith("DENIED") || !next.decision().equals("DENY") ? null : next;
            through++;
        }
        assertThat(used.sentence()).contains("went out as O-" + denied + " may, by ann");
    }

    private static long deniedOrder(Node node) throws InterruptedException {
        String refusal = "ORDER_QUANTITY";
        for (long order = 1; order < 200; order++) {
            Explanation found = explanation(node, order, one -> true);
            if (found.reasons().stream().anyMatch(reason -> reason.code().equals(refusal))) {
                return order;
            }
        }
        throw new AssertionError("no order was denied for " + refusal);
    }
}
