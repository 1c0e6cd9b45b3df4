package dev.tradewind.simulation.data.ticks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.testing.TestData;
import dev.tradewind.simulation.data.ClockSteps;
import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.DataSpec;
import dev.tradewind.simulation.data.Instruments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TickInspectorTest {
    private static final Instruments INSTRUMENTS = Instruments.shipped();
    private static final String TARDIS_TRADES = "exchange,symbol,timestamp,local_timestamp,id,side,price,amount";
    private static final String DEPTH =
            "symbol,timestamp,first_update_id,last_update_id,side,update_type,price,qty,pu";

    @TempDir
    private Path folder;

    private TickInspection inspect(String name, String... lines) {
        return inspect(Ticks.write(folder.resolve(name), lines));
    }

    private static TickInspection inspect(Path... files) {
        return TickInspector.inspect(Arrays.stream(files).map(Path::toString).toList(), "BTCUSDT", INSTRUMENTS, null);
    }

    private static String[] lines(String header, String... rows) {
        List<String> lines = new ArrayList<>(List.of(header));
        lines.addAll(Arrays.asList(rows));
        return lines.toArray(new String[0]);
    }

    @Test
    void aCleanBookWithTradesNeedsNothing() {
        Path depth = Ticks.write(
                folder.resolve("depth.csv"),
                DEPTH,
                "BTCUSDT,1667346579146,10,10,b,snap,20377.00,1.5,-1",
                "BTCUSDT,1667346579146,10,10,a,snap,20378.00,2,-1",
                "BTCUSDT,1667346579246,11,12,a,set,20377.50,1,10",
                "BTCUSDT,1667346580246,13,15,b,set,20377.00,1,12");
        Path trades = Ticks.write(
                folder.resolve("trades.csv"),
                TARDIS_TRADES,
                "b,BTCUSDT,1667346579150000,1667346579150000,1,sell,20377,1",
                "b,BTCUSDT,1667346579150000,1667346579260000,2,buy,20378,1");

        TickInspection found = inspect(depth, trades);

        assertThat(found.usable()).isTrue();
        assertThat(found.fixes()).isEmpty();
        assertThat(found.counts()).isEqualTo(new TickInspection.Counts(1, 2, 2, 0, 0, 4));
        assertThat(found.updates()).isEqualTo(new TickInspection.Updates(2, 0, 0));
        assertThat(found.book()).isEqualTo(new TickInspection.Book(3, 0, 0, 0, 0));
        // The second trade is above the best ask of its time.
        assertThat(found.prints()).isEqualTo(new TickInspection.Prints(2, 1, 0, 0));
        assertThat(found.period().longestSilenceNanos()).isEqualTo(986_000_000);
        assertThat(found.toText()).contains("1 snapshots, 2 deltas, 2 trades", "Nothing to fix.");
        assertThat(found.toMap()).containsEntry("usable", true).containsEntry("tradesOutsideSpread", 1L);
    }

    @Test
    void badRowsDisorderGapsRepeatsAndDoubleTradesAreCountedAndReadingGoesOn() {
        TickInspection depth = inspect("depth.csv", lines(
                DEPTH,
                "BTCUSDT,1667346579146,10,10,b,snap,20377.00,1.5,-1",
                "BTCUSDT,1667346579246,11,12,b,set,20377.50,1,10",
                "BTCUSDT,1667346579246,11,12,b,set,x,1,10",
                "BTCUSDT,1667346579247,11,12,b,set,20377.50,1,10",
                "BTCUSDT,1667346579248,16,17,b,set,20377.50,1,15",
                "BTCUSDT,1667346579240,18,18,b,set,20377.50,1,17"));

        assertThat(depth.usable()).isFalse();
        assertThat(depth.rows()).isEqualTo(new TickInspection.Rows(1, 1, ClockSteps.NONE, 1));
        assertThat(depth.updates()).isEqualTo(new TickInspection.Updates(4, 1, 1));
        assertThat(depth.problems())
                .anyMatch(line -> line.contains("depth.csv line 4, column 7 (price): 'x'"))
                .anyMatch(line -> line.contains("updates between 12 and 15 are missing"))
                .anyMatch(line -> line.contains("updates up to 12 come after 12"));
        assertThat(depth.fixes()).hasSize(4);

        TickInspection trades = inspect("trades.csv", lines(
                TARDIS_TRADES,
                "b,BTCUSDT,1667346579150000,1667346579150000,1,sell,20377,1",
                "b,BTCUSDT,1667346579150000,1667346579150000,1,sell,20377,1"));

        assertThat(trades.usable()).isTrue();
        assertThat(trades.prints().twice()).isEqualTo(1);
        assertThat(trades.fixes()).containsExactly("Remove 1 trades that came twice.");
    }

    @Test
    void aCrossedBookAndPricesOffTheTickAreSeen() {
        TickInspection crossed = inspect("depth.csv", lines(
                DEPTH,
                "BTCUSDT,1667346579146,10,10,b,snap,20377.00,1.5,-1",
                "BTCUSDT,1667346579146,10,10,a,snap,20378.00,1.5,-1",
                "BTCUSDT,1667346579246,11,12,b,set,20379.00,1,10"));
        TickInspection offTick = inspect("depth2.csv", lines(
                DEPTH, "BTCUSDT,1667346579146,10,10,b,snap,20377.001,1.5,-1"));

        assertThat(crossed.book()).isEqualTo(new TickInspection.Book(1, 1, 1, 0, 0));
        assertThat(offTick.book()).isEqualTo(new TickInspection.Book(0, 1, 0, 1, 0));
        assertThat(offTick.fixes()).anyMatch(fix -> fix.contains("Check that this is the right instrument"));
    }

    @Test
    void updatesWithoutASnapshotAreSaidToNeedOne() {
        TickInspection found = inspect("depth.csv", lines(
                DEPTH,
                "BTCUSDT,1667346579246,11,12,b,set,20377.50,1,10",
                "BTCUSDT,1667346579247,14,15,b,set,20377.50,1,13"));

        assertThat(found.book().unready()).isEqualTo(2);
        assertThat(found.updates().gaps()).isEqualTo(1);
        assertThat(found.fixes()).anyMatch(fix -> fix.contains("Give the file of the snapshot too"));
    }

    @Test
    void aPrintFarOffThatIsTakenBackIsAnOutlierAndALastingMoveIsNone() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String price = i == 100 ? "40000" : i % 2 == 0 ? "20000" : "20001";
            rows.add("160549" + (9_000 + i) + "," + (i >= 150 ? "30000" : price) + ",1,ANY");
        }

        TickInspection found = inspect("trades.csv", rows.toArray(new String[0]));

        assertThat(found.prints().outliers()).isEqualTo(1);
    }

    @Test
    void anUnknownInstrumentIsInspectedWithoutItsTick() {
        Path file = Ticks.write(
                folder.resolve("t.csv"), TARDIS_TRADES, "b,WHATEVER,1667346579150000,1667346579150000,1,sell,2.5,1");

        TickInspection found = TickInspector.inspect(List.of(file.toString()), "", INSTRUMENTS, null);

        assertThat(found.instrument()).startsWith("WHATEVER (not known");
        assertThat(found.usable()).isTrue();
    }

    @Test
    void whatTheCatalogueHoldsIsInspectedLikeTheFiles() {
        Path file = Ticks.write(
                folder.resolve("BTCUSDT.csv"), "1605499846,15993.5,1,ANY", "1605499848,15993.5,1,BUY");
        DataSpec spec = DataSpec.parseAll(List.of(file.toString()), "BTCUSDT").get(0);
        TickCatalogue catalogue = new TickCatalogue(folder);
        catalogue.importFrom(TickData.open(spec, INSTRUMENTS, TickData.Options.of(folder)));

        TickInspection stored = TickInspector.inspect(catalogue.open(Ticks.BTC), "catalogue:BTCUSDT@ticks");

        assertThat(stored.counts()).isEqualTo(inspect(file).counts());
        assertThat(stored.usable()).isTrue();
    }

    @Test
    void filesOfNoKnownFormatAreRefused() {
        Path file = Ticks.write(folder.resolve("x.csv"), "a,b", "1,2");

        assertThatThrownBy(() -> inspect(file)).isInstanceOf(DataException.class).hasMessageContaining("--as");
    }

    @Test
    void everyRecordedFileOfTicksIsUsable() {
        List<Path> files = new ArrayList<>(TestData.requireAll("book/nautilus", "*.csv"));
        files.addAll(TestData.requireAll("trades", "*.csv"));
        files.addAll(TestData.requireAll("trades/lean_equity_tick", "*_trade.zip"));
        for (Path file : files) {
            TickInspection found = TickInspector.inspect(List.of(file.toString()), "", INSTRUMENTS, null);
            assertThat(found.usable()).as(file + "\n" + found.toText()).isTrue();
            assertThat(found.book().crossed()).as(file + "\n" + found.toText()).isZero();
        }
    }
}
