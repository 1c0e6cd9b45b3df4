package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.runtime.config.DataLimits;
import dev.tradewind.sdk.instrument.ContractTerms;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.DataQuality;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MarketFeedTest {
    static final Instrument BTC = new Instrument(
            new InstrumentId("BTCUSDT", "BINANCE"),
            InstrumentKind.SPOT,
            new TradingSteps(Decimal.parse("0.01"), Decimal.parse("0.001"), Decimal.parse("0.001"), Decimal.ZERO),
            ContractTerms.spot(Currency.of("BTC"), Currency.of("USDT")),
            "BTC/USDT");
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_700_000_000L * SECOND;

    /** Notes all that it is told. */
    static final class Ear implements MarketFeed.Taker {
        final List<MarketEvent> events = new ArrayList<>();
        final List<Bar> past = new ArrayList<>();
        final List<String> all = new ArrayList<>();
        final Set<Long> numbers = new LinkedHashSet<>();

        @Override
        public boolean offerMarket(long receivedNanos, MarketEvent event, long number) {
            assertThat(numbers.add(number)).as("%s has a number of its own", event).isTrue();
            events.add(event);
            all.add(event.getClass().getSimpleName());
            return true;
        }

        @Override
        public void offerBooks(long receivedNanos, Iterable<? extends MarketEvent> books, long number) {
            throw new IllegalStateException("everything is taken here");
        }

        @Override
        public void skip(long receivedNanos, long number) {
            assertThat(numbers.add(number)).isTrue();
            all.add("skipped");
        }

        @Override
        public void offerQuality(long receivedNanos, DataQuality quality) {
            all.add(quality.isGood() ? "good" : quality.faults().toString());
        }

        @Override
        public void offerHistory(long receivedNanos, InstrumentId instrument, List<Bar> bars) {
            past.addAll(bars);
            all.add("history " + bars.size());
        }

        List<Bar> bars() {
            return events.stream().filter(Bar.class::isInstance).map(Bar.class::cast).toList();
        }

        List<String> trades() {
            return events.stream()
                    .filter(TradeTick.class::isInstance)
                    .map(event -> ((TradeTick) event).tradeId())
                    .toList();
        }
    }

    private final List<String> stored = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final Ear ear = new Ear();
    private final MarketFeed feed = new MarketFeed(
            "BINANCE",
            List.of(BTC),
            (name, number, received, event) -> {
                if (event instanceof TradeTick trade) {
                    stored.add(name + " " + trade.tradeId());
                }
            },
            1_000,
            new DataLimits(0, 0, 0, SECOND),
            true);

    MarketFeedTest() {
        feed.subscribe(ear, Set.of(BTC.id()));
    }

    static TradeTick trade(long id, double second) {
        long nanos = START + (long) (second * SECOND);
        return TradeTick.of(
                BTC.id(), nanos, Price.of("10" + id % 10), Quantity.of("1"), Side.BUY, Long.toString(id));
    }

    private void hear(long id, double second) {
        TradeTick trade = trade(id, second);
        feed.onMarket(trade, trade.eventNanos());
    }

    static BookSnapshot book(double second) {
        BookLevels levels = BookLevels.ofUnscaled(
                new Scales(2, 3), 1, new long[] {10_000, 10_001}, new long[] {1_000, 1_000});
        return new BookSnapshot(BTC.id(), START + (long) (second * SECOND), 7, levels);
    }

    private DataQuality quality() {
        return Objects.requireNonNull(feed.qualities().get(BTC.id()));
    }

    @Test
    void badDataIsSaidBeforeItIsTold() {
        hear(1, 0.1);
        hear(5, 0.2);

        assertThat(ear.all).containsExactly("good", "TradeTick", "[GAP]", "TradeTick");
        assertThat(quality().isGood()).isFalse();
    }

    @Test
    void barsOverAHoleAreToldLateWholeAndInOrder() {
        feed.fillGapsWith((before, after) -> asked.add(before.tradeId() + "-" + after.tradeId()));
        hear(1, 0.2);
        hear(2, 1.3);
        // Trades 3 to 6 are lost: the rest of the second, two whole ones, and the beginning of the next.
        hear(7, 4.5);
        hear(8, 5.5);
        assertThat(asked).containsExactly("2-7");
        assertThat(ear.bars()).hasSize(1);

        feed.fill(
                BTC.id(),
                List.of(trade(3, 1.6), trade(4, 2.5), trade(5, 3.5), trade(6, 4.1)),
                "4 missing trades were fetched",
                START + 6 * SECOND);
        hear(9, 5.9);
        hear(10, 6.1);
        hear(11, 7.1);

        assertThat(ear.past).extracting(bar -> (bar.eventNanos() - START) / SECOND).containsExactly(2L, 3L, 4L, 5L, 6L);
        assertThat(ear.past).extracting(bar -> bar.volume().toString()).containsExactly("2", "1", "1", "2", "2");
        assertThat(ear.bars()).extracting(bar -> (bar.eventNanos() - START) / SECOND).containsExactly(1L, 7L);
        assertThat(ear.trades()).containsExactly("1", "2", "7", "8", "9", "10", "11");
        assertThat(stored).containsExactly(
                "BINANCE 1", "BINANCE 2", "BINANCE 7", "BINANCE 8", "BINANCE+fetched 3", "BINANCE+fetched 4",
                "BINANCE+fetched 5", "BINANCE+fetched 6", "BINANCE 9", "BINANCE 10", "BINANCE 11");
    }

    /** Numbers and bars are those that a feed makes of the same ticks that knows of no hole. */
    @Test
    void aReplayOfTheTicksNumbersAllAlike() {
        feed.fillGapsWith((before, after) -> asked.add("x"));
        Ear plain = new Ear();
        MarketFeed again = new MarketFeed("BINANCE", List.of(BTC), MarketFeed.TickSink.NONE, 1_000);
        again.subscribe(plain, Set.of(BTC.id()));
        double[] seconds = {0.2, 1.3, 4.5, 5.5, 5.9, 6.1, 7.1, 8.3};
        long[] ids = {1, 2, 7, 8, 9, 10, 11, 12};
        for (int i = 0; i < ids.length; i++) {
            hear(ids[i], seconds[i]);
            again.onMarket(trade(ids[i], seconds[i]), START);
            if (i == 4) {
                feed.fill(BTC.id(), List.of(trade(3, 1.6)), "fetched", START + 6 * SECOND);
            }
        }

        assertThat(ear.numbers).isEqualTo(plain.numbers);
        assertThat(ear.bars()).isNotEmpty();
        assertThat(plain.bars()).containsAll(ear.bars());
    }

    @Test
    void whatIsNotFoundInTimeIsNotWaitedForAnyLonger() {
        feed.fillGapsWith((before, after) -> {});
        hear(1, 0.2);
        hear(7, 2.5);
        feed.check(START + 5 * SECOND);
        assertThat(ear.past).isEmpty();

        feed.check(START + 13 * SECOND);

        assertThat(ear.past).hasSize(1);
        assertThat(quality().isGood()).isFalse();
        feed.check(START + 14 * SECOND);
        assertThat(quality().isGood()).isTrue();
    }

    @Test
    void aHoleThatNobodyCanFillLeavesBarsAsTheyAre() {
        hear(1, 0.2);
        hear(7, 2.5);
        hear(8, 3.5);

        assertThat(ear.bars()).hasSize(2);
        assertThat(ear.past).isEmpty();
    }

    @Test
    void aBookIsAPrice() {
        assertThat(feed.isPriced(BTC.id())).isFalse();
        feed.onMarket(book(0.1), START);
        assertThat(feed.isPriced(BTC.id())).isTrue();
    }
}
