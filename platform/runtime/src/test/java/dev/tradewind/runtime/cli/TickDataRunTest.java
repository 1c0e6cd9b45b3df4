package dev.tradewind.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tradewind data inspect} tells ticks from bars by itself. */
class TickDataRunTest {
    private static final String HEADER = "exchange,symbol,timestamp,local_timestamp,id,side,price,amount\n";
    private static final String ROW = "binance,BTCUSDT,1583020803145000,1583020803307160,1,sell,8531.5,0.25\n";

    @TempDir
    private Path folder;

    private CommandRun inspect(String text, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("ticks.csv"), text);
        return CommandRun.of(Stream.concat(
                        Stream.of("data", "inspect", file.toString()), List.of(more).stream())
                .toList());
    }

    @Test
    void goodTicksAreDescribed() throws IOException {
        CommandRun run = inspect(HEADER + ROW).done();

        assertThat(run.out()).contains("tardis-trades", "BTCUSDT.BINANCE", "1 trades", "Nothing to fix.");
    }

    @Test
    void ticksThatCannotBeUsedEndWithCodeTwoAndTheirLine() throws IOException {
        CommandRun run = inspect(HEADER + ROW + ROW.replace("8531.5", "-1"), "--json");

        assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.out()).contains("\"usable\" : false", "\"badRows\" : 1", "ticks.csv line 3, column 7 (price)");
    }

    @Test
    void anUnknownInstrumentIsRefusedWhereItIsNamed() throws IOException {
        CommandRun run = inspect(HEADER + ROW, "--instrument", "NOPE");

        assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).startsWith("tradewind: ").hasLineCount(1).contains("NOPE");
    }
}
