package dev.tradewind.simulation.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input ends in one clear line: what, where, what to do. */
final class BadInputTest {
    @TempDir
    private Path folder;

    private Path file(String name) {
        return folder.resolve(name);
    }

    private void refused(Path file, String... parts) {
        refused(List.of(file.toString()), parts);
    }

    private void refused(List<String> paths, String... parts) {
        assertThatThrownBy(() -> Klines.read(MarketData.open(
                        DataSpec.parseAll(paths, "BTCUSDT").get(0), Instruments.shipped())))
                .isInstanceOf(DataException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(parts).doesNotContain("\n").hasSizeLessThan(600));
    }

    /** The fourth row of ten with one cell replaced. */
    private Path withCell(int column, String value) {
        List<String> rows = Klines.rows(10);
        String[] cells = rows.get(3).split(",");
        cells[column] = value;
        rows.set(3, String.join(",", cells));
        return Klines.write(file("BTCUSDT-1m.csv"), rows);
    }

    @Test
    void aMissingFile() {
        refused(file("nothing.csv"), "nothing.csv: no such file", "check the path");
    }

    @Test
    void anEmptyFile() throws IOException {
        refused(Klines.write(file("empty.csv"), ""), "empty.csv: the file is empty", "fetch it again");
        refused(Klines.write(file("empty.csv.gz"), ""), "the file is empty");
        refused(Klines.write(file("empty.zip"), ""), "the file is empty");
        refused(Files.createFile(file("nothing.csv.gz")), "the file is empty");
        refused(Klines.write(file("blank.csv"), "\n\r\n\n"), "the file is empty");
        refused(Klines.write(file("header.csv"), "open_time,open,high,low,close,volume\n"), "no rows after the header");
    }

    @Test
    void wrongColumns() {
        refused(Klines.write(file("six.csv"), "1648771200000,1,2,1,2,5\n"),
                "six.csv line 1: 6 columns without a header", "--as");
        refused(Klines.write(file("named.csv"), "time,open,high,close\n1,2,3,4\n"),
                "line 1: no column 'low' in the header", "'time,open,high,close'");
        List<String> rows = Klines.rows(10);
        rows.set(6, rows.get(6) + ",7");
        refused(Klines.write(file("more.csv"), rows), "line 7: 13 columns where the first row has 12");
        rows.set(6, "1648771560000,45510.35");
        refused(Klines.write(file("fewer.csv"), rows), "line 7: 2 columns where the first row has 12");
    }

    @ParameterizedTest
    @CsvSource({
        "1,abc,column 2 (open): 'abc' is not a number",
        "2,NaN,column 3 (high): 'NaN' is no price",
        "2,-Infinity,column 3 (high): '-Infinity' is no price",
        "3,-1,column 4 (low): a price must be above zero",
        "4,0,column 5 (close): a price must be above zero",
        "4,0.00000000,column 5 (close): a price must be above zero",
        "4,'',column 5 (close): '' is empty",
        "5,-1,column 6 (volume): a volume must not be negative",
        "5,1.5.2,column 6 (volume): '1.5.2' is not a number",
        "5,12abc,column 6 (volume): '12abc' is not a number",
        "1,99999,column 3 (high): high is below open or close",
        "3,45508.5,column 4 (low): low is above open or close",
        "2,1,column 3 (high): high is below low",
        "1,0x10,column 2 (open): '0x10' is not a number",
        "1,1e999999999,column 2 (open): '1e999999999' is out of range",
        "1,45510.1234567890123456789,column 2 (open): '45510.1234567890123456789' has more than 18 decimal places",
        "1,45510.123456789012345678,column 2 (open): '45510.123456789012345678' has too many digits",
        "1,123456789012345678901234567890,column 2 (open): '123456789012345678901234567890' has too many digits",
        "0,yesterday,column 1 (time): 'yesterday' is not a number",
        "0,9999999999999999,column 1 (time): '9999999999999999' is no time in unit ms",
    })
    void aBadCell(int column, String value, String message) {
        refused(withCell(column, value), "BTCUSDT-1m.csv line 4, " + message, "; ");
    }

    @Test
    void barsThatOverlap() {
        // Half a millisecond can be written; the bar still starts before the one before it ends.
        refused(withCell(0, "1648771370000.5"), "line 4: the bar of 2022-04-01T00:02:50.000500Z starts before",
                "give --timeframe");
    }

    @Test
    void rowsOutOfOrderAndTwice() {
        List<String> rows = Klines.rows(10);
        rows.set(5, rows.get(2));
        refused(Klines.write(file("disorder.csv"), rows), "disorder.csv line 6: the bar of 2022-04-01T00:02:00Z comes"
                + " after that of 2022-04-01T00:04:00Z", "sort the file");
        rows = Klines.rows(10);
        rows.set(5, rows.get(4));
        refused(Klines.write(file("double.csv"), rows), "double.csv line 6: a second bar for 2022-04-01T00:04:00Z",
                "remove one of the rows");
    }

    @Test
    void overlappingFilesAreNamedBoth() {
        List<String> rows = Klines.rows(20);
        Path a = Klines.write(file("BTCUSDT-1m-a.csv"), rows.subList(0, 12));
        Path b = Klines.write(file("BTCUSDT-1m-b.csv.gz"), rows.subList(11, 20));
        refused(List.of(b.toString(), a.toString()),
                "BTCUSDT-1m-b.csv.gz line 1: a second bar", "BTCUSDT-1m-a.csv line 12", "remove one of the files");
        Path c = Klines.write(file("BTCUSDT-1m-c.csv.gz"), rows.subList(5, 20));
        refused(List.of(a.toString(), c.toString()), "BTCUSDT-1m-c.csv.gz line 1", "BTCUSDT-1m-a.csv line 12",
                "the files overlap");
    }

    @Test
    void aTruncatedGzip() throws IOException {
        byte[] whole = Files.readAllBytes(Klines.write(file("whole.csv.gz"), Klines.rows(9_000)));
        for (int length : new int[] {1, 5, 11, 2_000, whole.length / 2, whole.length - 3}) {
            Path cut = file("cut.csv.gz");
            Files.write(cut, Arrays.copyOf(whole, length));
            refused(cut, "cut.csv.gz: ", "cut short", "fetch it again");
        }
    }

    @Test
    void aDamagedGzipOrZip() throws IOException {
        for (String name : List.of("a.csv.gz", "a.zip")) {
            Path file = Klines.write(file(name), Klines.rows(2_000));
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 0x55;
            Files.write(file, bytes);
            assertThatThrownBy(() -> Klines.read(file)).isInstanceOf(DataException.class);
        }
    }

    @Test
    void namesThatLie() throws IOException {
        Path gzip = file("plain.csv.gz");
        Files.writeString(gzip, String.join("\n", Klines.rows(3)));
        refused(gzip, "not a gzip file in spite of its name");
        Path zip = file("plain.zip");
        Files.writeString(zip, String.join("\n", Klines.rows(3)));
        refused(zip, "not a whole zip file");
    }

    @Test
    void aZipBomb() throws IOException {
        Path bomb = file("bomb.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb), 1 << 16)) {
            out.write((String.join("\n", Klines.rows(5)) + "\n").getBytes(StandardCharsets.US_ASCII));
            byte[] blank = new byte[1 << 20];
            Arrays.fill(blank, (byte) '\n');
            for (int i = 0; i < 64; i++) {
                out.write(blank);
            }
        }
        refused(bomb, "bomb.csv.gz: unpacks to more than 200 times its size", "unpack it and use the .csv");

        Path line = Klines.write(file("line.csv.gz"), "1".repeat(5_000_000));
        refused(line, "line 1: longer than 16384 characters");
    }

    @Test
    void aFileAboveTheAbsoluteLimit() {
        Path file = Klines.write(file("big.csv.gz"), Klines.rows(1_000));
        ByteSource.Limits limits = new ByteSource.Limits(200, 1 << 24, 10_000);
        byte[] buffer = new byte[4_096];

        try (ByteSource source = ByteSource.open(file, limits)) {
            assertThatThrownBy(() -> {
                        while (source.read(buffer, 0, buffer.length) >= 0) {
                            // Until the limit.
                        }
                    })
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("unpacks to more than 10000 bytes");
        }
    }

    @Test
    void twoInstrumentsInOneFile() throws IOException {
        String text = """
                time,symbol,open,high,low,close,volume
                1648771200000,BTCUSDT,1,2,1,2,5
                1648771260000,BTCUSDT,1,2,1,2,5
                1648771320000,ETHUSDT,1,2,1,2,5
                """;
        refused(Klines.write(file("both.csv"), text), "both.csv line 4, column 2 (symbol): 'ETHUSDT' after 'BTCUSDT'",
                "split it");
        Path zip = file("two.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : List.of("BTCUSDT-1m.csv", "ETHUSDT-1m.csv")) {
                out.putNextEntry(new ZipEntry(name));
                out.write("x".getBytes(StandardCharsets.US_ASCII));
                out.closeEntry();
            }
        }
        refused(zip, "2 csv files inside the zip (BTCUSDT-1m.csv, ETHUSDT-1m.csv)", "name the file");
        Path none = file("none.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(none))) {
            out.putNextEntry(new ZipEntry("readme.txt"));
            out.closeEntry();
        }
        refused(none, "no .csv inside the zip");
    }

    @Test
    void foldersAndGlobsWithoutData() throws IOException {
        Files.writeString(file("readme.txt"), "hello");
        refused(folder, "no .csv, .gz or .zip in this folder");
        refused(List.of(folder + "/*.parquet"), "*.parquet: no file matches");
        refused(List.of(folder + "/[.csv"), "[.csv: ");
    }

    @Test
    void filesOfSeveralTimeframesOrInstruments() {
        Klines.write(file("BTCUSDT-1m-2022.csv"), Klines.rows(10));
        Klines.write(file("BTCUSDT-1h-2022.csv"), Klines.rows(10));
        refused(folder, "several timeframes (1m: BTCUSDT-1m-2022.csv, 1h: BTCUSDT-1h-2022.csv)", "--timeframe");
        Klines.write(file("ETHUSDT-1h-2022.csv"), Klines.rows(10));
        assertThatThrownBy(() -> MarketData.open(
                        DataSpec.parseAll(List.of(folder.toString()), "").get(0), Instruments.shipped()))
                .hasMessageContaining("several instruments (BTCUSDT, ETHUSDT)");
        Path unnamed = Klines.write(file("unnamed.csv"), Klines.rows(10));
        assertThatThrownBy(() -> MarketData.open(
                        DataSpec.parseAll(List.of(unnamed.toString()), "").get(0), Instruments.shipped()))
                .hasMessageContaining("the instrument does not show from the file's name");
    }

    @Test
    void aWindowWithoutBars() {
        Path file = Klines.write(file("BTCUSDT-1m.csv"), Klines.rows(10));
        long start = Klines.START_NANOS;
        for (Window window : List.of(
                new Window(Long.MIN_VALUE, start), new Window(start + 10 * Klines.MINUTE, Long.MAX_VALUE))) {
            assertThatThrownBy(() -> Klines.read(Klines.series(file, window)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("no bar from")
                    .hasMessageContaining("the data runs from 2022-04-01T00:00:00Z")
                    .hasMessageContaining("change --from or --to");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "parquet|unknown format 'parquet'; use binance-klines",
        "csv:time=0|'open' is missing",
        "csv:time=0,open=1,high=2,low=3,close=x|'close' must be a column number, was 'x'",
        "csv:time=0,open=1,high=2,low=3,close=3|column 3 is used twice",
        "csv:time=0,open=1,high=2,low=3,close=4,unit=days|'unit' must be one of auto, s, ms, us, ns, text",
        "csv:time=0,open=1,high=2,low=3,close=4,colour=5|unknown key 'colour'",
        "csv:time=0,open=1,high=2,low=3,close=4,time=5|'time' is given twice",
        "csv:time=0,open=1,high=2,low=3,close=4,delimiter=ab|'delimiter' must be one character",
        "csv:time=0,open=1,high=2,low=3,close=4,volume=999|column numbers are in 0..200, was 999",
        "csv:|'' is not key=value",
    })
    void aMappingThatMakesNoSense(String mapping, String message) {
        assertThatThrownBy(() -> CsvFormat.parse(mapping))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }
}
