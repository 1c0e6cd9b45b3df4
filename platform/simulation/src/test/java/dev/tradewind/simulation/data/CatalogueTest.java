package dev.tradewind.simulation.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Timeframe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogueTest {
    private static final Instruments INSTRUMENTS = Instruments.shipped();
    private static final Instrument BTC = INSTRUMENTS.require("BTCUSDT");

    @TempDir
    private Path folder;

    private final Catalogue catalogue() {
        return new Catalogue(folder.resolve("store"));
    }

    private BarSeries source(int rows) {
        return Klines.series(Klines.write(folder.resolve("BTCUSDT-1m-2022-04.csv"), Klines.rows(rows)));
    }

    @Test
    void barsComeBackAsTheyWereWithTheSameHash() {
        BarSeries source = source(10_000);

        Catalogue.Entry entry = catalogue().importFrom(source);
        BarSeries stored = catalogue().open(BTC, Timeframe.MINUTE_1);

        Klines.Read expected = Klines.read(source);
        Klines.Read actual = Klines.read(stored);
        assertThat(actual).isEqualTo(expected);
        assertThat(entry.bars()).isEqualTo(10_000);
        assertThat(entry.dataHash()).isEqualTo(expected.hash());
        assertThat(stored.estimatedBars()).isEqualTo(10_000);
        assertThat(catalogue().list()).containsExactly(entry);
    }

    @Test
    void aWindowGivesTheSameBarsAndHashAsTheSourceInThatWindow() {
        BarSeries source = source(10_000);
        catalogue().importFrom(source);
        long start = Klines.START_NANOS + 4_000 * Klines.MINUTE;
        Window window = new Window(start, start + 5_000 * Klines.MINUTE);

        Klines.Read stored = Klines.read(catalogue().open(BTC, Timeframe.MINUTE_1, window));
        Klines.Read direct = Klines.read(Klines.series(folder.resolve("BTCUSDT-1m-2022-04.csv"), window));

        assertThat(stored).isEqualTo(direct);
        assertThat(stored.bars()).hasSize(5_000);
    }

    @Test
    void theHashOfAPartlyReadSeriesIsThatOfTheBarsReturned() {
        catalogue().importFrom(source(10_000));
        String stored;
        String direct;
        try (BarReader reader = catalogue().open(BTC, Timeframe.MINUTE_1).open()) {
            assertThat(reader.next()).isNotNull();
            stored = reader.dataHash();
        }
        try (BarReader reader = Klines.series(folder.resolve("BTCUSDT-1m-2022-04.csv")).open()) {
            assertThat(reader.next()).isNotNull();
            direct = reader.dataHash();
        }

        assertThat(stored).isEqualTo(direct);
    }

    @Test
    void importingAgainReplaces() {
        catalogue().importFrom(source(100));
        catalogue().importFrom(source(50));

        assertThat(Klines.read(catalogue().open(BTC, Timeframe.MINUTE_1)).bars()).hasSize(50);
    }

    @Test
    void aFailedImportLeavesTheFormerDataAndNoHalfFile() throws IOException {
        catalogue().importFrom(source(100));
        List<String> rows = Klines.rows(5_000);
        rows.set(4_500, rows.get(4_500).replace('.', 'x'));
        BarSeries broken = Klines.series(Klines.write(folder.resolve("BTCUSDT-1m-bad.csv"), rows));

        assertThatThrownBy(() -> catalogue().importFrom(broken)).isInstanceOf(DataException.class);

        assertThat(Klines.read(catalogue().open(BTC, Timeframe.MINUTE_1)).bars()).hasSize(100);
        try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void everyDamagedByteIsNoticed() throws IOException {
        Path file = catalogue().importFrom(source(60)).file();
        byte[] good = Files.readAllBytes(file);
        int named = 100 + BTC.id().toString().length();
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 0x10;
            Files.write(file, bad);
            assertThatThrownBy(() -> Klines.read(catalogue().open(BTC, Timeframe.MINUTE_1)))
                    .as("byte %d of %d, name ends at %d", i, good.length, named)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("import the data again");
        }
    }

    @Test
    void aTruncatedFileIsNoticed() throws IOException {
        Path file = catalogue().importFrom(source(6_000)).file();
        byte[] good = Files.readAllBytes(file);
        for (int length : new int[] {0, 100, 512, 600, good.length / 2, good.length - 1}) {
            Files.write(file, Arrays.copyOf(good, length), StandardOpenOption.TRUNCATE_EXISTING);
            assertThatThrownBy(() -> Klines.read(catalogue().open(BTC, Timeframe.MINUTE_1)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("import the data again");
        }
    }

    @Test
    void whatIsNotThereIsSaidWithWhatIs() {
        catalogue().importFrom(source(10));

        assertThatThrownBy(() -> catalogue().open(BTC, Timeframe.HOUR_1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no BTCUSDT.BINANCE@1h; it has BTCUSDT.BINANCE@1m");
    }

    @Test
    void aSpecificationReadsFromTheCatalogue() {
        catalogue().importFrom(source(10));
        MarketData.Options options = MarketData.Options.defaults().withCatalogue(folder.resolve("store"));

        DataSpec spec = DataSpec.parseAll(List.of("catalogue:BTCUSDT@1m"), "").get(0);

        assertThat(Klines.read(MarketData.open(spec, INSTRUMENTS, options)).bars()).hasSize(10);
    }
}
