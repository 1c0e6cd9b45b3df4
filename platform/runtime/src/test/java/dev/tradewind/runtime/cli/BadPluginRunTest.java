package dev.tradewind.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.runtime.plugin.PluginZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that cannot be used is bad input; one that fails while it runs is a failed run that names it. */
class BadPluginRunTest {
    @TempDir
    private Path folder;

    private Path data = Path.of("");

    @BeforeEach
    void writeData() {
        data = DemoBars.write(folder.resolve("DEMO-1m.csv"), DemoBars.rows(200));
    }

    private void refused(PluginZip plugin, String... parts) {
        CommandRun.backtest(folder, plugin.write(), data).stopped(folder, ExitCode.BAD_INPUT, parts);
    }

    private void fails(String onBar, String... parts) {
        CommandRun.backtest(folder, TraderPlugin.onBar(folder, onBar).write(), data)
                .stopped(folder, ExitCode.FAILED, parts);
    }

    @Test
    void onePluginThatBundlesTheSdk() {
        refused(
                TraderPlugin.onBar(folder, "").file("classes/dev/tradewind/sdk/market/Bar.class", new byte[] {1}),
                "trader.zip bundles the SDK (classes/dev/tradewind/sdk/)", "scope 'provided'");
    }

    @Test
    void onePluginBuiltForAnotherSdk() {
        refused(TraderPlugin.onBar(folder, "").builtFor("9.0.0"), "trader.zip was built for SDK 9.0.0",
                "build it again");
    }

    @Test
    void aStrategyThatThrowsInACallback() {
        fails("if (bars == 7) { throw new IllegalStateException(\"no idea\\nwhat to do\"); }",
                "the strategy trader failed in onBar after bar 7: java.lang.IllegalStateException: no idea what to do,"
                        + " at demo.Demo$Trader.onBar(Demo.java:");
    }

    @Test
    void aStrategyThatThrowsInsideAClassOfTheJdk() {
        fails("List.of().get(bars);", "failed in onBar after bar 1: java.lang.ArrayIndexOutOfBoundsException",
                "at demo.Demo$Trader.onBar(Demo.java:");
    }

    @Test
    void aStrategyThatNeverComesToTheEndOfItsCalls() {
        fails("onBar(bar, context);", "failed in onBar after bar 1: java.lang.StackOverflowError");
    }

    @Test
    void aStrategyThatThrowsWhenItIsMade() {
        CommandRun.backtest(
                        folder,
                        TraderPlugin.made(folder, "throw new UnsupportedOperationException(\"later\");").write(),
                        data)
                .stopped(folder, ExitCode.FAILED,
                        "the strategy trader could not be made: java.lang.UnsupportedOperationException: later,"
                                + " at demo.");
    }

    @Test
    void aStrategyThatRefusesItsParameters() {
        CommandRun.backtest(
                        folder,
                        TraderPlugin.made(folder, "throw new IllegalArgumentException(\"period is odd\");").write(),
                        data)
                .stopped(folder, ExitCode.BAD_INPUT, "strategy trader: period is odd");
    }

    /** The loop ends by itself, long after the run was given up: a thread cannot be stopped from outside. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aStrategyThatLoopsForEver() {
        Path plugin = TraderPlugin.onBar(folder, """
                        long end = System.nanoTime() + 10_000_000_000L;
                        while (bars == 5 && System.nanoTime() < end) { Thread.onSpinWait(); }
                        """)
                .write();

        CommandRun.backtest(folder, plugin, data, "--stall-seconds", "1")
                .stopped(folder, ExitCode.FAILED,
                        "the strategy trader has not come back from a callback for 1 s, after bar 4",
                        "at demo.Demo$Trader.onBar(Demo.java:", "endless loop", "--stall-seconds");
    }

    @Test
    void aStrategyThatRunsOutOfMemory() {
        fails("if (bars == 3) { throw new OutOfMemoryError(\"Java heap space\"); }",
                "the strategy trader failed in onBar after bar 3: java.lang.OutOfMemoryError: Java heap space",
                "TRADEWIND_OPTS=-Xmx");
    }

    /** For real, in a Java of its own with little memory. */
    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void aStrategyThatAllocatesWithoutBound() throws IOException, InterruptedException {
        Path plugin = TraderPlugin.onBar(folder, "KEPT.add(new long[1 << 20]);").write();
        Process process = java(plugin);

        int code = process.waitFor();

        new CommandRun(code, Files.readString(folder.resolve("out.txt")), Files.readString(folder.resolve("err")))
                .stopped(folder, ExitCode.FAILED, "the strategy trader failed in onBar after bar ",
                        "java.lang.OutOfMemoryError: Java heap space, at demo.Demo$Trader.onBar(Demo.java:",
                        "TRADEWIND_OPTS=-Xmx");
    }

    /** A backtest in a Java of its own with little memory. */
    private Process java(Path plugin) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp", System.getProperty("java.class.path"), "dev.tradewind.runtime.cli.Tradewind",
                        "backtest", "--strategy", "trader", "--plugins", plugin.toString(), "--data", data.toString(),
                        "--instrument", "DEMO", "--no-rules", "--out", CommandRun.report(folder).toString()))
                .redirectError(folder.resolve("err").toFile())
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aRunThatIsStoppedFromOutsideLeavesNothing() throws IOException, InterruptedException {
        Path started = folder.resolve("started");
        Path plugin = TraderPlugin.onBar(folder, """
                        try {
                            java.nio.file.Files.writeString(java.nio.file.Path.of("%s"), "yes");
                            Thread.sleep(40_000);
                        } catch (Exception e) { throw new IllegalStateException(e); }
                        """.formatted(started))
                .write();
        Process process = java(plugin);
        while (!Files.exists(started) && process.isAlive()) {
            Thread.sleep(20);
        }

        process.destroy();

        assertThat(process.waitFor()).isNotZero();
        assertThat(started).exists();
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aStrategyThatFloodsTheVenue() {
        fails("for (int i = 0; i < 100_000; i++) { context.enter(bar.instrument(), Side.BUY, \"more\"); }",
                "the strategy trader failed in onBar after bar 1: ");
    }
}
