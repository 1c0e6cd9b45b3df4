package dev.tradewind.simulation.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvReadingTest {
    @TempDir
    private Path folder;

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static BarSeries open(String format, Path... files) {
        List<String> paths = new ArrayList<>();
        for (Path file : files) {
            paths.add(file.toString());
        }
        return MarketData.open(
                DataSpec.parseAll(paths, "BTCUSDT").get(0),
                Instruments.shipped(),
                MarketData.Options.defaults().withFormat(CsvFormat.parse(format)));
    }

    @Test
    void aRowIsReadExactly() {
        String row = "1648771200000,45510.35000000,45565.29000000,45445.00000000,45465.25000000,83.54849000,"
                + "1648771259999,3803001.53712330,1653,32.64396000,1486094.55836000,0";

        Klines.Read read = Klines.read(Klines.write(file("BTCUSDT-1m.csv"), row));

        assertThat(read.bars()).containsExactly("1648771260000000000 45510.35 45565.29 45445 45465.25 83.54849");
    }

    @Test
    void everyFormGivesTheSameBarsAndHash() {
        List<String> rows = Klines.rows(9_001);
        Klines.Read plain = Klines.read(Klines.write(file("BTCUSDT-1m-a.csv"), rows));
        assertThat(plain.bars()).hasSize(9_001);
        List<Path> forms = new ArrayList<>();
        forms.add(Klines.write(file("BTCUSDT-1m-b.csv.gz"), rows));
        forms.add(Klines.write(file("BTCUSDT-1m-c.zip"), rows));
        forms.add(Klines.write(file("BTCUSDT-1m-d.csv"), String.join("\r\n", rows)));
        forms.add(Klines.write(file("BTCUSDT-1m-e.csv"), "\ufeff" + String.join("\n", rows)));
        List<String> headed = new ArrayList<>(rows);
        headed.add(0, "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,"
                + "taker_buy_quote_volume,ignore");
        forms.add(Klines.write(file("BTCUSDT-1m-f.csv"), headed));
        forms.add(Klines.write(
                file("BTCUSDT-1m-g.csv"),
                rows.stream().map(row -> row.replaceFirst(",", "000,").replace("59999,", "59999999,")).toList()));
        forms.add(Klines.write(
                file("BTCUSDT-1m-h.csv"), rows.stream().map(row -> row.replaceAll("(\\.\\d+?)0+,", "$1,")).toList()));

        for (Path form : forms) {
            assertThat(Klines.read(form)).as(form.toString()).isEqualTo(plain);
        }
    }

    @Test
    void filesAreReadInOrderOfTimeWhateverTheOrderGiven() {
        List<String> rows = Klines.rows(300);
        Path whole = Klines.write(file("BTCUSDT-1m-whole.csv"), rows);
        Path first = Klines.write(file("BTCUSDT-1m-z.csv"), rows.subList(0, 100));
        Path second = Klines.write(file("BTCUSDT-1m-y.csv.gz"), rows.subList(100, 200));
        Path third = Klines.write(file("BTCUSDT-1m-x.zip"), rows.subList(200, 300));

        assertThat(Klines.read(open("binance-klines", third, first, second))).isEqualTo(Klines.read(whole));
    }

    @Test
    void aWindowIsInclusiveFromAndExclusiveTo() {
        Path file = Klines.write(file("BTCUSDT-1m.csv"), Klines.rows(10));
        long start = Klines.START_NANOS;

        Klines.Read read = Klines.read(Klines.series(file, new Window(start + 3 * Klines.MINUTE,
                start + 7 * Klines.MINUTE)));

        assertThat(read.bars()).isEqualTo(Klines.read(file).bars().subList(3, 7));
    }

    @Test
    void gapsAreAllowedAndCounted() {
        List<String> rows = Klines.rows(30);
        rows.subList(10, 17).clear();
        rows.remove(20);

        assertThat(Klines.read(Klines.write(file("BTCUSDT-1m.csv"), rows)).missingBars()).isEqualTo(8);
    }

    @Test
    void aValueWithMorePlacesWidensTheScaleFromItsChunkOn() {
        List<String> rows = Klines.rows(100);
        rows.set(50, Klines.row(Klines.START_MILLIS + 50 * 60_000L, 4_551_035, 4_551_035, 1)
                .replace("45510.35000000", "45510.35120000"));
        Path file = Klines.write(file("BTCUSDT-1m.csv"), rows);
        List<Scales> scales = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();

        try (BarReader reader = Klines.series(file).open()) {
            for (BarChunk chunk = reader.next(); chunk != null; chunk = reader.next()) {
                scales.add(chunk.scales());
                sizes.add(chunk.size());
            }
        }

        assertThat(scales).containsExactly(new Scales(2, 5), new Scales(4, 5));
        assertThat(sizes).containsExactly(50, 50);
        assertThat(Klines.read(file).bars().get(50)).contains(" 45510.3512 ");
    }

    @Test
    void columnsInAnotherOrderAndAnotherDelimiter() {
        String text = "1364774820;93.25;93.3;93.35;93.2;1.5\n1364774880;100;100;100.5;99;2e-3\n";
        Path file = Klines.write(file("any.csv"), text);

        BarSeries series =
                open("csv:time=0,open=1,close=2,high=3,low=4,volume=5,unit=s,delimiter=;,header=no", file);

        assertThat(series.timeframe()).isEqualTo(Timeframe.MINUTE_1);
        assertThat(Klines.read(series).bars())
                .containsExactly(
                        "1364774880000000000 93.25 93.35 93.2 93.3 1.5",
                        "1364774940000000000 100 100.5 99 100 0.002");
    }

    @Test
    void timesAsTextAndScaledPrices() {
        String text = """
                19980102 00:00,136300,162500,135000,162500,6315000
                19980105 00:00,165000,165600,151900,160000,5677300
                19980106 00:00,159400,205000,147500,189400,16064600
                """;
        BarSeries series = open("lean-equity", Klines.write(file("aapl.csv"), text));

        assertThat(series.timeframe()).isEqualTo(Timeframe.DAY_1);
        assertThat(Klines.read(series).bars().get(0)).endsWith(" 13.63 16.25 13.5 16.25 6315000");
    }

    @Test
    void theTimeframeShowsFromStepsWhereThereIsNoCloseTime() {
        String header = "timestamp,open,high,low,close,volume\n";
        String irregular = header + "1364774820000,1,1,1,1,1\n1364774880000,1,1,1,1,1\n1364775060000,1,1,1,1,1\n";
        String daily = header + "1590883200,1,1,1,1,1\n1590969600,1,1,1,1,1\n1591228800,1,1,1,1,1\n";
        String single = header + "1590883200,1,1,1,1,1\n";

        assertThat(Klines.series(Klines.write(file("a.csv"), irregular)).timeframe()).isEqualTo(Timeframe.MINUTE_1);
        assertThat(Klines.series(Klines.write(file("b.csv"), daily)).timeframe()).isEqualTo(Timeframe.DAY_1);
        assertThat(Klines.series(Klines.write(file("BTC_USDT_4h.csv"), single)).timeframe())
                .isEqualTo(Timeframe.parse("4h"));
        assertThatThrownBy(() -> Klines.series(Klines.write(file("c.csv"), single)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("give --timeframe");
    }

    @Test
    void closingEarlyStopsTheThread() throws InterruptedException {
        Path file = Klines.write(file("BTCUSDT-1m.csv"), Klines.rows(60_000));
        BarReader reader = Klines.series(file).open();
        assertThat(reader.next()).isNotNull();

        reader.close();

        assertThat(reader.next()).isNull();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("bars-BTCUSDT") && thread.isAlive());
    }

    @Test
    void anErrorComesAfterTheChunksBeforeIt() {
        List<String> rows = Klines.rows(10_000);
        rows.set(9_500, "nonsense");
        Path file = Klines.write(file("BTCUSDT-1m.csv"), rows);

        try (BarReader reader = Klines.series(file).open()) {
            assertThat(reader.next()).isNotNull();
            assertThat(reader.next()).isNotNull();
            assertThatThrownBy(reader::next).isInstanceOf(DataException.class).hasMessageContaining("line 9501");
            assertThat(reader.next()).isNull();
        }
    }
}
