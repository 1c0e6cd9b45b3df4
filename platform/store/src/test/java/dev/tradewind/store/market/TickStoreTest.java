package dev.tradewind.store.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.database.TestServer;
import dev.tradewind.store.market.TickLayout.Extension;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TickStoreTest {
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT", "SIM");
    private static final InstrumentId ETH = new InstrumentId("ETHUSDT", "SIM");
    private static final long NOON = Instant.parse("2024-03-01T12:00:00Z").getEpochSecond() * 1_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400L * SECOND;

    private Database database;
    private TickStore store;
    private TickReader reader;
    private Feed feed;

    @BeforeEach
    void open() {
        database = TestServer.database();
        store = new TickStore(database);
        reader = new TickReader(database);
        feed = store.feed("sim");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static FeedTick trade(long sequence, InstrumentId instrument, long nanos, String price, String quantity) {
        Side side = sequence % 3 == 0 ? null : sequence % 3 == 1 ? Side.BUY : Side.SELL;
        String id = sequence % 2 == 0 ? "" : "Größe " + sequence;
        return new FeedTick.Trade(
                sequence,
                nanos + 5,
                TradeTick.of(instrument, nanos, Price.of(price), Quantity.of(quantity), side, id));
    }

    private static FeedTick quote(long sequence, long nanos) {
        return new FeedTick.BestQuote(
                sequence,
                nanos + 7,
                new Quote(
                        BTC,
                        nanos,
                        new PriceLevel(Price.of("99.5"), Quantity.of("3")),
                        new PriceLevel(Price.of("100.25"), Quantity.of("0.125"))));
    }

    private List<FeedTick> read(InstrumentId instrument) {
        List<FeedTick> ticks = new ArrayList<>();
        reader.read(instrument, NOON - 10 * DAY, NOON + 10 * DAY, ticks::add);
        return ticks;
    }

    @Test
    void ticksComeBackAsTheyWereAndRepeatedOnesAreLeftOut() {
        List<FeedTick> ticks = List.of(
                trade(1, BTC, NOON, "100.10", "0.5"),
                quote(2, NOON + 1),
                trade(3, BTC, NOON + DAY, "101", "0.00000001"),
                trade(4, ETH, NOON + 2, "-37.63", "12"));

        assertThat(store.store(feed, ticks)).isEqualTo(4);
        assertThat(store.store(feed, ticks)).isZero();
        assertThat(store.store(feed, List.of(ticks.get(3), trade(5, ETH, NOON + 3, "10", "1")))).isEqualTo(1);

        assertThat(read(BTC)).containsExactly(ticks.get(0), ticks.get(1), ticks.get(2));
        assertThat(read(ETH)).hasSize(2).first().isEqualTo(ticks.get(3));
        assertThat(store.lastSequence(feed)).isEqualTo(5);
        assertThat(new TickStore(database).feed("sim")).isEqualTo(feed);
        assertThat(reader.lastTrade(BTC)).contains(ticks.get(2));
        List<FeedTick> replayed = new ArrayList<>();
        reader.replay(feed, 2, 4, replayed::add);
        assertThat(replayed).containsExactly(ticks.get(1), ticks.get(2), ticks.get(3));
    }

    @Test
    void booksFundingAndBarsComeBackInTheirPlacesAmongTheTicks() {
        Scales scales = new Scales(2, 3);
        BookLevels levels =
                BookLevels.ofUnscaled(scales, 1, new long[] {9_990, 10_010}, new long[] {1_500, 0});
        Bar bar = Bar.ofUnscaled(BTC, Timeframe.MINUTE_1, NOON, 10, 30, 5, 20, 7, new Scales(1, 0));
        List<FeedTick> told = List.of(
                FeedTick.of(1, NOON, new BookSnapshot(BTC, NOON, 40, levels)),
                trade(2, BTC, NOON + 1, "100.10", "0.5"),
                FeedTick.of(4, NOON + 2, new BookDelta(BTC, NOON + 2, new BookDelta.Sequences(40, 41, 43), levels)),
                quote(5, NOON + 3),
                FeedTick.of(6, NOON + 4, new FundingRate(ETH, NOON + DAY, Decimal.parse("-0.000125"))),
                FeedTick.of(7, NOON + 5, bar));

        assertThat(store.store(feed, told)).isEqualTo(told.size());
        assertThat(store.store(feed, told)).isZero();

        List<FeedTick> replayed = new ArrayList<>();
        reader.replay(feed, 0, 500_000, replayed::add);
        assertThat(replayed.toString()).isEqualTo(told.toString());
        replayed.clear();
        reader.replay(feed, 2, 4, replayed::add);
        assertThat(replayed.toString()).isEqualTo(told.subList(1, 3).toString());
        assertThat(read(BTC)).as("trades and quotes alone").containsExactly(told.get(1), told.get(3));
        assertThat(reader.feed("sim")).contains(feed);
        assertThat(reader.feed("none")).isEmpty();
        store.dropDaysBefore(LocalDate.ofEpochDay(NOON / DAY + 1));
        replayed.clear();
        reader.replay(feed, 0, 100, replayed::add);
        assertThat(replayed.toString()).isEqualTo(told.subList(4, 5).toString());
    }

    @Test
    void barsOfAMinuteAreExactAndFollowLateTicks() {
        store.store(
                feed,
                List.of(
                        trade(1, BTC, NOON + SECOND, "100.10", "0.5"),
                        trade(2, BTC, NOON + 2 * SECOND, "103", "0.25"),
                        quote(3, NOON + 3 * SECOND),
                        trade(4, BTC, NOON + 4 * SECOND, "99.00000001", "0.00000001"),
                        trade(5, BTC, NOON + 59 * SECOND, "101.5", "1"),
                        trade(6, BTC, NOON + 60 * SECOND, "7", "1"),
                        trade(7, ETH, NOON + 5 * SECOND, "50", "2")));

        assertThat(store.rollUp()).isEqualTo(3);
        assertThat(reader.bars(BTC, NOON, NOON + DAY))
                .containsExactly(
                        bar(NOON, "100.1", "103", "99.00000001", "101.5", "1.75000001", 4),
                        bar(NOON + 60 * SECOND, "7", "7", "7", "7", "1", 1));
        assertThat(store.rollUp()).isZero();

        store.store(feed, List.of(trade(8, BTC, NOON, "104", "1")));
        assertThat(store.rollUp()).isEqualTo(2);
        assertThat(reader.bars(BTC, NOON, NOON + SECOND))
                .containsExactly(bar(NOON, "104", "104", "99.00000001", "101.5", "2.75000001", 5));
    }

    private static MinuteBar bar(
            long nanos, String open, String high, String low, String close, String volume, long trades) {
        return new MinuteBar(
                nanos,
                Decimal.parse(open),
                Decimal.parse(high),
                Decimal.parse(low),
                Decimal.parse(close),
                Decimal.parse(volume),
                trades);
    }

    @Test
    void aDayThatIsOverGetsACoveringIndexAndTheOpenOneHasBrinAlone() {
        store.store(feed, List.of(trade(1, BTC, NOON, "1", "1"), trade(2, BTC, NOON + DAY, "2", "1")));

        assertThat(store.closeDaysBefore(LocalDate.parse("2024-03-02"))).isEqualTo(1);
        assertThat(store.closeDaysBefore(LocalDate.parse("2024-03-02"))).isZero();

        assertThat(indexes("tick_20240301")).hasSize(3).anyMatch(index -> index.contains("INCLUDE"));
        assertThat(indexes("tick_20240302")).hasSize(2).allMatch(index -> index.contains("brin"));
        assertThat(indexes("market_update_20240301")).hasSize(1).allMatch(index -> index.contains("brin"));
    }

    private List<String> indexes(String table) {
        return database.jooq()
                .fetch("select indexdef from pg_indexes where schemaname = 'tradewind' and tablename = ?", table)
                .getValues(0, String.class);
    }

    @Test
    void retentionDropsOldDaysAndLeavesBarsAndALateTickFindsAPlace() {
        for (int day = 0; day < 4; day++) {
            store.store(feed, List.of(trade(day + 1, BTC, NOON + day * DAY, "5", "1")));
        }
        store.rollUp();

        assertThat(store.dropDaysBefore(LocalDate.parse("2024-03-03"))).isEqualTo(2);

        assertThat(read(BTC)).hasSize(2);
        assertThat(reader.bars(BTC, NOON - DAY, NOON + 9 * DAY)).hasSize(4);
        assertThat(store.store(feed, List.of(trade(9, BTC, NOON, "6", "1")))).isEqualTo(1);
        // Another store may have dropped the day behind this one's back.
        new TickStore(database).dropDaysBefore(LocalDate.parse("2024-03-03"));
        assertThat(store.store(feed, List.of(trade(10, BTC, NOON, "6", "1")))).isEqualTo(1);
        assertThat(read(BTC)).hasSize(3);
    }

    @Test
    void retentionCannotTouchTheJournal() {
        database.jooq().execute("insert into tradewind.shard (name) values ('kept')");
        database.jooq()
                .execute("insert into tradewind.journal_batch (shard, sequence, epoch, event_count, payload, hash)"
                        + " select id, 1, 1, 0, ''::bytea, sha256('') from tradewind.shard where name = 'kept'");

        store.dropDaysBefore(LocalDate.parse("2999-01-01"));

        Record row = database.jooq().fetchOne("select count(*) from tradewind.journal_batch");
        assertThat(row).isNotNull();
        assertThat(row.get(0)).isEqualTo(1L);
    }

    @Test
    void whatDoesNotFitIsRefusedWholly() {
        FeedTick huge = new FeedTick.BestQuote(
                2,
                NOON,
                new Quote(
                        new InstrumentId("NEW", "SIM"),
                        NOON + 30 * DAY,
                        new PriceLevel(Price.of("1"), Quantity.of("12345678901234567890.5")),
                        new PriceLevel(Price.of("2"), Quantity.of("1"))));

        assertThatThrownBy(() -> store.store(feed, List.of(trade(1, ETH, NOON, "1", "1"), huge)))
                .hasMessageContaining("more digits");
        assertThat(store.lastSequence(feed)).isZero();
        assertThat(store.store(feed, List.of(trade(1, ETH, NOON, "1", "1")))).isEqualTo(1);
        assertThat(read(ETH)).hasSize(1);
    }

    @Test
    void hypertablesAreUsedWhereTheExtensionIsOrCanBeInstalled() {
        assertThat(TickLayout.choose(List.of())).isEqualTo(TickLayout.PARTITIONS);
        assertThat(TickLayout.choose(List.of(new Extension("postgis", true, true)))).isEqualTo(TickLayout.PARTITIONS);
        assertThat(TickLayout.choose(List.of(new Extension("timescaledb", false, false))))
                .isEqualTo(TickLayout.PARTITIONS);
        assertThat(TickLayout.choose(List.of(new Extension("timescaledb", true, false))))
                .isEqualTo(TickLayout.HYPERTABLE);
        assertThat(TickLayout.choose(List.of(new Extension("timescaledb", false, true))))
                .isEqualTo(TickLayout.HYPERTABLE);
    }
}
