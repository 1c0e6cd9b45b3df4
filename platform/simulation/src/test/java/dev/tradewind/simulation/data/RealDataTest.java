package dev.tradewind.simulation.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.testing.TestData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded files of several venues; skipped where they are absent. */
final class RealDataTest {
    private static final Instruments INSTRUMENTS = Instruments.shipped();

    private static BarSeries open(String instrument, String format, Path... files) {
        List<String> paths = Arrays.stream(files).map(Path::toString).toList();
        MarketData.Options options = MarketData.Options.defaults();
        return MarketData.open(
                DataSpec.parseAll(paths, instrument).get(0),
                INSTRUMENTS,
                format.isEmpty() ? options : options.withFormat(CsvFormat.parse(format)));
    }

    @Test
    void everyBinanceSpotFileReadsAndEqualsItsRows() throws IOException {
        for (Path file : TestData.requireAll("candles/binance_spot", "*.csv.gz")) {
            BarSeries series = open("", "", file);
            Klines.Read read = Klines.read(series);
            List<String> expected;
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
                expected = reader.lines()
                        .map(line -> bar(line, series.timeframe().nanos()))
                        .toList();
            }
            assertThat(read.bars()).as(file.toString()).isEqualTo(expected);
        }
    }

    /** The slow and plain way, to compare with. A close time can be early, where the venue stopped: it is not used. */
    private static String bar(String line, long frameNanos) {
        String[] cells = line.split(",");
        StringBuilder bar = new StringBuilder();
        bar.append(Long.parseLong(cells[0]) * 1_000_000 + frameNanos);
        for (int i = 1; i < 6; i++) {
            bar.append(' ').append(new BigDecimal(cells[i]).stripTrailingZeros().toPlainString());
        }
        return bar.toString();
    }

    @Test
    void aYearOfMinutesHasItsKnownHole(@TempDir Path folder) {
        Path data = TestData.require("candles/binance_spot");
        BarSeries series = open("BTCUSDT", "", data.resolve("BTCUSDT-1m-*.csv.gz"));
        Klines.Read read = Klines.read(series);

        assertThat(read.bars()).hasSize(525_520);
        assertThat(read.missingBars()).isEqualTo(80);
        assertThat(series.timeframe()).isEqualTo(Timeframe.MINUTE_1);
        assertThat((double) series.estimatedBars()).isBetween(500_000.0, 550_000.0);

        Catalogue catalogue = new Catalogue(folder);
        Catalogue.Entry entry = catalogue.importFrom(series);
        Klines.Read stored = Klines.read(catalogue.open(series.instrument(), Timeframe.MINUTE_1));
        assertThat(stored.hash()).isEqualTo(read.hash()).isEqualTo(entry.dataHash());
        assertThat(stored.bars()).isEqualTo(read.bars());
        assertThat(stored.missingBars()).isEqualTo(80);
    }

    @Test
    void originalZipsReadAsTheDayOfTheMonthlyFile() {
        List<Path> zips = TestData.requireAll("candles/binance_spot_original_zip", "*.zip");
        Path month = TestData.require("candles/binance_spot").resolve("BTCUSDT-1m-2022-11.csv.gz");
        long day = 1_667_952_000_000_000_000L;

        Klines.Read fromZip = Klines.read(open("", "", zips.get(0)));
        Klines.Read fromMonth = Klines.read(Klines.series(month, new Window(day, day + Timeframe.DAY_1.nanos())));

        assertThat(fromZip).isEqualTo(fromMonth);
        for (Path zip : zips) {
            assertThat(Klines.read(open("", "", zip)).bars()).isNotEmpty();
        }
    }

    @Test
    void futuresFilesWithAHeaderRead() {
        for (Path file : TestData.requireAll("candles/binance_usdm", "*")) {
            BarSeries series = open("", "", file);
            assertThat(Klines.read(series).bars()).as(file.toString()).hasSizeGreaterThan(1_000);
            assertThat(file.toString()).contains(series.timeframe().toString());
        }
    }

    @Test
    void bitfinexFilesNeedTheirColumnOrder() {
        for (Path file : TestData.requireAll("candles/bitfinex", "*.csv.gz")) {
            assertThatThrownBy(() -> open("", "", file)).hasMessageContaining("6 columns without a header");
            BarSeries series = open("", "bitfinex", file);
            Klines.Read read = Klines.read(series);
            assertThat(series.timeframe()).isEqualTo(Timeframe.MINUTE_1);
            assertThat(series.instrument().id().venue()).isEqualTo("BITFINEX");
            assertThat(read.missingBars()).isGreaterThan(1_000);
        }
    }

    @Test
    void dailyEquitiesRead() {
        for (Path file : TestData.requireAll("equities/lean/daily", "*.zip")) {
            if (file.getFileName().toString().matches("(aapl|spy|bac|ibm)\\.zip")) {
                String symbol = file.getFileName().toString().replace(".zip", "");
                BarSeries series = open(symbol, "lean-equity", file);
                assertThat(series.timeframe()).isEqualTo(Timeframe.DAY_1);
                assertThat(Klines.read(series).bars()).as(file.toString()).hasSizeGreaterThan(1_000);
            }
        }
    }

    @Test
    void everyCsvFileCanBeInspected() {
        for (Path file : TestData.requireAll("candles", "**.{csv,csv.gz,zip}")) {
            Inspection inspection = DataInspector.inspect(List.of(file.toString()), null, null);
            assertThat(inspection.toText()).as(file.toString()).contains(file.toString());
        }
    }
}
