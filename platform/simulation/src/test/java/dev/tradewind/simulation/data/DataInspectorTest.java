package dev.tradewind.simulation.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataInspectorTest {
    @TempDir
    private Path folder;

    private static Inspection inspect(Path... files) {
        return DataInspector.inspect(Arrays.stream(files).map(Path::toString).toList(), null, null);
    }

    @Test
    void aGoodFileNeedsNothing() {
        Inspection inspection = inspect(Klines.write(folder.resolve("BTCUSDT-1m-2022-04.csv.gz"), Klines.rows(500)));

        Inspection.Part total = inspection.total();
        assertThat(inspection.usable()).isTrue();
        assertThat(inspection.fixes()).isEmpty();
        assertThat(total.identity().instrument()).isEqualTo("BTCUSDT");
        assertThat(total.identity().timeframe()).isEqualTo("1m");
        assertThat(total.period().rows()).isEqualTo(500);
        assertThat(total.period().firstNanos()).isEqualTo(Klines.START_NANOS);
        assertThat(total.period().endNanos()).isEqualTo(Klines.START_NANOS + 500 * Klines.MINUTE);
        assertThat(inspection.files().get(0).identity().format()).isEqualTo("binance-klines, time in ms");
        assertThat(inspection.toText()).contains("rows         500", "Nothing to fix.");
    }

    @Test
    void everythingWrongIsCountedAndNamedWithItsLine() {
        List<String> rows = Klines.rows(400);
        String second = rows.get(100);
        rows.set(100, "nonsense");
        rows.set(150, rows.get(150).replaceFirst("(\\d+,)[0-9.]+", "$1NaN"));
        rows.set(200, rows.get(199));
        rows.set(250, second);
        rows.set(300, Klines.row(Klines.START_MILLIS + 300 * 60_000L, 4_551_035, 9_551_035, 0));
        rows.subList(350, 360).clear();
        Inspection inspection = inspect(Klines.write(folder.resolve("BTCUSDT-1m.csv"), rows));

        Inspection.Part file = inspection.files().get(0);
        assertThat(inspection.usable()).isFalse();
        assertThat(file.problems().bad()).isEqualTo(2);
        assertThat(file.problems().duplicates()).isEqualTo(1);
        assertThat(file.problems().disorder()).isEqualTo(1);
        assertThat(file.problems().zeroVolume()).isEqualTo(1);
        assertThat(file.problems().first()).hasSize(4);
        assertThat(file.problems().first().get(0)).contains("line 101: 1 columns");
        assertThat(file.problems().first().get(1)).contains("line 151, column 2 (open): 'NaN'");
        assertThat(file.problems().first().get(2)).contains("line 201: a second bar");
        assertThat(file.problems().first().get(3)).contains("line 251: the bar of 2022-04-01T01:40:00Z comes after");
        assertThat(file.gaps().missingBars()).isEqualTo(14);
        assertThat(file.gaps().largest().get(0).missingBars()).isEqualTo(10);
        assertThat(file.outliers().largest().get(0).kind()).isEqualTo("close");
        assertThat(file.outliers().largest()).anyMatch(outlier -> outlier.place().endsWith("line 301"));
        assertThat(inspection.fixes())
                .anyMatch(fix -> fix.contains("2 lines that are no bars"))
                .anyMatch(fix -> fix.contains("1 double row."))
                .anyMatch(fix -> fix.contains("Sort the rows"))
                .anyMatch(fix -> fix.contains("outliers"));
    }

    @Test
    void anOverlapOfFilesShowsInTheTotalOnly() {
        List<String> rows = Klines.rows(100);
        Inspection inspection = inspect(
                Klines.write(folder.resolve("BTCUSDT-1m-b.csv"), rows.subList(40, 100)),
                Klines.write(folder.resolve("BTCUSDT-1m-a.csv"), rows.subList(0, 50)));

        assertThat(inspection.files()).allMatch(file -> file.problems().disorder() == 0);
        assertThat(inspection.files().get(0).identity().name()).endsWith("BTCUSDT-1m-a.csv");
        assertThat(inspection.total().problems().disorder() + inspection.total().problems().duplicates())
                .isEqualTo(10);
        assertThat(inspection.toText()).contains("total");
    }

    @Test
    void filesThatCannotBeReadAreReportedBesideThoseThatCan() throws IOException {
        Path good = Klines.write(folder.resolve("BTCUSDT-1m-a.csv"), Klines.rows(50));
        Path empty = Klines.write(folder.resolve("empty.csv"), "");
        Path cut = Klines.write(folder.resolve("BTCUSDT-1m-c.csv.gz"), Klines.rows(9_000));
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));

        Inspection inspection = inspect(empty, cut, good);

        assertThat(inspection.usable()).isFalse();
        assertThat(inspection.files()).hasSize(3);
        assertThat(inspection.files().get(2).failure()).contains("the file is empty");
        assertThat(inspection.files()).anyMatch(file -> file.failure().contains("cut short")
                && file.period().rows() > 1_000);
        assertThat(inspection.fixes()).filteredOn(fix -> fix.startsWith("Not read to the end")).hasSize(2);
    }

    @Test
    void mixedTimeframesAndInstrumentsAreNamed() {
        Inspection inspection = inspect(
                Klines.write(folder.resolve("BTCUSDT-1m.csv"), Klines.rows(50)),
                Klines.write(folder.resolve("ETHUSDT-1m.csv"), Klines.rows(50)));

        assertThat(inspection.fixes()).anyMatch(fix -> fix.contains("several instruments"));
    }

    /** The step from one instrument's price to another's is no move, and their times do not follow each other. */
    @Test
    void eachInstrumentIsLookedAtByItself() {
        List<String> cheap = Klines.rows(200).stream().map(DataInspectorTest::tenthOfThePrice).toList();
        Path dear = Klines.write(folder.resolve("BTCUSDT-1m.csv"), Klines.rows(200));
        Inspection alone = inspect(dear);

        Inspection both = inspect(dear, Klines.write(folder.resolve("ETHUSDT-1m.csv"), cheap));

        assertThat(both.usable()).isTrue();
        assertThat(both.total().outliers().count()).isEqualTo(2 * alone.total().outliers().count());
        assertThat(both.total().period().rows()).isEqualTo(400);
        assertThat(both.total().period().endNanos()).isEqualTo(alone.total().period().endNanos());
    }

    private static String tenthOfThePrice(String row) {
        String[] cells = row.split(",");
        for (int i = 1; i <= 4; i++) {
            cells[i] = new BigDecimal(cells[i]).movePointLeft(1).toPlainString();
        }
        return String.join(",", cells);
    }

    @Test
    void theMapForJsonHoldsOnlyPlainValues() {
        List<String> rows = Klines.rows(100);
        rows.subList(20, 30).clear();
        Map<String, Object> map = inspect(Klines.write(folder.resolve("BTCUSDT-1m.csv"), rows)).toMap();

        assertThat(map).containsOnlyKeys("usable", "files", "total", "fixes");
        onlyPlain(map);
        assertThat(String.valueOf(map.get("total"))).contains("missingBars=10,", "rows=90,");
    }

    private static void onlyPlain(Object value) {
        switch (value) {
            case Map<?, ?> map -> map.values().forEach(DataInspectorTest::onlyPlain);
            case List<?> list -> list.forEach(DataInspectorTest::onlyPlain);
            default -> assertThat(value).isInstanceOfAny(String.class, Long.class, Double.class, Boolean.class);
        }
    }

    @Test
    void aPathThatNamesNothingIsAnError() {
        assertThatThrownBy(() -> inspect(folder.resolve("no.csv"))).isInstanceOf(DataException.class);
    }
}
