package dev.tradewind.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options that make no sense are one line and exit code 2, before anything is run. */
class BadOptionsRunTest {
    @TempDir
    private Path folder;

    private Path plugin = Path.of("");
    private Path data = Path.of("");

    @BeforeEach
    void prepare() {
        plugin = TraderPlugin.trading(folder);
        data = DemoBars.write(folder.resolve("DEMO-1m.csv"), DemoBars.rows(50));
    }

    private void refused(List<String> options, String... parts) {
        CommandRun.backtest(folder, plugin, data, options.toArray(String[]::new))
                .stopped(folder, ExitCode.BAD_INPUT, parts);
    }

    @Test
    void anUnknownInstrumentWithTheNearest() {
        refused(List.of("--instrument", "DMEO"), "unknown instrument 'DMEO'; did you mean DEMO.SYNTHETIC",
                "--instruments");
    }

    @Test
    void anUnknownStrategyWithTheNearest() {
        CommandRun.of(List.of("backtest", "--plugins", plugin.toString(), "--data", data.toString(), "--instrument",
                        "DEMO", "--strategy", "trade"))
                .stopped(folder, ExitCode.BAD_INPUT, "unknown strategy 'trade'; did you mean trader?");
    }

    @Test
    void anUnknownParameterWithTheNearest() {
        refused(List.of("--param", "perid=3"),
                "strategy trader: unknown parameter 'perid'; did you mean period? There are: period, smooth");
        refused(List.of("--param", "x=3"), "strategy trader: unknown parameter 'x'; there are: period, smooth");
    }

    @Test
    void aParameterOutOfItsRange() {
        refused(List.of("--param", "period=0"),
                "strategy trader: parameter period must be: whole number 1..100, was '0'");
        refused(List.of("--param", "period=abc"), "parameter period must be: whole number 1..100, was 'abc'");
        refused(List.of("--param", "period"), "--param must be NAME=VALUE, was 'period'");
        refused(List.of("--param", "period=3", "--param", "period=4"),
                "--param period is given twice, as 3 and as 4; leave one out");
    }

    @Test
    void noCash() {
        refused(List.of("--cash", "0"), "--cash must be above zero, was 0");
        refused(List.of("--cash", "-5"), "--cash must be above zero, was -5");
        refused(List.of("--cash", "much"), "--cash must be a number, was 'much'");
        refused(List.of("--cash", "NaN"), "--cash must be a number, was 'NaN'");
    }

    @Test
    void aPeriodThatEndsBeforeItBegins() {
        refused(List.of("--from", "2024-02-01", "--to", "2024-01-01"),
                "--from 2024-02-01 must be before --to 2024-01-01");
        refused(List.of("--from", "soon"), "--from must be a date such as 2022-04-01", "was 'soon'");
    }

    @Test
    void otherNumbersOutOfTheirRange() {
        refused(List.of("--fee-bps", "20000"), "--fee-bps must be -1000 to 10000, was 20000");
        refused(List.of("--slippage-bps", "-1"), "--slippage-bps must be 0 to 10000, was -1");
        refused(List.of("--latency-millis", "-1"), "--latency-millis must be 0 to 86400000, was -1");
        refused(List.of("--leverage", "0.5"), "--leverage must be 1 to 1000, was 0.5");
        refused(List.of("--volume-percent", "all"), "--volume-percent must be a number, was 'all'");
        refused(List.of("--volume-percent", "0"), "--volume-percent must be above 0, up to 100, was 0");
        refused(List.of("--stall-seconds", "0"), "--stall-seconds must be 1 or more, was 0");
        refused(List.of("--size", "half"), "--size: a size is fixed:QUANTITY, percent:1..100 or all-in", "was 'half'");
        refused(List.of("--size", "percent:150"), "--size percent:150 is more than --leverage 1 lets positions");
        refused(List.of("--size", "percent:301", "--leverage", "3"), "--size percent:301 is more than --leverage 3");
        refused(List.of("--seed", "x"), "'--seed'", "'x' is not a long");
    }

    @Test
    void aPlaceWhereNoReportCanBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "mine");
        refused(List.of("--out", file.toString()), "notes.txt: it is not a folder; name another one");
        refused(List.of("--out", file.resolve("report").toString()), "notes.txt is no folder; name another");
    }

    @Test
    void aFolderOfOtherThingsIsNotReplaced() throws IOException {
        Path photos = Files.createDirectories(folder.resolve("photos"));
        Files.writeString(photos.resolve("cat.jpg"), "cat");
        refused(List.of("--out", photos.toString()), "will not replace", "'cat.jpg', which is no part of a report");
    }

    @Test
    void aFolderThatTheSystemRefusesToMakeIsNamedWithoutJavasWords() {
        assumeTrue(Files.isDirectory(Path.of("/proc")), "needs Linux");
        CommandRun run = CommandRun.backtest(folder, plugin, data, "--out", "/proc/tradewind/report");

        assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).hasLineCount(1).contains("cannot write the report to /proc/tradewind/report: ",
                "name another folder with --out").doesNotContain("Exception");
    }

    @Test
    void aTimeframeThatIsNotTheDatas() {
        refused(List.of("--timeframe", "30s"), "DEMO-1m.csv holds bars of 1m, not of 30s", "leave --timeframe out");
        refused(List.of("--timeframe", "5m"), "DEMO-1m.csv holds bars of 1m, not of 5m",
                "a strategy asks for longer bars itself");
        CommandRun.backtest(folder, plugin, data, "--timeframe", "1m").done();
    }

    @Test
    void aFormatForAnInstrumentThatIsNotThere() {
        refused(List.of("--as", "DEMOO=bitfinex"), "--as DEMOO=...: no --data is named so");
        refused(List.of("--as", "bitfinex", "--as", "lean-equity"), "--as is given twice for all files");
        refused(List.of("--as", "DEMO=klines"), "unknown format 'klines'", "bitfinex, lean-equity");
        refused(List.of("--as", "klines"), "unknown format 'klines'; use one of bars: binance-klines",
                "one of ticks: tardis-trades");
    }

    @Test
    void anInstrumentBesideDataThatNamesItsOwn() {
        CommandRun.of(List.of("backtest", "--strategy", "trader", "--plugins", plugin.toString(), "--no-rules",
                        "--data", "DEMO=" + data, "--instrument", "BTCUSDT"))
                .stopped(folder, ExitCode.BAD_INPUT, "--instrument BTCUSDT is for data without a name",
                        "leave --instrument out");
    }

    @Test
    void aSecondFileWithoutTheNameOfTheFirst() {
        CommandRun.of(List.of("backtest", "--strategy", "trader", "--plugins", plugin.toString(), "--no-rules",
                        "--data", "DEMO=" + data, "other.csv"))
                .stopped(folder, ExitCode.BAD_INPUT, "--data other.csv has no instrument, beside DEMO=",
                        "write DEMO=other.csv if it is of DEMO too");
    }

    @Test
    void rulesAndNoRulesAtOnce() {
        refused(List.of("--rules", folder.toString(), "--no-rules"), "--rules and --no-rules exclude each other");
    }

    @Test
    void modelsThatNoPluginSupplies() {
        refused(List.of("--models", "cheap"), "unknown models 'cheap'; no plugin supplies any");
    }
}
