package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.plugin.MarketHistory;
import dev.tradewind.sdk.plugin.VenueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Trades from before a start, of which the store has those up to the end of the process before. */
class DowntimeFillerTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_700_000_000L * SECOND;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<TradeTick> kept = new CopyOnWriteArrayList<>();
    private final List<MarketEvent> through = new ArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private int failures;
    private Optional<TradeTick> stored = Optional.of(trade(10, START - 3600 * SECOND));

    private static TradeTick trade(long id, long nanos) {
        return TradeTick.ofUnscaled(
                MarketFeedTest.BTC.id(), nanos, new Scales(2, 3), 10_000, 1_000, Side.BUY, Long.toString(id));
    }

    private final MarketFeed.TickSink store = new MarketFeed.TickSink() {
        @Override
        public void accept(String feed, long number, long receivedNanos, MarketEvent event) {
            through.add(event);
        }

        @Override
        public Optional<TradeTick> lastTrade(InstrumentId instrument, long fromNanos, long toNanos) {
            return stored.filter(one -> one.eventNanos() >= fromNanos && one.eventNanos() < toNanos);
        }
    };

    private final MarketHistory history = new MarketHistory() {
        @Override
        public List<Timeframe> timeframes() {
            return List.of();
        }

        @Override
        public List<Bar> bars(InstrumentId instrument, Timeframe timeframe, long fromNanos, long toNanos) {
            return List.of();
        }

        @Override
        public List<TradeTick> trades(TradeTick before, TradeTick after) {
            asked.add(before.tradeId() + " to " + after.tradeId());
            if (failures > 0) {
                failures--;
                throw new VenueException(VenueException.Reason.UNREACHABLE, "not now");
            }
            return List.of(trade(11, START - 3), trade(12, START - 2));
        }
    };

    private DowntimeFiller filler() {
        return new DowntimeFiller(
                store,
                () -> Optional.of(history),
                (trades, nanos) -> {
                    kept.addAll(trades);
                    done.countDown();
                },
                () -> START,
                1_000_000L);
    }

    @Test
    void whatLiesBetweenTheLastStoredTradeAndTheFirstHeardIsFetchedOnce() throws Exception {
        DowntimeFiller filler = filler();
        filler.accept("BINANCE", 1, START, trade(13, START));
        filler.accept("BINANCE", 2, START, trade(14, START + 1));

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(asked).containsExactly("10 to 13");
        assertThat(kept).extracting(TradeTick::tradeId).containsExactly("11", "12");
        assertThat(through).hasSize(2);
    }

    @Test
    void aVenueThatDoesNotAnswerIsAskedAgainAFewTimes() throws Exception {
        failures = 2;
        filler().accept("BINANCE", 1, START, trade(13, START));

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(asked).hasSize(3);
    }

    @Test
    void aHoleOfMoreThanADayAndAStoreWithoutTradesAreLeftAlone() throws Exception {
        stored = Optional.of(trade(10, START - DowntimeFiller.LONGEST_NANOS - 1));
        filler().accept("BINANCE", 1, START, trade(13, START));
        stored = Optional.empty();
        filler().accept("BINANCE", 1, START, trade(13, START));

        assertThat(done.await(300, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(asked).isEmpty();
    }

    @Test
    void theFeedNumbersThemAndTellsNobody() {
        List<String> numbers = new ArrayList<>();
        MarketFeed feed = new MarketFeed(
                "BINANCE",
                List.of(MarketFeedTest.BTC),
                (name, number, received, event) -> numbers.add(name + " " + number),
                7);
        MarketFeedTest.Ear ear = new MarketFeedTest.Ear();
        feed.subscribe(ear, feed.instruments());
        feed.keep(List.of(trade(11, START - 3), trade(12, START - 2)), START);

        assertThat(numbers).containsExactly("BINANCE+fetched 8", "BINANCE+fetched 9");
        assertThat(ear.all).isEmpty();
    }
}
