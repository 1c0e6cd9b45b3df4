package dev.tradewind.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures on the command line: what they lack is said in the result, what does not fit is refused in one line. */
class CaptureRunTest {
    private static final long START = 1_723_161_255_000_000_000L;

    @TempDir
    private Path folder;

    private static String delta(int second, long previous) {
        long nanos = START + second * 1_000_000_000L;
        return nanos + " {\"stream\":\"btcusdt@depth@0ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":" + nanos / 1_000_000
                + ",\"s\":\"BTCUSDT\",\"U\":" + (previous + 1) + ",\"u\":" + (previous + 1) + ",\"pu\":" + previous
                + ",\"b\":[[\"61800.10\",\"1\"]],\"a\":[[\"61800.40\",\"1\"]]}}\n";
    }

    private Path capture() throws IOException {
        return Files.writeString(folder.resolve("capture.txt"), delta(0, 1) + delta(1, 2) + delta(2, 3));
    }

    private CommandRun backtest(Path data, String... more) {
        return CommandRun.backtest(folder, TraderPlugin.trading(folder), data, more);
    }

    @Test
    void aRunWithoutABookSaysSo() throws IOException {
        CommandRun run = backtest(capture(), "--instrument", "BTCUSDT-PERP").done();

        assertThat(run.out()).contains("no book from 2024-08-08T23:54:15Z (no snapshot comes); 100.0 % of the period");
        assertThat(CommandRun.report(folder).resolve("report.html")).content().contains("no snapshot comes");
        assertThat(CommandRun.of(List.of("data", "import", capture().toString())).done().out())
                .startsWith("! BTCUSDT-PERP.BINANCE: no book from");
    }

    @Test
    void aPeriodWithoutTicksIsRefusedAsOneWithoutBarsIs() throws IOException {
        backtest(capture(), "--instrument", "BTCUSDT-PERP", "--from", "2025-01-01")
                .stopped(folder, ExitCode.BAD_INPUT, "no tick from 2025-01-01T00:00:00Z to the end", "--from");
    }

    @Test
    void capturesAndBarsAreToldApart() throws IOException {
        Path bars = DemoBars.write(folder.resolve("DEMO-1m.csv"), DemoBars.rows(20));

        backtest(bars, "--data", capture().toString())
                .stopped(folder, ExitCode.BAD_INPUT, "capture.txt is of ticks (binance-capture) and", "DEMO-1m.csv is");
        backtest(capture(), "--as", "binance-klines")
                .stopped(folder, ExitCode.BAD_INPUT, "capture.txt is a capture of messages (binance-capture)");
    }

    @Test
    void halfANameOfTheCatalogueIsCompleted() throws IOException {
        CommandRun.of(List.of("data", "import", capture().toString(), "--instrument", "BTCUSDT-PERP")).done();

        backtest(Path.of("catalogue:BTCUSDT-PERP"))
                .stopped(folder, ExitCode.BAD_INPUT, "BTCUSDT-PERP.BINANCE@ticks");
        backtest(Path.of("catalogue:BTCUSDT-PERP@tick"), "--instrument", "BTCUSDT-PERP")
                .stopped(folder, ExitCode.BAD_INPUT, "ticks are called catalogue:BTCUSDT-PERP@ticks");
        backtest(Path.of("catalogue:BTCUSDT-PERP@1m"), "--instrument", "BTCUSDT-PERP")
                .stopped(folder, ExitCode.BAD_INPUT, "it has", "BTCUSDT-PERP.BINANCE@ticks");
    }
}
