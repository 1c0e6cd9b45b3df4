package dev.tradewind.runtime.cli;

import dev.tradewind.simulation.data.BarChunk;
import dev.tradewind.simulation.data.BarReader;
import dev.tradewind.simulation.data.BarSeries;
import dev.tradewind.simulation.data.Catalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What the start-up cache is trained with: the commands that people run most, on a generated market, with their output
 * thrown away. Called by the launcher, and of no use to people.
 */
@Command(name = "warm-up", hidden = true, description = "Runs what the start-up cache is trained with.")
final class WarmUpCommand implements Callable<Integer> {
    private static final String DAYS = "60";

    @Option(names = "--prepare", description = "Compile rules and unpack plugins, so that training finds that done.")
    private boolean prepare;

    @Option(names = "--node", description = "Run a node instead, twice, on a home of its own.")
    private boolean node;

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Mixin
    private PluginOptions plugins = new PluginOptions();

    @Override
    public Integer call() throws IOException {
        if (prepare) {
            plugins.open().close();
            rules.load().close();
            return ExitCode.DONE;
        }
        Path folder = Files.createTempDirectory("tradewind-warm-up");
        try {
            if (node) {
                return NodeWarmUp.run(folder) ? ExitCode.DONE : ExitCode.FAILED;
            }
            String data = folder.resolve("DEMO-1m.csv.gz").toString();
            run("data", "synth", "--seed", "1", "--instrument", "DEMO", "--days", DAYS, "--out", data);
            run("plugin", "list");
            run("backtest", "--strategy", "sma-cross", "--data", data, "--instrument", "DEMO", "--size", "fixed:1",
                    "--json");
            readCatalogue(folder.resolve("catalogue"), data);
            run("backtest", "--strategy", "sma-cross", "--data", data, "--instrument", "DEMO", "--out",
                    folder.resolve("report").toString());
            return ExitCode.DONE;
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Data of the catalogue, but of another one than the user's. */
    private static void readCatalogue(Path folder, String data) {
        BarSeries series = DataOptions.open(List.of(data), "DEMO");
        Catalogue catalogue = new Catalogue(folder);
        catalogue.importFrom(series);
        try (BarReader reader = catalogue.open(series.instrument(), series.timeframe()).open()) {
            BarChunk chunk = reader.next();
            while (chunk != null) {
                chunk = reader.next();
            }
            reader.dataHash();
        }
    }

    private static void run(String... args) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Tradewind.run(nowhere, nowhere, args);
    }
}
