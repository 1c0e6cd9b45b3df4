package dev.tradewind.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tradewind data synth --ticks} makes ticks that a backtest reads without any file. */
class SyntheticTicksRunTest {
    @TempDir
    private Path folder;

    private static CommandRun synth(String... more) {
        List<String> args = new ArrayList<>(List.of("data", "synth", "--ticks"));
        args.addAll(List.of(more));
        return CommandRun.of(args);
    }

    @Test
    void ticksAreKeptInTheCatalogueAndTraded() throws IOException {
        CommandRun made = synth("--seed", "7", "--instrument", "DEMO", "--minutes", "2", "--force").done();
        assertThat(made.out()).contains("DEMO.SYNTHETIC: ", "trades. Use --data catalogue:DEMO@ticks");

        CommandRun inspected = CommandRun.of(List.of("data", "inspect", "catalogue:DEMO@ticks")).done();
        assertThat(inspected.out()).contains("0 gaps", "crossed 0 times", "Nothing to fix.");

        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        TraderPlugin.trading(plugins);
        CommandRun run = CommandRun.backtest(folder, plugins, Path.of("catalogue:DEMO@ticks")).done();
        assertThat(run.out()).contains("\"dataHash\":\"");
    }

    @Test
    void anotherMarketDoesNotReplaceOneWithoutForce() {
        synth("--seed", "1", "--instrument", "DEMO2", "--minutes", "1", "--force").done();

        synth("--seed", "1", "--instrument", "DEMO2", "--minutes", "1").done();
        synth("--seed", "2", "--instrument", "DEMO2", "--minutes", "1")
                .stopped(folder, ExitCode.BAD_INPUT, "the catalogue has DEMO2.SYNTHETIC@ticks already", "--force");

        assertThat(CommandRun.of(List.of("data", "list")).done().out())
                .containsPattern("DEMO2.SYNTHETIC .* made up \\(data synth\\)");
    }

    @Test
    void whatDoesNotFitIsRefusedInOneLine() {
        synth("--days", "3").stopped(folder, ExitCode.BAD_INPUT, "--days and --out are of bars");
        synth("--minutes", "0").stopped(folder, ExitCode.BAD_INPUT, "1 second to 10 years");
        synth("--mood", "wild").stopped(folder, ExitCode.BAD_INPUT, "TRENDING, REVERTING, JUMPY, MIXED");
        CommandRun.of(List.of("data", "synth", "--minutes", "3"))
                .stopped(folder, ExitCode.BAD_INPUT, "--minutes and --mood are of ticks; add --ticks");
    }
}
