package dev.tradewind.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs over the data of more than one instrument. */
class SeveralInstrumentsRunTest {
    @TempDir
    private Path folder;

    private Path plugin = Path.of("");
    private Path minutes = Path.of("");

    @BeforeEach
    void prepare() {
        plugin = TraderPlugin.trading(folder);
        minutes = DemoBars.write(folder.resolve("DEMO-1m.csv"), DemoBars.rows(120));
    }

    private CommandRun run(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "backtest", "--strategy", "trader", "--plugins", plugin.toString(), "--no-rules", "--json", "--out",
                CommandRun.report(folder).toString()));
        args.addAll(List.of(more));
        return CommandRun.of(args);
    }

    /** Time, open, close, high, low, volume: Bitfinex's order, which nothing in the file tells. */
    private Path bitfinex(String name, long stepMillis) {
        List<String> rows = Stream.iterate(0, i -> i < 30, i -> i + 1)
                .map(i -> (DemoBars.START_MILLIS + i * stepMillis) + ",100,101,102,99,1000")
                .toList();
        return DemoBars.write(folder.resolve(name), rows);
    }

    @Test
    void barsOfDifferentLengthsAreSaidInResultAndReport() throws IOException {
        Path hours = bitfinex("other.csv", 3_600_000);

        CommandRun run = run("--data", "DEMO=" + minutes, "--data", "BTCUSDT=" + hours, "--as", "BTCUSDT=bitfinex")
                .done();

        String warning = "The instruments have bars of different lengths (DEMO.SYNTHETIC 1m, BTCUSDT.BINANCE 1h)";
        assertThat(run.out()).contains(warning);
        assertThat(Files.readString(CommandRun.report(folder).resolve("report.html"))).contains(warning);
    }

    @Test
    void eachInstrumentsFilesMayHaveAFormatOfTheirOwn() {
        Path other = bitfinex("other.csv", 60_000);

        CommandRun run = run("--data", "DEMO=" + minutes, "--data", "BTCUSDT=" + other, "--as", "btcusdt=bitfinex")
                .done();

        assertThat(run.out()).contains("\"bars\":150").doesNotContain("different lengths");
    }

    @Test
    void eachFileOfAnInstrumentTakesItsName() {
        Path later = DemoBars.write(folder.resolve("later.csv"), DemoBars.rows(240).subList(120, 240));

        assertThat(run("--data", "DEMO=" + minutes, "--data", "DEMO=" + later).done().out())
                .contains("\"bars\":240");
    }
}
