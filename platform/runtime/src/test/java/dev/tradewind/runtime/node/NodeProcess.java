package dev.tradewind.runtime.node;

import dev.tradewind.runtime.cli.Tradewind;
import dev.tradewind.runtime.plugin.PluginZip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A node in a process of its own, on the class path of the tests. */
final class NodeProcess {
    /** Two orders at the market and a quote that moves, twenty times a second. */
    private static final String BUSY =
            """
            package demo;
            import dev.tradewind.sdk.instrument.*;
            import dev.tradewind.sdk.market.BookView;
            import dev.tradewind.sdk.order.*;
            import dev.tradewind.sdk.plugin.TradewindPlugin;
            import dev.tradewind.sdk.strategy.*;
            import dev.tradewind.sdk.value.*;
            import java.util.*;
            public class Busy implements TradewindPlugin {
                static final class Trader implements Strategy {
                    int turns;
                    public void onStart(StrategyContext context) { context.setTimer("t", context.nowNanos()); }
                    public void onTimer(String name, StrategyContext context) {
                        context.setTimer("t", context.nowNanos() + 50_000_000L);
                        InstrumentId id = context.instruments().get(0).id();
                        Quantity size = Quantity.of("0.5");
                        turns++;
                        if (HANGS) { while (true) { java.util.concurrent.locks.LockSupport.parkNanos(1000); } }
                        context.cancelAll(id);
                        Side side = turns % 2 == 0 ? Side.BUY : Side.SELL;
                        context.submit(OrderRequest.market(id, side, size));
                        BookView book = context.book(id);
                        if (book.isReady() && book.isTwoSided()) {
                            Price best = book.level(side, 0).price();
                            context.submit(OrderRequest.limit(id, side, size, best));
                        }
                    }
                }
                public List<StrategyFactory> strategies() {
                    return List.of(new StrategyFactory() {
                        public String name() { return "NAME"; }
                        public String description() { return "Trades all the time."; }
                        public Strategy create(Parameters parameters) { return new Trader(); }
                    });
                }
            }
            """;

    private final Path home;
    private final Process process;
    private final Path output;

    private NodeProcess(Path home, Process process, Path output) {
        this.home = home;
        this.process = process;
        this.output = output;
    }

    /** A plugin with the strategy {@code name}, which hangs where the condition over {@code turns} holds. */
    static Path plugin(Path folder, String name, String hangs) {
        return plugin(folder, name, hangs, 50);
    }

    /** @param pauseMillis between two turns */
    static Path plugin(Path folder, String name, String hangs, int pauseMillis) {
        String turns = BUSY.replace("50_000_000L", pauseMillis + "_000_000L");
        return PluginZip.in(folder, name)
                .entry("demo.Busy", turns.replace("HANGS", hangs).replace("NAME", name))
                .write();
    }

    /** Rules that let everything pass but what the hard limits refuse, for tests of other things. */
    static String settings(Path rules, List<Path> plugins, String strategies) {
        return "rules: " + rules + "\nplugins: " + plugins + "\nlimits:\n  callback-seconds: 1\n  snapshot-every: 50\n"
                + "venues:\n  market:\n    plugin: synthetic\naccounts:\n  crash:\n    venue: market\n"
                + "strategies:\n" + strategies;
    }

    static Path rules(Path folder) throws IOException {
        Path rules = Files.createDirectories(folder.resolve("rules"));
        Files.createDirectories(rules.resolve("risk"));
        Files.createDirectories(rules.resolve("limits"));
        Path shipped = Path.of("../../rules").toAbsolutePath().normalize();
        for (String name : List.of("risk/size.drl", "limits/restricted.csv")) {
            Files.copy(shipped.resolve(name), rules.resolve(name));
        }
        // The columns that every table has: such a table works with rules that came later.
        List<String> columns = List.of(Files.readAllLines(shipped.resolve("limits/limits.csv")).get(1).split(","));
        String limits = String.join(",", columns.subList(0, 15));
        String wide = "*,*,*,1000000,1000000,100,3600,10000000,100,100000,1000000,100000,10000,100,100\n";
        Files.writeString(rules.resolve("limits/limits.csv"), limits + "\n" + wide);
        return rules;
    }

    static NodeProcess start(Path home, Path config) throws IOException {
        return start(home, config, List.of());
    }

    static NodeProcess start(Path home, Path config, List<String> options) throws IOException {
        Path output = Files.createTempFile("node", ".out");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Tradewind.class.getName(),
                "run",
                "--home",
                home.toString(),
                "--config",
                config.toString(),
                "--http-port",
                "0"));
        command.addAll(options);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new NodeProcess(home, process, output);
    }

    /** The account's part of the state, once it has traded; waits for it. */
    Optional<String> trading(long seconds) throws InterruptedException {
        return await(seconds, "\"phase\":\"trading\"");
    }

    /** The state as JSON, once it holds this text. */
    Optional<String> await(long seconds, String text) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < deadline && process.isAlive()) {
            Optional<String> status = status();
            if (status.isPresent() && status.get().contains(text)) {
                return status;
            }
            Thread.sleep(20);
        }
        return Optional.empty();
    }

    Optional<String> status() {
        try {
            return ControlClient.send(new NodeHome(home), Map.of("command", "status"))
                    .map(ControlClient.Answer::status);
        } catch (NodeException ending) {
            return Optional.empty();
        }
    }

    /** As {@code kill -9} does it. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** As {@code kill} does it. @return whether it ended in time */
    boolean terminate(long seconds) throws InterruptedException {
        process.destroy();
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    Path home() {
        return home;
    }

    /** Whether classes of this package are loaded. */
    boolean hasLoaded(String prefix) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "VM.classloaders",
                        "show-classes=true")
                .redirectErrorStream(true)
                .start();
        String all = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        if (!all.contains(Tradewind.class.getName())) {
            throw new IOException("the classes are not known: " + all);
        }
        return all.contains(prefix);
    }

    boolean waitFor(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    int exitValue() {
        return process.exitValue();
    }

    /** The last lines of its log that are not mere information. */
    String warnings() throws IOException {
        Path log = home.resolve("logs").resolve("tradewind.log");
        if (!Files.exists(log)) {
            return "";
        }
        List<String> lines = Files.readAllLines(log).stream()
                .filter(line -> !line.contains("\"level\":\"INFO\""))
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    String output() throws IOException {
        return Files.readString(output);
    }
}
