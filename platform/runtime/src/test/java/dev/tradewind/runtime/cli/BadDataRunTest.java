package dev.tradewind.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which market data can be bad ends a backtest with exit code 2, one line and no report. */
class BadDataRunTest {
    private static final int BARS = 200;

    @TempDir
    private Path folder;

    private Path plugin = Path.of("");

    @BeforeEach
    void makePlugin() {
        plugin = TraderPlugin.trading(folder);
    }

    private void refused(Path data, String... parts) {
        CommandRun.backtest(folder, plugin, data).stopped(folder, ExitCode.BAD_INPUT, parts);
    }

    /** A file of bars whose row of this number, from 1, is another. */
    private Path withRow(int line, UnaryOperator<String> change) {
        List<String> rows = DemoBars.rows(BARS);
        rows.set(line - 1, change.apply(rows.get(line - 1)));
        return DemoBars.write(folder.resolve("DEMO-1m.csv"), rows);
    }

    private static UnaryOperator<String> column(int index, String value) {
        return row -> {
            String[] cells = row.split(",");
            cells[index] = value;
            return String.join(",", cells);
        };
    }

    @Test
    void goodDataRunsSoThatTheOtherTestsMeanSomething() {
        Path data = DemoBars.write(folder.resolve("DEMO-1m.csv"), DemoBars.rows(BARS));

        CommandRun run = CommandRun.backtest(folder, plugin, data).done();

        assertThat(run.out()).contains("\"bars\":200", "\"orders\":20", "\"warnings\":[]");
        assertThat(CommandRun.report(folder).resolve("report.html")).isNotEmptyFile();
    }

    @Test
    void aMissingFile() {
        refused(folder.resolve("nowhere.csv"), "nowhere.csv: no such file; check the path");
    }

    @Test
    void anEmptyFile() {
        refused(DemoBars.write(folder.resolve("empty.csv"), ""), "empty.csv: the file is empty");
    }

    @Test
    void anEmptyPackedFile() {
        refused(DemoBars.write(folder.resolve("empty.csv.gz"), ""), "empty.csv.gz", "empty");
    }

    @Test
    void wrongColumns() {
        refused(
                DemoBars.write(folder.resolve("columns.csv"), "name,age\nAda,36\n"),
                "columns.csv line 1: no column 'time' in the header; the header is 'name,age'", "--as");
    }

    @Test
    void aCellThatIsNoNumber() {
        refused(withRow(100, column(1, "abc")), "DEMO-1m.csv line 100, column 2 (open): 'abc' is not a number");
    }

    @Test
    void aPriceThatIsNaN() {
        refused(withRow(100, column(4, "NaN")), "DEMO-1m.csv line 100, column 5 (close): 'NaN' is no price");
    }

    @Test
    void aNegativePrice() {
        refused(withRow(100, column(3, "-1")), "DEMO-1m.csv line 100, column 4 (low): a price must be above zero");
    }

    @Test
    void aHighBelowTheLow() {
        refused(withRow(100, column(2, "1")), "DEMO-1m.csv line 100, column 3 (high): high is below");
    }

    @Test
    void rowsOutOfOrder() {
        List<String> rows = DemoBars.rows(BARS);
        rows.add(99, rows.remove(100));

        refused(DemoBars.write(folder.resolve("DEMO-1m.csv"), rows), "DEMO-1m.csv line 101:", "sort the file by time");
    }

    @Test
    void aRowTwice() {
        List<String> rows = DemoBars.rows(BARS);
        rows.add(100, rows.get(99));

        refused(DemoBars.write(folder.resolve("DEMO-1m.csv"), rows), "DEMO-1m.csv line 101: a second bar for ",
                "remove one");
    }

    @Test
    void aPackedFileThatIsCutShort() throws IOException {
        Path data = DemoBars.write(folder.resolve("DEMO-1m.csv.gz"), DemoBars.rows(5_000));
        byte[] bytes = Files.readAllBytes(data);
        Files.write(data, Arrays.copyOf(bytes, bytes.length * 3 / 4));

        refused(data, "DEMO-1m.csv.gz: the packed file is cut short", "fetch it again");
    }

    @Test
    void aFileThatOnlySaysThatItIsPacked() throws IOException {
        Path data = Files.writeString(folder.resolve("DEMO-1m.csv.gz"), "<html>Not found</html>");

        refused(data, "DEMO-1m.csv.gz");
    }

    @Test
    void aZipBomb() throws IOException {
        Path data = folder.resolve("DEMO-1m.csv.gz");
        byte[] blanks = new byte[1 << 20];
        Arrays.fill(blanks, (byte) '\n');
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(data))) {
            out.write((String.join("\n", DemoBars.rows(BARS)) + "\n").getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 300; i++) {
                out.write(blanks);
            }
        }

        refused(data, "DEMO-1m.csv.gz: unpacks to more than 200 times its size, as a zip bomb does");
    }

    @Test
    void twoInstrumentsInOneFile() {
        refused(
                DemoBars.write(folder.resolve("two.csv"), """
                        time,symbol,open,high,low,close,volume
                        2024-01-01T00:00:00Z,AAA,1,2,1,2,5
                        2024-01-01T00:01:00Z,BBB,1,2,1,2,5
                        2024-01-01T00:02:00Z,AAA,1,2,1,2,5
                        """),
                "two.csv line 3, column 2 (symbol): 'BBB' after 'AAA'; one file holds one instrument: split it");
    }

    @Test
    void noBarInTheTimeAskedFor() {
        Path data = DemoBars.write(folder.resolve("DEMO-1m.csv"), DemoBars.rows(BARS));

        CommandRun.backtest(folder, plugin, data, "--from", "2025-01-01")
                .stopped(folder, ExitCode.BAD_INPUT, "DEMO-1m.csv: no bar from 2025-01-01T00:00:00Z to the end",
                        "change --from or --to");
    }

    @Test
    void barsBeforeFromAreLeftOut() {
        Path data = DemoBars.write(folder.resolve("DEMO-1m.csv"), DemoBars.rows(BARS));

        CommandRun run = CommandRun.backtest(folder, plugin, data, "--from", "2024-01-01T01:00:00Z").done();

        assertThat(run.out()).contains("\"bars\":140", "\"from\":\"2024-01-01T01:00:00Z\"", "\"warnings\":[]");
    }

    @Test
    void gapsAreAWarningInTheResultAndAtTheTopOfTheReport() throws IOException {
        List<String> rows = DemoBars.rows(BARS);
        rows.subList(50, 60).clear();
        rows.subList(100, 103).clear();
        Path data = DemoBars.write(folder.resolve("DEMO-1m.csv"), rows);
        String warning =
                "The data of DEMO.SYNTHETIC has gaps: 13 bars of 1m are missing between the first and the last.";

        CommandRun run = CommandRun.backtest(folder, plugin, data).done();

        assertThat(run.out()).contains("\"bars\":187", "\"warnings\":[\"" + warning);
        assertThat(Files.readString(CommandRun.report(folder).resolve("report.html"))).contains(warning);
    }

    @Test
    void aReportOfBeforeSurvivesARunThatFails() throws IOException {
        Path good = DemoBars.write(folder.resolve("DEMO-1m.csv"), DemoBars.rows(BARS));
        CommandRun.backtest(folder, plugin, good).done();
        Path result = CommandRun.report(folder).resolve("result.json");
        String before = Files.readString(result);

        CommandRun run = CommandRun.backtest(folder, plugin, withRow(150, column(1, "x")));

        assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result).hasContent(before);
        try (var entries = Files.list(folder.resolve("out"))) {
            assertThat(entries).containsExactly(CommandRun.report(folder));
        }
    }
}
