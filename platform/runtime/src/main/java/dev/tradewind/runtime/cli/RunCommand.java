package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.Settings;
import dev.tradewind.runtime.node.Node;
import dev.tradewind.runtime.node.NodeHome;
import dev.tradewind.runtime.node.StoppedException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trades until it is told to stop. */
@Command(
        name = "run",
        description = "Trades: database, markets, strategies, rules, until 'tradewind stop'. Without a configuration:"
                + " a demo on a generated market. A start always recovers what the last run left.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RunCommand extends NodeCommand {
    private static final int STOP_SECONDS = 20;

    @Option(
            names = "--no-rules",
            description = "Judges no order by any rule, only by the hard limits; for demo and paper accounts alone")
    private boolean noRules;

    @Override
    int run(NodeOptions options, PrintWriter out) throws InterruptedException {
        NodeHome home = options.home();
        Settings settings = options.settings(noRules ? Map.of("rules-mode", "none") : Map.of());
        NodeConfig config = NodeConfig.of(settings);
        CountDownLatch ended = new CountDownLatch(1);
        try {
            trade(home, config, settings, ended, out);
            out.println("stopped");
            out.flush();
        } catch (StoppedException e) {
            out.println("stopped before it traded");
            out.flush();
        } finally {
            ended.countDown();
        }
        return ExitCode.DONE;
    }

    private void trade(
            NodeHome home, NodeConfig config, Settings settings, CountDownLatch ended, PrintWriter out)
            throws InterruptedException {
        long begun = System.nanoTime();
        try (Node node = Node.start(
                home, config, settings, stop -> Runtime.getRuntime()
                        .addShutdownHook(new Thread(() -> end(stop, ended), "stop")))) {
            node.banner().forEach(out::println);
            out.println("started in " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) + " ms");
            out.flush();
            node.awaitStop();
        }
    }

    /** On SIGTERM: the main thread closes the node, and the process must not end before. */
    private static void end(Runnable stop, CountDownLatch ended) {
        stop.run();
        try {
            if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("tradewind: the node did not end in time; the next start recovers");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
