package dev.tradewind.simulation.data.ticks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.DataSpec;
import dev.tradewind.simulation.data.Instruments;
import dev.tradewind.simulation.data.TickReader;
import dev.tradewind.simulation.data.TickSeries;
import dev.tradewind.simulation.data.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures that are of another market than was said, lack a book, or hold what cannot be. */
class WrongCaptureTest {
    private static final long START = 1_723_161_255_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    private static String futures(int second, long previous, long last, String bids) {
        return START + second * SECOND + " {\"stream\":\"btcusdt@depth@0ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":"
                + millis(second) + ",\"T\":" + millis(second) + ",\"s\":\"BTCUSDT\",\"U\":" + (previous + 1) + ",\"u\":"
                + last + ",\"pu\":" + previous + ",\"b\":[" + bids + "],\"a\":[]}}";
    }

    private static String spot(int second, long last, String bids) {
        return START + second * SECOND + " {\"stream\":\"btcusdt@depth@100ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":"
                + millis(second) + ",\"s\":\"BTCUSDT\",\"U\":" + last + ",\"u\":" + last + ",\"b\":[" + bids
                + "],\"a\":[]}}";
    }

    private static String snapshot(int second, long last) {
        return START + second * SECOND + " {\"lastUpdateId\":" + last + ",\"E\":" + millis(second) + ",\"T\":"
                + millis(second) + ",\"bids\":[[\"61800.20\",\"2.909\"]],\"asks\":[[\"61800.30\",\"1.000\"]]}";
    }

    private static long millis(int second) {
        return (START + second * SECOND) / 1_000_000;
    }

    private Path capture(String... lines) throws IOException {
        return Files.writeString(folder.resolve("capture.txt"), String.join("\n", lines) + "\n");
    }

    private TickSeries open(Path file, String instrument) {
        DataSpec spec = DataSpec.parseAll(List.of(file.toString()), instrument).get(0);
        return TickData.open(spec, Instruments.shipped(), TickData.Options.of(folder.resolve("catalogue")));
    }

    private static int count(TickSeries series) {
        int count = 0;
        try (TickReader reader = series.open()) {
            while (reader.advance()) {
                count++;
            }
        }
        return count;
    }

    private static TickInspection inspect(Path file, String instrument) {
        return TickInspector.inspect(List.of(file.toString()), instrument, Instruments.shipped(), null);
    }

    private List<String> importWarnings(Path file) {
        List<String> warnings = new ArrayList<>();
        new TickCatalogue(folder.resolve("catalogue")).importFrom(
                open(file, ""), TickCatalogue.Source.IMPORT, done -> {}, warnings::add);
        return warnings;
    }

    @Test
    void aCaptureOfFuturesIsReadAsThePerpetualContractThatItIs() throws IOException {
        Path file = capture(snapshot(0, 10), futures(1, 10, 11, "[\"61800.10\",\"1\"]"));

        TickSeries found = open(file, "");

        assertThat(found.instrument().id()).hasToString("BTCUSDT-PERP.BINANCE");
        assertThat(count(found)).isEqualTo(2);
    }

    @Test
    void spotAndFuturesAreNotTakenForEachOther() throws IOException {
        Path futures = capture(futures(1, 10, 11, "[\"61800.10\",\"1\"]"));
        assertThatThrownBy(() -> count(open(futures, "BTCUSDT")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("capture.txt line 1 column")
                .hasMessageContaining("the capture is of Binance's futures, but BTCUSDT.BINANCE is of the spot market")
                .hasMessageEndingWith("give --instrument BTCUSDT-PERP");

        Path spot = capture(spot(1, 11, "[\"61800.10\",\"1\"]"));
        assertThatThrownBy(() -> count(open(spot, "BTCUSDT-PERP")))
                .hasMessageContaining("the capture is of Binance's spot market")
                .hasMessageEndingWith("give --instrument BTCUSDT");
        Path finer = capture(spot(1, 11, "[\"61800.12\",\"1\"]"));
        assertThatThrownBy(() -> count(open(finer, "BTCUSDT-PERP"))).hasMessageContaining("of the spot market");
        assertThat(count(open(finer, "BTCUSDT"))).isEqualTo(1);
    }

    @Test
    void aRefusalNamesWhatTheCaptureHolds() throws IOException {
        Path file = capture(futures(1, 10, 11, ""));

        assertThatThrownBy(() -> count(open(file, "ETHUSDT-PERP")))
                .hasMessageContaining("no depth, trade or quote of ETHUSDT-PERP in 1 messages")
                .hasMessageContaining("the capture holds BTCUSDT");
    }

    @Test
    void pricesThatAreNotAboveZeroAreRefusedWithLineAndColumn() throws IOException {
        for (String price : List.of("-5.0", "0.0", "0")) {
            Path file = capture(snapshot(0, 10), futures(1, 10, 11, "[\"61800.10\",\"1\"],[\"" + price + "\",\"1\"]"));
            assertThatThrownBy(() -> count(open(file, "")))
                    .as(price)
                    .hasMessageContaining("capture.txt line 2 column 172")
                    .hasMessageContaining("the price must be above zero");
        }
    }

    @Test
    void sizesFarBeyondTheUsualAreListed() throws IOException {
        List<String> lines = new ArrayList<>(List.of(snapshot(0, 10)));
        for (int i = 1; i <= 30; i++) {
            lines.add(futures(i, 9 + i, 10 + i, "[\"61790.0\",\"" + (i == 20 ? "900000000000" : "1") + "\"]"));
        }

        TickInspection found = inspect(capture(lines.toArray(String[]::new)), "");

        assertThat(found.book().sizeOutliers()).isEqualTo(1);
        assertThat(found.problems())
                .containsExactly("2024-08-08T23:54:35Z: bid of 900000000000 at 61790, far beyond the usual size");
        assertThat(found.fixes()).anyMatch(fix -> fix.startsWith("Check the sizes of levels: 1 more than"));
    }

    @Test
    void aClockThatRanBackwardsIsDisorderThatARunSurvives() throws IOException {
        Path file = capture(snapshot(9, 10), futures(10, 10, 11, ""), futures(2, 11, 12, ""), futures(11, 12, 13, ""));

        TickInspection found = inspect(file, "");

        assertThat(found.usable()).isTrue();
        assertThat(found.rows().disorder()).isEqualTo(1);
        assertThat(found.fixes()).singleElement().asString().contains(
                "capture.txt line 3", "by up to 8.000 s", "received together with the line above");
        assertThat(importWarnings(file)).singleElement().asString().contains("1 line was received before");
    }

    @Test
    void aLostUpdateIsToldOnImportAndSoIsTheSnapshotThatMendsIt() throws IOException {
        Path broken = capture(
                snapshot(0, 10), futures(10, 10, 11, ""), futures(40, 12, 13, ""), futures(100, 13, 14, ""));
        assertThat(importWarnings(broken)).singleElement().asString()
                .contains("no book from 2024-08-08T23:54:55Z", "60.0 % of the period without a book")
                .contains("1 time lost, 0 times back", "none until the end");

        Path mended = capture(
                snapshot(0, 10), futures(10, 10, 11, ""), futures(40, 12, 13, ""), snapshot(60, 13),
                futures(100, 13, 14, ""));
        assertThat(importWarnings(mended)).singleElement().asString()
                .contains("20.0 % of the period without a book", "1 time lost, 1 time back with a snapshot.");

        Path whole = capture(snapshot(0, 10), futures(10, 10, 11, ""), futures(40, 11, 12, ""));
        assertThat(importWarnings(whole)).isEmpty();
    }

    @Test
    void aPeriodWithoutATickIsRefusedFromFilesAndFromTheCatalogue() throws IOException {
        Path file = capture(snapshot(0, 10), futures(10, 10, 11, ""));
        importWarnings(file);
        Window later = new Window(START + 1_000 * SECOND, Long.MAX_VALUE);
        TickData.Options options = TickData.Options.of(folder.resolve("catalogue")).withWindow(later);

        for (String data : List.of(file.toString(), "catalogue:BTCUSDT-PERP@ticks")) {
            TickSeries series = TickData.open(
                    DataSpec.parseAll(List.of(data), "").get(0), Instruments.shipped(), options);
            assertThatThrownBy(() -> count(series))
                    .as(data)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("no tick from 2024-08-09T00:10:55Z to the end; change --from or --to");
        }
    }

    @Test
    void oneEventHasNoSilence() throws IOException {
        assertThat(inspect(capture(futures(1, 10, 11, "")), "").toText()).containsPattern("silence +-\n");
    }

    @Test
    void aDamagedEntryDoesNotHideTheOthers() throws IOException {
        importWarnings(capture(snapshot(0, 10), futures(10, 10, 11, "")));
        Path bad = Files.createDirectories(folder.resolve("catalogue/ETHUSDT.BINANCE")).resolve("all.ticks");
        Files.writeString(bad, "nothing");
        TickCatalogue catalogue = new TickCatalogue(folder.resolve("catalogue"));
        List<DataException> damaged = new ArrayList<>();

        assertThat(catalogue.list(damaged::add)).singleElement().satisfies(entry -> {
            assertThat(entry.instrument()).hasToString("BTCUSDT-PERP.BINANCE");
            assertThat(entry.source()).isEqualTo(TickCatalogue.Source.IMPORT);
            assertThat(entry.levels()).isEqualTo(2);
        });
        assertThat(damaged).singleElement().asString().contains("ETHUSDT.BINANCE");
        assertThatThrownBy(catalogue::list).isInstanceOf(DataException.class);
    }

    @Test
    void recordingsOfCryptofeedAreFoundOutAndTheirFilesReadTogether() throws IOException {
        Path answers = Files.writeString(folder.resolve("BINANCE.http.0"), "https://api.binance.com/api/v3/depth?"
                + "symbol=BTCUSDT&limit=1000 -> 1723161255.5: {\"lastUpdateId\":10,\"bids\":["
                + "[\"61800.20\",\"1\"],".repeat(3_000) + "[\"1\",\"1\"]],\"asks\":[[\"61900\",\"1\"]]}\n");
        Path streams = Files.writeString(folder.resolve("BINANCE.ws.1.0"), ""
                + "wss://stream.binance.com:9443/stream <-> 1\n"
                + "1723161255.25: " + spot(0, 10, "").substring(20) + "\n1723161256.25: "
                + spot(1, 11, "").substring(20) + "\n");
        List<String> both = Stream.of(answers, streams).map(Path::toString).toList();

        TickInspection found = TickInspector.inspect(both, "BTCUSDT", Instruments.shipped(), null);

        assertThat(found.files()).allMatch(file -> file.format().equals("binance-cryptofeed"));
        assertThat(found.counts().deltas()).isEqualTo(2);
        assertThat(found.counts().snapshots()).isEqualTo(1);
        assertThat(TickFormats.named("kraken-cryptofeed").text()).isEqualTo("kraken-cryptofeed");
        assertThat(TickFormats.areTicks(List.of(answers))).isTrue();
    }

    @Test
    void aCaptureOfAnUnknownVenueIsSaidToBeOne() throws IOException {
        Path file = Files.writeString(folder.resolve("X.ws.0"), "wss://ws.example.org <-> 1618678132.368463\n");

        assertThatThrownBy(() -> open(file, "BTCUSDT"))
                .hasMessageContaining("begins a capture of messages whose venue does not show")
                .hasMessageContaining("kraken-cryptofeed");
    }
}
