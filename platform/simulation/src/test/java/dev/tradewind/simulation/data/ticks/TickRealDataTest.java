package dev.tradewind.simulation.data.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.testing.TestData;
import dev.tradewind.simulation.data.DataSpec;
import dev.tradewind.simulation.data.Instruments;
import dev.tradewind.simulation.data.TickSeries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every recorded file of ticks is recognised, read, imported and read again. */
final class TickRealDataTest {
    @TempDir
    private Path folder;

    private static List<Path> files() {
        List<Path> files = new ArrayList<>(TestData.requireAll("book/nautilus", "*.csv"));
        files.addAll(TestData.requireAll("trades", "*.csv"));
        files.addAll(TestData.requireAll("trades/lean_equity_tick", "*_trade.zip"));
        return files;
    }

    @Test
    void everyRawCaptureShowsItsInstrumentAndComesBackFromTheCatalogue() {
        // Recorded books of the spot market hold quantities of more places than its lot.
        Instruments instruments = Instruments.shipped()
                .with(Ticks.write(
                        folder.resolve("instruments.csv"),
                        Instruments.HEADER,
                        "BTCUSDT,BINANCE,SPOT,0.01,0.00000001,0.00001,5,BTC,USDT,USDT,1,no,BTC/USDT"));
        for (Path file : TestData.requireAll("book/binance_raw_capture", "*.gz")) {
            DataSpec spec = DataSpec.parseAll(List.of(file.toString()), "").get(0);
            assertThat(TickData.areTicks(spec, null)).as(file.toString()).isTrue();

            TickSeries series = TickData.open(spec, instruments, TickData.Options.of(folder));
            TickCatalogue catalogue = new TickCatalogue(folder.resolve(file.getFileName()));
            TickCatalogue.Entry entry = catalogue.importFrom(series);
            TickInspection found = TickInspector.inspect(catalogue.open(series.instrument()), file.toString());

            assertThat(Ticks.read(catalogue.open(series.instrument()))).isEqualTo(Ticks.read(series));
            assertThat(series.instrument().id().symbol().endsWith("PERP"))
                    .isEqualTo(!file.getFileName().toString().startsWith("spot"));
            assertThat(entry.books()).isPositive();
            assertThat(found.usable()).as(found.toText()).isTrue();
            assertThat(found.book().crossed()).as(found.toText()).isZero();
        }
    }

    @Test
    void everyFileIsRecognisedAndReadAndComesBackFromTheCatalogue() {
        Instrument any = Instruments.shipped().require("BTCUSDT");
        for (Path file : files()) {
            DataSpec spec = DataSpec.parseAll(List.of("BTCUSDT=" + file), "").get(0);
            assertThat(TickData.areTicks(spec, null)).as(file.toString()).isTrue();

            TickSeries series = TickData.open(spec, Instruments.shipped(), TickData.Options.of(folder));
            TickCatalogue catalogue = new TickCatalogue(folder.resolve(file.getFileName()));
            TickCatalogue.Entry entry = catalogue.importFrom(series);
            Ticks.Read fromFile = Ticks.read(series);
            Ticks.Read stored = Ticks.read(catalogue.open(any));

            assertThat(entry.events()).as(file.toString()).isPositive().isEqualTo(fromFile.ticks().size());
            assertThat(stored).as(file.toString()).isEqualTo(fromFile);
        }
    }
}
