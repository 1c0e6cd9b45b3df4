package dev.tradewind.simulation.data.ticks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.DataSpec;
import dev.tradewind.simulation.data.Instruments;
import dev.tradewind.simulation.data.TickSeries;
import dev.tradewind.simulation.data.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TickCsvTest {
    private static final Instruments INSTRUMENTS = Instruments.shipped();
    private static final String TARDIS_TRADES = "exchange,symbol,timestamp,local_timestamp,id,side,price,amount";
    private static final String TARDIS_BOOK =
            "exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount";
    private static final String DEPTH =
            "symbol,timestamp,first_update_id,last_update_id,side,update_type,price,qty,pu";

    @TempDir
    private Path folder;

    private TickSeries open(String... lines) {
        Path file = Ticks.write(folder.resolve("BTCUSDT-ticks.csv"), lines);
        return open(List.of(file.toString()));
    }

    private static TickSeries open(List<String> paths) {
        DataSpec spec = DataSpec.parseAll(paths, "").get(0);
        assertThat(TickData.areTicks(spec, null)).isTrue();
        return TickData.open(spec, INSTRUMENTS, TickData.Options.of(Path.of("none")));
    }

    private static TradeTick trade(long nanos, String price, String quantity, @Nullable Side side, String id) {
        return trade(Ticks.BTC, nanos, price, quantity, side, id);
    }

    private static TradeTick trade(
            Instrument instrument, long nanos, String price, String quantity, @Nullable Side side, String id) {
        return TradeTick.of(instrument.id(), nanos, Price.of(price), Quantity.of(quantity), side, id);
    }

    private static PriceLevel level(String price, String quantity) {
        return new PriceLevel(Price.of(price), Quantity.of(quantity));
    }

    @Test
    void tardisTradesHaveTwoTimesAnIdAndASide() {
        Ticks.Read read = Ticks.read(open(
                TARDIS_TRADES,
                "binance,BTCUSDT,1583020803145000,1583020803307160,ccc3c1fa-212c,sell,8531.5,0.25",
                "binance,BTCUSDT,1583020803276000,1583020803336743,17,buy,8531.50,1",
                "binance,BTCUSDT,1583020803276000,1583020803336743,18,unknown,8531,0.000001"));

        assertThat(read.ticks())
                .containsExactly(
                        new Ticks.Tick(
                                1_583_020_803_307_160_000L,
                                trade(1_583_020_803_145_000_000L, "8531.5", "0.25", Side.SELL, "ccc3c1fa-212c")),
                        new Ticks.Tick(
                                1_583_020_803_336_743_000L,
                                trade(1_583_020_803_276_000_000L, "8531.5", "1", Side.BUY, "17")),
                        new Ticks.Tick(
                                1_583_020_803_336_743_000L,
                                trade(1_583_020_803_276_000_000L, "8531", "0.000001", null, "18")));
        assertThat(((TradeTick) read.events().get(0)).scales()).isEqualTo(new Scales(2, 5));
    }

    @Test
    void binanceTradesAreReadWithAndWithoutHeaderInMilliAndMicroseconds() {
        List<MarketEvent> expected = List.of(
                trade(1_609_459_200_001_000_000L, "28923.63", "0.01", Side.SELL, "559"),
                trade(1_609_459_200_002_000_000L, "28923.64", "2", Side.BUY, "560"));

        assertThat(Ticks.read(open(
                                "559,28923.63,0.01,289.2363,1609459200001,True,True",
                                "560,28923.64,2,57847.28,1609459200002,False,True"))
                        .events())
                .isEqualTo(expected);
        assertThat(Ticks.read(open(
                                "id,price,qty,quote_qty,time,is_buyer_maker",
                                "559,28923.63,0.01,289.2363,1609459200001000,true",
                                "560,28923.64,2,57847.28,1609459200002000,false"))
                        .events())
                .isEqualTo(expected);
        assertThat(Ticks.read(open(
                                "559,28923.63,0.01,100,101,1609459200001,True,True",
                                "560,28923.64,2,102,102,1609459200002,False,True"))
                        .events())
                .isEqualTo(expected);
        assertThat(Ticks.read(open(
                                "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker",
                                "559,28923.63,0.01,100,101,1609459200001,true",
                                "560,28923.64,2,102,102,1609459200002,false"))
                        .events())
                .isEqualTo(expected);
    }

    @Test
    void secondsWithASideOfAnyAreRead() {
        assertThat(Ticks.read(open("1605499846,15993.5,0.026472,ANY", "1605499846,15994.96,0.227,BUY"))
                        .events())
                .containsExactly(
                        trade(1_605_499_846_000_000_000L, "15993.5", "0.026472", null, ""),
                        trade(1_605_499_846_000_000_000L, "15994.96", "0.227", Side.BUY, ""));
    }

    @Test
    void aMappingReadsColumnsOfOnesOwn() {
        Path file = Ticks.write(
                folder.resolve("mine.csv"), "px;qty;when;maker;no", "2892363;0.5;1609459200.25;true;a1");
        TickData.Options options = TickData.Options.of(folder)
                .withFormat(TickFormats.named(
                        "csv:time=2,price=0,quantity=1,buyerMaker=3,id=4,delimiter=;,pricePlaces=2"));

        DataSpec spec = DataSpec.parseAll(List.of("BTCUSDT=" + file), "").get(0);

        assertThat(Ticks.read(TickData.open(spec, INSTRUMENTS, options)).events())
                .containsExactly(trade(1_609_459_200_250_000_000L, "28923.63", "0.5", Side.SELL, "a1"));
    }

    @Test
    void mappingsThatMakeNoSenseAreRefusedWithTheForm() {
        for (String mapping : List.of(
                "csv:price=1,quantity=2", "csv:time=0,price=0,quantity=2", "csv:time=0,price=1,quantity=2,open=3",
                "csv:time=0,price=1,quantity=2,side=3,buyerMaker=4", "csv:time=x,price=1,quantity=2",
                "csv:time=0,price=1,quantity=2,pricePlaces=19")) {
            assertThatThrownBy(() -> TickFormats.named(mapping))
                    .as(mapping)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("write csv:time=0,price=1,quantity=2");
        }
        assertThatThrownBy(() -> TickFormats.named("tardis"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("tardis-trades, binance-trades");
        assertThat(TickFormats.isNamed("csv:time=0,open=1,high=2,low=3,close=4")).isFalse();
    }

    @Test
    void rowsOfOneTardisUpdateAreJoinedAndThoseOfASnapshotToo() {
        Ticks.Read read = Ticks.read(open(
                TARDIS_BOOK,
                "deribit,BTCUSDT,1585699200245000,1585699200355684,true,ask,6422,1190",
                "deribit,BTCUSDT,1585699200245000,1585699200355684,true,ask,6421.5,18640",
                "deribit,BTCUSDT,1585699200246000,1585699200355690,true,bid,6421,5",
                "deribit,BTCUSDT,1585699200300000,1585699200400000,false,bid,6420.5,1",
                "deribit,BTCUSDT,1585699200300000,1585699200400000,false,ask,6421.5,0",
                "deribit,BTCUSDT,1585699200300000,1585699200400000,false,bid,6420,2",
                "deribit,BTCUSDT,1585699200300000,1585699200400001,false,bid,6420,3"));

        assertThat(read.ticks()).extracting(Ticks.Tick::receivedNanos)
                .containsExactly(1_585_699_200_355_690_000L, 1_585_699_200_400_000_000L, 1_585_699_200_400_001_000L);
        BookSnapshot snapshot = (BookSnapshot) read.events().get(0);
        assertThat(snapshot.sequence()).isEqualTo(-1);
        assertThat(snapshot.levels().bidLevels()).containsExactly(level("6421", "5"));
        assertThat(snapshot.levels().askLevels()).containsExactly(level("6421.5", "18640"), level("6422", "1190"));
        BookDelta delta = (BookDelta) read.events().get(1);
        assertThat(delta.sequences()).isEqualTo(BookDelta.Sequences.NONE);
        assertThat(delta.levels().bidLevels()).containsExactly(level("6420.5", "1"), level("6420", "2"));
        assertThat(delta.levels().askLevels()).containsExactly(level("6421.5", "0"));
        assertThat(((BookDelta) read.events().get(2)).levels().size()).isEqualTo(1);
    }

    @Test
    void binanceDepthIsJoinedByItsUpdateNumbers() {
        Ticks.Read read = Ticks.read(open(
                DEPTH,
                "BTCUSDT,1667346579146,10,10,b,snap,20377.00,1.770,-1",
                "BTCUSDT,1667346579146,10,10,a,snap,20377.10,2,-1",
                "BTCUSDT,1667346579200,9,12,a,set,20377.10,0.000,8",
                "BTCUSDT,1667346579200,13,15,b,set,20377.00,1,12",
                "BTCUSDT,1667346579200,13,15,a,set,20377.20,1,12"));

        assertThat(read.events()).hasSize(3);
        assertThat(((BookSnapshot) read.events().get(0)).sequence()).isEqualTo(10);
        assertThat(((BookSnapshot) read.events().get(0)).levels().size()).isEqualTo(2);
        assertThat(((BookDelta) read.events().get(1)).sequences()).isEqualTo(new BookDelta.Sequences(8, 9, 12));
        assertThat(((BookDelta) read.events().get(2)).sequences()).isEqualTo(new BookDelta.Sequences(12, 13, 15));
        assertThat(((BookDelta) read.events().get(2)).levels().size()).isEqualTo(2);
    }

    @Test
    void aTardisSnapshotOfAnyDepthIsReadAndItsEmptyLevelsLeftOut() {
        Ticks.Read read = Ticks.read(open(
                "exchange,symbol,timestamp,local_timestamp,asks[0].price,asks[0].amount,bids[0].price,bids[0].amount,"
                        + "asks[1].price,asks[1].amount,bids[1].price,bids[1].amount",
                "binance,BTCUSDT,1598918403696000,1598918403810979,11657.08,1.714,11657.07,10.896,11657.54,5.4,,"));

        BookSnapshot snapshot = (BookSnapshot) read.events().get(0);
        assertThat(snapshot.levels().bidLevels()).containsExactly(level("11657.07", "10.896"));
        assertThat(snapshot.levels().askLevels()).containsExactly(level("11657.08", "1.714"), level("11657.54", "5.4"));
        assertThat(read.ticks().get(0).receivedNanos()).isEqualTo(1_598_918_403_810_979_000L);
    }

    @Test
    void filesOfOneFormatFollowEachOtherAndThoseOfSeveralAreMerged() {
        Path second = Ticks.write(folder.resolve("a.csv"), DEPTH, "BTCUSDT,1667346579200,11,12,b,set,20377.00,3,10");
        Path first = Ticks.write(folder.resolve("b.csv"), DEPTH, "BTCUSDT,1667346579146,10,10,b,snap,20377.00,1,-1");
        Path trades = Ticks.write(
                folder.resolve("c.csv"),
                TARDIS_TRADES,
                "b,BTCUSDT,1667346579146000,1667346579146000,1,sell,20377,1",
                "b,BTCUSDT,1667346579170000,1667346579170000,2,sell,20377,1");
        List<String> paths = List.of(second.toString(), first.toString(), trades.toString());

        Ticks.Read read = Ticks.read(open(paths));

        assertThat(read.events()).extracting(event -> event.getClass().getSimpleName())
                .containsExactly("TradeTick", "BookSnapshot", "TradeTick", "BookDelta");
        assertThat(read.hash()).isEqualTo(Ticks.read(Ticks.series(read.ticks())).hash());
        TickData.Options options = TickData.Options.of(folder)
                .withWindow(new Window(1_667_346_579_170_000_000L, 1_667_346_579_200_000_000L));
        Ticks.Read inside = Ticks.read(TickData.open(DataSpec.parseAll(paths, "").get(0), INSTRUMENTS, options));
        assertThat(inside.ticks()).isEqualTo(read.ticks().subList(2, 3));
    }

    @Test
    void filesThatOverlapAreRefused() {
        Path one = Ticks.write(folder.resolve("a.csv"), "1605499846,15993.5,1,ANY", "1605499848,15993.5,1,ANY");
        Path two = Ticks.write(folder.resolve("b.csv"), "1605499847,15993.5,1,ANY");
        DataSpec spec = DataSpec.parseAll(List.of(one.toString(), two.toString()), "BTCUSDT").get(0);
        TickSeries series = TickData.open(spec, INSTRUMENTS, TickData.Options.of(folder));

        assertThatThrownBy(() -> Ticks.read(series))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("b.csv begins with")
                .hasMessageContaining("the files overlap");
    }

    @Test
    void importedTicksGiveTheHashOfTheFiles() {
        TickSeries files = open("1605499846,15993.5,0.026472,ANY", "1605499846,15994.96,0.227,BUY");
        TickCatalogue.Entry entry = new TickCatalogue(folder).importFrom(files);
        DataSpec spec = DataSpec.parseAll(List.of("catalogue:BTCUSDT@ticks"), "").get(0);

        Ticks.Read stored = Ticks.read(TickData.open(spec, INSTRUMENTS, TickData.Options.of(folder)));

        assertThat(stored).isEqualTo(Ticks.read(files));
        assertThat(stored.hash()).isEqualTo(entry.dataHash());
    }

    private void refused(String what, String header, String... rows) {
        List<String> lines = new ArrayList<>();
        lines.add(header);
        lines.addAll(Arrays.asList(rows));
        assertThatThrownBy(() -> Ticks.read(open(lines.toArray(new String[0]))))
                .as(what)
                .isInstanceOf(DataException.class)
                .hasMessageContaining(what)
                .hasMessageContaining("BTCUSDT-ticks.csv");
    }

    @Test
    void badTradesAreRefusedWithLineColumnAndRemedy() {
        String good = "b,BTCUSDT,1667346579146000,1667346579146000,1,sell,20377,1";
        refused("line 2, column 7 (price): 'x' is not a number; correct", TARDIS_TRADES,
                "b,BTCUSDT,1667346579146000,1667346579146000,1,sell,x,1");
        refused("line 3, column 7 (price): '' is empty", TARDIS_TRADES, good,
                "b,BTCUSDT,1667346579146000,1667346579146000,1,sell,,1");
        refused("(price): '0' must be above zero", TARDIS_TRADES,
                "b,BTCUSDT,1667346579146000,1667346579146000,1,sell,0,1");
        refused("(quantity): '-1' must be above zero", TARDIS_TRADES,
                "b,BTCUSDT,1667346579146000,1667346579146000,1,sell,1,-1");
        refused("(quantity): '99999999999999999999' has too many digits", TARDIS_TRADES,
                "b,BTCUSDT,1667346579146000,1667346579146000,1,sell,1,99999999999999999999");
        refused("has more than 18 decimal places", TARDIS_TRADES,
                "b,BTCUSDT,1667346579146000,1667346579146000,1,sell,1,0.0000000000000000001");
        refused("(price): 'NaN' is not a number", TARDIS_TRADES,
                "b,BTCUSDT,1667346579146000,1667346579146000,1,sell,NaN,1");
        refused("(price): '1e999999999' is out of range", TARDIS_TRADES,
                "b,BTCUSDT,1667346579146000,1667346579146000,1,sell,1e999999999,1");
        refused("(side): 'up' is no side", TARDIS_TRADES,
                "b,BTCUSDT,1667346579146000,1667346579146000,1,up,1,1");
        refused("(time): '16673465791460001' is no time", TARDIS_TRADES,
                "b,BTCUSDT,16673465791460001,1667346579146000,1,sell,1,1");
        refused("7 columns, but the format needs 8", TARDIS_TRADES,
                "b,BTCUSDT,1667346579146000,1667346579146000,1,sell,1");
        refused("9 columns where the first row has 8", TARDIS_TRADES, good, good + ",1");
        refused("'ETHUSDT' after 'BTCUSDT'; one file holds one instrument", TARDIS_TRADES, good,
                good.replace("BTCUSDT", "ETHUSDT"));
        refused("comes after one of 2022-11-01T23:49:39.146Z; sort the file by time", TARDIS_TRADES, good,
                "b,BTCUSDT,1667346579146000,1667346579145999,1,sell,20377,1");
    }

    @Test
    void badBooksAreRefusedWithLineColumnAndRemedy() {
        refused("(side): 'unknown' is no side", TARDIS_BOOK,
                "d,BTCUSDT,1585699200245000,1585699200355684,false,unknown,1,1");
        refused("column 5 (kind): 'maybe' is neither", TARDIS_BOOK,
                "d,BTCUSDT,1585699200245000,1585699200355684,maybe,ask,1,1");
        refused("(quantity): '0' must not be zero in a snapshot", TARDIS_BOOK,
                "d,BTCUSDT,1585699200245000,1585699200355684,true,ask,1,0");
        refused("(quantity): '-1' must not be negative", TARDIS_BOOK,
                "d,BTCUSDT,1585699200245000,1585699200355684,false,ask,1,-1");
        refused("line 2: the snapshot that begins here has a price twice", TARDIS_BOOK,
                "d,BTCUSDT,1585699200245000,1585699200355684,true,ask,1,1",
                "d,BTCUSDT,1585699200245000,1585699200355684,true,ask,1.0,2");
        refused("(last update): '8' is not the last of these updates", DEPTH,
                "BTCUSDT,1667346579200,9,8,a,set,20377.10,0.000,7");
        refused("(first update): 'x' is not a whole number", DEPTH,
                "BTCUSDT,1667346579200,x,8,a,set,20377.10,0.000,7");
    }

    @Test
    void aFileThatIsNoneOfTheseIsRefusedWithTheNames() {
        Path file = Ticks.write(folder.resolve("x.csv"), "a,b", "1,2");
        DataSpec spec = DataSpec.parseAll(List.of("BTCUSDT=" + file), "").get(0);

        assertThat(TickData.areTicks(spec, null)).isFalse();
        assertThatThrownBy(() -> TickData.open(spec, INSTRUMENTS, TickData.Options.of(folder)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("begins no file of ticks")
                .hasMessageContaining("binance-depth");
    }

    @Test
    void theHelpTextNamesEveryFormat() {
        assertThat(TickFormats.NAMES)
                .startsWith(String.join(", ", TickFormats.all().stream().map(TickFormat::text).toList()) + ", or ");
    }

    @Test
    void formatsDoNotOverlap() {
        List<List<String>> heads = List.of(
                List.of(TARDIS_TRADES), List.of(TARDIS_BOOK), List.of(DEPTH),
                List.of("559,28923.63,0.01,289.2363,1609459200001,True,True"),
                List.of("559,28923.63,0.01,100,101,1609459200001,True"),
                List.of("1605499846,15993.5,0.026472,ANY"));
        for (List<String> lines : heads) {
            FileHead head = new FileHead(Path.of("x.csv"), lines);
            assertThat(TickFormats.all().stream().filter(format -> format.recognises(head))).hasSize(1);
        }
    }
}
