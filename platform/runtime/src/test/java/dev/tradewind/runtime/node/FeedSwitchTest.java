package dev.tradewind.runtime.node;

import static dev.tradewind.runtime.node.MarketFeedTest.BTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.book.FeedBook;
import dev.tradewind.runtime.config.DataLimits;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.DataQuality;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.TradeTick;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FeedSwitchTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final long START = 1_700_000_000L * SECOND;
    private static final Scales SCALES = new Scales(2, 3);

    private final List<String> told = new ArrayList<>();
    private final MarketFeedTest.Ear ear = new MarketFeedTest.Ear();
    private final MarketFeed feed = new MarketFeed(
            "BINANCE", List.of(BTC), MarketFeed.TickSink.NONE, 0, new DataLimits(3 * SECOND, 0, 0, 1), true);
    private final FeedSwitch sources =
            new FeedSwitch(feed, List.of(BTC), List.of("one", "two"), true, SECOND, 5 * SECOND);
    private long now = START;

    FeedSwitchTest() {
        feed.subscribe(ear, Set.of(BTC.id()));
        feed.subscribe(
                new MarketFeed.Taker() {
                    @Override
                    public boolean offerMarket(long receivedNanos, MarketEvent event, long number) {
                        return true;
                    }

                    @Override
                    public void offerBooks(long received, Iterable<? extends MarketEvent> books, long number) {}

                    @Override
                    public void offerSource(long receivedNanos, String venue, String source, String reason) {
                        told.add(source + ": " + reason);
                    }
                },
                Set.of(BTC.id()));
        sources.onConnection(0, "", now);
        sources.onConnection(1, "", now);
    }

    private void trade(int from, long id) {
        TradeTick trade = MarketFeedTest.trade(id, (now - START) / 1e9);
        sources.onMarket(from, trade, now);
    }

    private static BookSnapshot snapshot(long number) {
        return new BookSnapshot(
                BTC.id(),
                START,
                number,
                BookLevels.ofUnscaled(SCALES, 1, new long[] {10_000, 10_001}, new long[] {number, number}));
    }

    private static BookDelta delta(long previous, long last) {
        return new BookDelta(
                BTC.id(),
                START,
                new BookDelta.Sequences(previous, previous + 1, last),
                BookLevels.ofUnscaled(SCALES, 1, new long[] {10_000, 10_001}, new long[] {last, last}));
    }

    private FeedBook bookOfWhatWasTold() {
        FeedBook book = new FeedBook(BTC);
        for (MarketEvent event : ear.events) {
            switch (event) {
                case BookSnapshot snapshot -> book.apply(snapshot);
                case BookDelta delta -> book.apply(delta);
                default -> {}
            }
        }
        return book;
    }

    private DataQuality quality() {
        return Objects.requireNonNull(feed.qualities().get(BTC.id()));
    }

    @Test
    void whenTheFirstFallsSilentTheSecondIsTakenAndNothingIsLostOrDoubled() {
        for (long id = 1; id <= 25; id++) {
            now += 100 * MILLI;
            trade(1, id);
            if (id <= 10) {
                trade(0, id);
            }
            sources.check(now);
        }

        assertThat(sources.activeName()).isEqualTo("two");
        assertThat(told).hasSize(1).first().asString().startsWith("two: one has said nothing for 1");
        assertThat(ear.trades()).isEqualTo(LongStream.rangeClosed(1, 25).mapToObj(Long::toString).toList());
        assertThat(quality().isGood()).isTrue();
    }

    @Test
    void aLostConnectionIsLeftAtOnce() {
        trade(0, 1);
        trade(1, 1);
        now += MILLI;
        sources.onConnection(0, "reset by peer", now);

        assertThat(sources.activeName()).isEqualTo("two");
        assertThat(told).containsExactly("two: one is lost: reset by peer");
        trade(1, 2);
        assertThat(ear.trades()).containsExactly("1", "2");
    }

    @Test
    void theFirstIsTakenAgainOnceItWasGoodForAWhile() {
        trade(0, 1);
        trade(1, 1);
        sources.onConnection(0, "cut", now);
        sources.onConnection(0, "", now);
        long id = 1;
        long back = 0;
        for (int i = 0; i < 100; i++) {
            now += 100 * MILLI;
            id++;
            trade(1, id);
            // It stutters once, which begins the count anew.
            if (i < 10 || i > 25) {
                trade(0, id);
            }
            sources.check(now);
            back = back == 0 && sources.activeName().equals("one") ? i : back;
        }

        assertThat(back).isBetween(75L, 77L);
        assertThat(told).hasSize(2).last().isEqualTo("one: it is good again");
        assertThat(ear.trades()).isEqualTo(LongStream.rangeClosed(1, id).mapToObj(Long::toString).toList());
    }

    @Test
    void theFirstHasTimeToConnect() {
        for (int i = 0; i < 99; i++) {
            now += 100 * MILLI;
            trade(1, i);
            sources.check(now);
        }
        assertThat(sources.activeName()).isEqualTo("one");
        now += 200 * MILLI;
        trade(1, 100);
        sources.check(now);

        assertThat(sources.activeName()).isEqualTo("two");
        assertThat(ear.trades()).hasSize(100);
    }

    @Test
    void whenBothAreLostNothingIsGood() {
        trade(0, 1);
        sources.onConnection(1, "cut", now);
        sources.onConnection(0, "cut", now);

        assertThat(sources.activeName()).isEqualTo("one");
        assertThat(quality().reason()).contains("cut");
    }

    @Test
    void theBookGoesOnWithoutAHoleHoweverTheSourcesCutTheirUpdates() {
        for (long seed = 0; seed < 300; seed++) {
            FeedSwitchTest one = new FeedSwitchTest();
            one.bookOverAChange(new Random(seed));
        }
    }

    /** Both sources tell the same updates in pieces of their own; the second is ahead or behind by some. */
    private void bookOverAChange(Random random) {
        long[] at = {10, 10};
        sources.onMarket(0, snapshot(10), now);
        sources.onMarket(1, snapshot(10), now);
        int lost = 20 + random.nextInt(30);
        for (int step = 0; step < 120; step++) {
            now += 20 * MILLI;
            for (int from = 0; from < 2; from++) {
                boolean speaks = random.nextInt(3) > 0 && (from == 1 || step < lost);
                long last = Math.min(10 + 3L * step, at[from] + 1 + random.nextInt(6));
                if (speaks && last > at[from]) {
                    sources.onMarket(from, delta(at[from], last), now);
                    at[from] = last;
                }
            }
            if (step == lost) {
                sources.onConnection(0, "cut", now);
            }
            sources.check(now);
        }
        sources.onMarket(1, delta(at[1], at[1] + 9), now);

        FeedBook book = bookOfWhatWasTold();
        assertThat(sources.activeName()).isEqualTo("two");
        assertThat(book.isReady()).as(book.problem()).isTrue();
        assertThat(book.sequence()).isEqualTo(at[1] + 9);
        assertThat(book.statistics().losses().gaps()).isZero();
    }
}
