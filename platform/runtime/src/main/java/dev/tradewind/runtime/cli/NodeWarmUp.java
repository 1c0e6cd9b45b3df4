package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.Settings;
import dev.tradewind.runtime.home.TradewindHome;
import dev.tradewind.runtime.node.Node;
import dev.tradewind.runtime.node.NodeHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the start-up cache of a node is trained with: the demo on a home of its own, begun anew and taken up again. */
final class NodeWarmUp {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int TRADE_MILLIS = 3_000;

    private NodeWarmUp() {}

    /** @param home an empty folder. @return whether both runs came to trade */
    static boolean run(Path home) throws IOException {
        borrow(home, TradewindHome.folder());
        Settings settings = Settings.load(home.resolve("none.yaml"), false, Map.of(), Map.of("http-port", "0"));
        NodeConfig config = NodeConfig.of(settings);
        boolean traded = trade(home, config, settings);
        // What a start takes up again is another way through the program than a first start.
        return traded && trade(home, config, settings);
    }

    private static boolean trade(Path home, NodeConfig config, Settings settings) {
        try (Node node = Node.start(new NodeHome(home), config, settings)) {
            node.banner();
            for (int waited = 0; !node.trades(); waited += 50) {
                if (waited > PATIENCE_MILLIS) {
                    return false;
                }
                Thread.sleep(50);
            }
            Thread.sleep(TRADE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Unpacked programs and compiled rules of the real home, so that neither unpacking nor compiling is trained. */
    private static void borrow(Path home, Path real) throws IOException {
        if (Files.isDirectory(real.resolve("cache"))) {
            Files.createSymbolicLink(home.resolve("cache"), real.resolve("cache"));
        }
        Files.createDirectories(home.resolve("postgres"));
        List<Path> programs;
        if (!Files.isDirectory(real.resolve("postgres"))) {
            return;
        }
        try (Stream<Path> found = Files.list(real.resolve("postgres"))) {
            programs = found.filter(path -> path.getFileName().toString().startsWith("server-"))
                    .toList();
        }
        for (Path folder : programs) {
            Files.createSymbolicLink(home.resolve("postgres").resolve(folder.getFileName()), folder);
        }
    }
}
