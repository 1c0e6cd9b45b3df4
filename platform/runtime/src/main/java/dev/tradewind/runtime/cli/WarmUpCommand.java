package dev.tradewind.runtime.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * What the start-up cache is trained with: the commands that people run most, on a generated market, with their output
 * thrown away. Called by the launcher, and of no use to people.
 */
@Command(name = "warm-up", hidden = true, description = "Runs what the start-up cache is trained with.")
final class WarmUpCommand implements Callable<Integer> {
    private static final String DAYS = "60";

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("tradewind-warm-up");
        try {
            String data = folder.resolve("DEMO-1m.csv.gz").toString();
            run("data", "synth", "--seed", "1", "--instrument", "DEMO", "--days", DAYS, "--out", data);
            run("plugin", "list");
            run("backtest", "--strategy", "sma-cross", "--data", data, "--instrument", "DEMO", "--size", "fixed:1",
                    "--json");
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

    private static void run(String... args) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Tradewind.run(nowhere, nowhere, args);
    }
}
