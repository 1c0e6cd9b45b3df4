package dev.tradewind.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tradewind backtest} tells ticks from bars by itself. */
class TickBacktestRunTest {
    private static final String HEADER = "exchange,symbol,timestamp,local_timestamp,id,side,price,amount\n";

    @TempDir
    private Path folder;

    private Path plugin = Path.of("");

    @BeforeEach
    void makePlugin() {
        plugin = TraderPlugin.trading(folder);
    }

    /** Ten trades, half a second apart. */
    private Path ticks() throws IOException {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int i = 0; i < 10; i++) {
            long micros = 1_583_020_803_000_000L + i * 500_000L;
            rows.append("binance,BTCUSDT,%d,%d,%d,sell,%d.5,0.25%n".formatted(micros, micros + 3_000, i, 8_500 + i));
        }
        return Files.writeString(folder.resolve("ticks.csv"), rows);
    }

    private CommandRun backtest(String... more) throws IOException {
        String[] all = new String[more.length + 2];
        all[0] = "--instrument";
        all[1] = "BTCUSDT";
        System.arraycopy(more, 0, all, 2, more.length);
        return CommandRun.backtest(folder, plugin, ticks(), all);
    }

    @Test
    void ticksAreCountedAsEventsAndTheReportHasThePanelOfFills() throws IOException {
        CommandRun run = backtest("--latency-millis", "5", "--maker-fee-bps", "-1", "--taker-fee-bps", "5").done();

        assertThat(run.out())
                .contains("\"events\":10", "\"eventsPerSecond\":", "\"fillQuality\":[{", "\"adverseSelection60s\":{")
                .contains("\"queues\":{\"joined\":0", "\"fee\":\"maker -1 bps, taker 5 bps\"")
                .contains("\"latency\":\"5 ms there, 5 ms back, feed as recorded, queue conservative\"");
        assertThat(CommandRun.report(folder).resolve("report.html"))
                .content()
                .contains("Fills against the book", "Adverse selection after 10 s");
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() throws IOException {
        backtest("--queue", "lucky").stopped(folder, ExitCode.BAD_INPUT, "--queue must be", "'lucky'");
        backtest("--queue", "power:0").stopped(folder, ExitCode.BAD_INPUT, "--queue must be");
        backtest("--timeframe", "1m").stopped(folder, ExitCode.BAD_INPUT, "--timeframe is of bars");
        backtest("--return-latency-millis", "-1").stopped(folder, ExitCode.BAD_INPUT, "--return-latency-millis");
    }

    @Test
    void optionsOfTicksAreRefusedOnBars() {
        Path bars = DemoBars.write(folder.resolve("DEMO-1m.csv"), DemoBars.rows(20));

        CommandRun.backtest(folder, plugin, bars, "--queue", "conservative")
                .stopped(folder, ExitCode.BAD_INPUT, "--queue is for ticks, and the data is of bars");
    }
}
