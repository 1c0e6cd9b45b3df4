package dev.tradewind.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.runtime.plugin.PluginZip;
import dev.tradewind.sdk.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What people ask of the rules of a running node, as they type it. */
@EnabledOnOs(OS.LINUX)
class RulesAtNodeTest {
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private static final String BUYER =
            """
            package demo;
            import dev.tradewind.sdk.instrument.*;
            import dev.tradewind.sdk.order.*;
            import dev.tradewind.sdk.plugin.TradewindPlugin;
            import dev.tradewind.sdk.strategy.*;
            import dev.tradewind.sdk.value.*;
            import java.util.*;
            public class Buyer implements TradewindPlugin {
                static final class Trader implements Strategy {
                    int turns;
                    public void onStart(StrategyContext context) { context.setTimer("t", context.nowNanos()); }
                    public void onTimer(String name, StrategyContext context) {
                        context.setTimer("t", context.nowNanos() + 200_000_000L);
                        InstrumentId id = context.instruments().get(0).id();
                        Side side = turns++ % 2 == 0 ? Side.BUY : Side.SELL;
                        context.submit(OrderRequest.market(id, side, Quantity.of("0.5")));
                    }
                }
                public List<StrategyFactory> strategies() {
                    return List.of(new StrategyFactory() {
                        public String name() { return "buyer"; }
                        public String description() { return "Buys and sells."; }
                        public Strategy create(Parameters parameters) { return new Trader(); }
                    });
                }
            }
            """;

    @TempDir
    private Path folder;

    private Path copy(String name) throws IOException {
        Path shipped = TestData.projectRoot().resolve("rules");
        Path to = folder.resolve(name);
        for (String file : List.of("risk/size.drl", "limits/limits.csv", "limits/restricted.csv")) {
            Files.createDirectories(to.resolve(file).getParent());
            Files.copy(shipped.resolve(file), to.resolve(file));
        }
        return to;
    }

    private Path home() {
        return folder.resolve("home");
    }

    /** A command that only reads, beside the node. */
    private CommandRun reads(String... args) {
        return CommandRun.of(Stream.concat(
                        Stream.of(args),
                        Stream.of("--home", home().toString(), "--config", folder.resolve("tradewind.yaml").toString()))
                .toList());
    }

    /** A command to the node. */
    private CommandRun asks(String... args) {
        return CommandRun.of(
                Stream.concat(Stream.of(args), Stream.of("--home", home().toString())).toList());
    }

    private static void await(String what, Predicate<String> wanted, Supplier<CommandRun> command)
            throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        CommandRun run = command.get();
        while (!wanted.test(run.out())) {
            assertThat(System.nanoTime()).as(what + ": " + run).isLessThan(deadline);
            Thread.sleep(100);
            run = command.get();
        }
    }

    @Test
    void rulesAreComparedRehearsedShadowedExplainedAndProposed() throws Exception {
        Path plugin = PluginZip.in(folder, "buyer").entry("demo.Buyer", BUYER).write();
        Files.writeString(
                folder.resolve("tradewind.yaml"),
                """
                rules: %s
                rules-mode: approved
                plugins: [%s]
                venues: {market: {plugin: synthetic}}
                accounts: {one: {venue: market}}
                strategies: {buyer: {plugin: buyer, account: one, instruments: [DEMO.SYNTHETIC]}}
                """
                        .formatted(copy("rules"), plugin));
        CompletableFuture<CommandRun> node =
                CompletableFuture.supplyAsync(() -> reads("run", "--http-port", "0"), task -> new Thread(task).start());
        try {
            await("it trades", text -> text.contains("trading"), () -> asks("status"));
            await("orders are explained", text -> text.contains("was allowed"), () -> reads("rules", "explain", "1"));
            Path narrow = copy("narrow");
            Path limits = narrow.resolve("limits/limits.csv");
            Files.writeString(limits, Files.readString(limits).replace("*,*,*,100000,", "*,*,*,0.5,"));
            onlyReads(narrow);
            shadows(narrow);
            goesThroughVersions(narrow);
        } finally {
            asks("stop");
        }
        assertThat(node.get(60, TimeUnit.SECONDS).code()).isZero();
    }

    private void onlyReads(Path narrow) {
        assertThat(reads("rules", "history", "--details").done().out())
                .contains("ACTIVATED", "the first start", "1 row, the chain is whole");
        assertThat(reads("rules", "explain", "1", "--account", "one").done().out())
                .contains("Order 1 (BUY 0.5 DEMO.SYNTHETIC MARKET, strategy buyer) was allowed: no rule had anything")
                .contains("in force by row 1 of the rule log, by the node (the first start)")
                .contains("    notional = ");
        assertThat(reads("rules", "explain", "99999999").err()).contains("there is no order 99999999");
        assertThat(reads("rules", "diff", narrow.toString()).done().out())
                .contains("~ file limits/limits.csv", "~ limits of *,*,*: max-order-notional 100000 -> 0.5");
        assertThat(reads("rules", "diff").done().out()).contains("holds what is in force");
        assertThat(reads("rules", "rehearse", narrow.toString()).done().out())
                .contains("ORDER_NOTIONAL: ", "newly denied: one ", "judged for itself", " a second");
        assertThat(reads("rules", "rehearse", narrow.toString(), "--json", "--account", "one").done().out())
                .contains("\"pointwise\" : true", "\"DENIED\" : ");
        assertThat(reads("rules", "rehearse", narrow.toString(), "--from", "2100-01-01").done().out())
                .contains("no order is recorded");
        CommandRun wrong = reads("rules", "rehearse", narrow.toString(), "--to", "tomorrow");
        assertThat(wrong.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(wrong.err()).contains("--to tomorrow is no time; write 2026-03-01");
        assertThat(reads("rules", "rehearse", narrow.toString(), "--account", "two").err()).contains("'two'");
    }

    private void shadows(Path narrow) throws InterruptedException {
        assertThat(asks("rules", "shadow").done().out()).contains("there is no shadow");
        asks("rules", "shadow", narrow.toString()).done();
        await("the shadow counts", text -> text.contains("newly denied"), () -> asks("rules", "shadow"));
        assertThat(asks("status").done().out()).contains("the shadow rules");
        assertThat(asks("rules", "shadow", "--off").done().out()).contains("ended");
    }

    /** The person is whoever runs this test, as the system says. */
    private void goesThroughVersions(Path narrow) throws Exception {
        String me = System.getProperty("user.name");
        assertThat(asks("rules", "propose", narrow.toString(), "-m", "a quiet day").done().out())
                .contains("version 2 is proposed by " + me, "max-order-notional 100000 -> 0.5", "newly denied");
        assertThat(asks("rules", "approve", "2").err()).contains("version 2 is " + me + "'s own");
        assertThat(asks("rules", "activate", "2").err()).contains("version 2 is not approved");
        assertThat(asks("rules", "activate", "2", "--emergency").done().out()).contains("version 2 is activated");
        await(
                "orders are denied by it",
                text -> text.contains("was denied: The order is worth"),
                () -> reads("rules", "explain", newest()));
        assertThat(reads("rules", "explain", newest()).done().out()).contains("emergency tightening");
        assertThat(asks("rules", "rollback", "-m", "a busy day").done().out()).contains("version 4 is proposed");
        assertThat(asks("rules", "activate", "4", "--emergency").err()).contains("this is no tightening");
        Files.writeString(narrow.resolve("risk/size.drl"), "rule");
        assertThat(asks("rules", "propose", narrow.toString(), "-m", "broken").err()).contains("risk/size.drl:1:1");
        assertThat(reads("rules", "history").done().out()).contains("PROPOSED", "4 rows, the chain is whole");
    }

    /** The last order that is denied, as far as it is known yet; the first where none is. */
    private String newest() {
        String text = reads("rules", "rehearse", folder.resolve("rules").toString()).out();
        int found = text.indexOf("newly allowed: one ");
        return found < 0 ? "1" : text.substring(found + "newly allowed: one ".length()).split("[^0-9]")[0];
    }
}
