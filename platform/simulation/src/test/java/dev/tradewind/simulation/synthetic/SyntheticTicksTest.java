package dev.tradewind.simulation.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.book.BookOutcome;
import dev.tradewind.engine.book.FeedBook;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.data.Instruments;
import dev.tradewind.simulation.data.TickReader;
import dev.tradewind.simulation.matching.BookEvents;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SyntheticTicksTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final Instruments KNOWN = Instruments.shipped();
    private static final Instrument DEMO = KNOWN.require("DEMO");
    private static final Instrument PERPETUAL = KNOWN.require("DEMO-PERP");
    private static final List<Instrument> ALL = List.of(DEMO, KNOWN.require("DEMO2"), PERPETUAL);

    private static TickMarket market(long seed, Mood mood) {
        return new TickMarket(
                seed,
                SyntheticMarket.DEFAULT_START_NANOS,
                ALL.stream().map(Listing::of).map(listing -> listing.with(mood)).toList(),
                Correlation.equal(ALL.size(), 0.6));
    }

    private static SyntheticTicks ticks(long seed, Instrument instrument, long minutes) {
        return SyntheticTicks.of(TickMarket.of(seed, ALL), instrument.id(), minutes * MINUTE);
    }

    private static List<MarketEvent> read(SyntheticTicks ticks) {
        List<MarketEvent> events = new ArrayList<>();
        try (TickReader reader = ticks.open()) {
            while (reader.advance()) {
                events.add(reader.event());
            }
        }
        return events;
    }

    @Test
    void busyTradersActMoreOftenAndPricesGoNoFurther() {
        List<Listing> usual = List.of(Listing.of(DEMO));
        List<Listing> busy = List.of(Listing.of(DEMO).busy(20));
        List<MarketEvent> calm = read(ticks(usual));
        List<MarketEvent> many = read(ticks(busy));

        assertThat((double) many.size() / calm.size()).isBetween(10.0, 30.0);
        double way = range(many) / range(calm);
        assertThat(way).isBetween(0.5, 2.0);
        assertThatThrownBy(() -> Listing.of(DEMO).busy(0)).hasMessageContaining("must be 1 to 1000");
        assertThatThrownBy(() -> Listing.of(DEMO).busy(1_001)).hasMessageContaining("1001");
    }

    private static SyntheticTicks ticks(List<Listing> listings) {
        TickMarket market =
                new TickMarket(3, SyntheticMarket.DEFAULT_START_NANOS, listings, Correlation.equal(1, 0));
        return SyntheticTicks.of(market, DEMO.id(), 10 * MINUTE);
    }

    /** Between the lowest and the highest trade. */
    private static double range(List<MarketEvent> events) {
        DoubleSummaryStatistics prices = events.stream()
                .filter(TradeTick.class::isInstance)
                .mapToDouble(event -> ((TradeTick) event).price().value().toDouble())
                .summaryStatistics();
        return prices.getMax() - prices.getMin();
    }

    private static String hash(SyntheticTicks ticks) {
        try (TickReader reader = ticks.open()) {
            while (reader.advance()) {
                assertThat(reader.receivedNanos()).isEqualTo(reader.event().eventNanos());
            }
            return reader.dataHash();
        }
    }

    /** The middle of the book at the end of each second. */
    private static double[] middles(SyntheticTicks ticks) {
        FeedBook book = new FeedBook(ticks.instrument());
        long start = ticks.market().startNanos();
        double[] middles = new double[(int) (ticks.nanos() / 1_000_000_000L)];
        for (MarketEvent event : read(ticks)) {
            apply(book, event);
            if (book.isTwoSided()) {
                middles[(int) ((event.eventNanos() - start) / 1_000_000_000L)] =
                        (book.priceUnscaled(Side.BUY, 0) + book.priceUnscaled(Side.SELL, 0)) / 2.0;
            }
        }
        for (int i = 1; i < middles.length; i++) {
            middles[i] = middles[i] == 0 ? middles[i - 1] : middles[i];
        }
        return middles;
    }

    private static BookOutcome apply(FeedBook book, MarketEvent event) {
        return event instanceof BookDelta delta
                ? book.apply(delta)
                : event instanceof BookSnapshot snapshot ? book.apply(snapshot) : BookOutcome.APPLIED;
    }

    private static double[] returns(double[] middles, int seconds) {
        double[] returns = new double[(middles.length - 1) / seconds];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = Math.log(middles[(i + 1) * seconds] / middles[i * seconds]);
        }
        return returns;
    }

    private static double correlation(double[] a, double[] b) {
        double product = 0;
        double squareA = 0;
        double squareB = 0;
        for (int i = 0; i < a.length; i++) {
            product += a[i] * b[i];
            squareA += a[i] * a[i];
            squareB += b[i] * b[i];
        }
        return product / Math.sqrt(squareA * squareB);
    }

    private static double deviation(double[] returns) {
        double square = 0;
        for (double one : returns) {
            square += one * one;
        }
        return Math.sqrt(square / returns.length);
    }

    @Test
    void theSameSeedGivesTheSameBytesOnEveryMachine() {
        assertThat(hash(ticks(7, DEMO, 5)))
                .isEqualTo(hash(ticks(7, DEMO, 5)))
                .isEqualTo("698e7860d12c3a89e006cfa7a6d446aa06e79b0e34830cdfd03e76bfe472740e");
        assertThat(hash(ticks(7, PERPETUAL, 5)))
                .isEqualTo("31cf387bf39036e85ad9e17004ac9bf08cea84b12e4c3a5805a1a5f821173ce4");
        assertThat(hash(ticks(8, DEMO, 5))).isNotEqualTo(hash(ticks(7, DEMO, 5)));
    }

    @Test
    void aLongerRunBeginsAsTheShorterOne() {
        List<MarketEvent> shorter = read(ticks(3, DEMO, 2));

        assertThat(read(ticks(3, DEMO, 4)).subList(0, shorter.size())).isEqualTo(shorter);
    }

    @Test
    void aListingTradesAloneAsBesideTheOthers() {
        TickMarket market = TickMarket.of(11, ALL);
        List<MarketEvent> together = new ArrayList<>();
        SyntheticExchange exchange = SyntheticExchange.open(market, together::add, BookEvents.NONE);
        exchange.advanceTo(market.startNanos() + 2 * MINUTE - 1);

        for (Instrument instrument : ALL) {
            assertThat(together.stream().filter(event -> event.instrument().equals(instrument.id())))
                    .containsExactlyElementsOf(read(ticks(11, instrument, 2)));
        }
        assertThat(together).extracting(MarketEvent::eventNanos).isSorted();
    }

    @Test
    void booksAreWholeNumberedAndNeverCrossed() {
        for (Mood mood : Mood.values()) {
            for (int listing = 0; listing < ALL.size(); listing++) {
                SyntheticTicks ticks = new SyntheticTicks(market(5, mood), listing, 5 * MINUTE);
                FeedBook book = new FeedBook(ticks.instrument());
                int trades = 0;
                int onesided = 0;
                List<MarketEvent> events = read(ticks);
                assertThat(events.get(0)).isInstanceOf(BookSnapshot.class);
                for (MarketEvent event : events) {
                    assertThat(apply(book, event)).as(book.problem()).isEqualTo(BookOutcome.APPLIED);
                    onesided += book.isTwoSided() ? 0 : 1;
                    if (event instanceof TradeTick trade) {
                        trades++;
                        assertThat(trade.aggressor()).isNotNull();
                        assertThat(trade.tradeId()).isEqualTo(Integer.toString(trades));
                        assertThat(trade.price().value().isMultipleOf(ticks.instrument().steps().tick())).isTrue();
                        assertThat(trade.quantity().value().isMultipleOf(ticks.instrument().steps().lot())).isTrue();
                    }
                }
                assertThat(trades).isGreaterThan(500);
                assertThat(onesided).isLessThan(events.size() / 100);
                assertThat(book.depth(Side.BUY)).isGreaterThan(8);
                assertThat(book.depth(Side.SELL)).isGreaterThan(8);
            }
        }
    }

    @Test
    void everyTradeIsTakenOffTheBookThatWasShown() {
        FeedBook book = new FeedBook(DEMO);
        int atTheBest = 0;
        int trades = 0;
        for (MarketEvent event : read(ticks(9, DEMO, 5))) {
            if (event instanceof TradeTick trade) {
                Side resting = trade.aggressor() == Side.BUY ? Side.SELL : Side.BUY;
                trades++;
                atTheBest += trade.priceUnscaled() == book.priceUnscaled(resting, 0) ? 1 : 0;
                assertThat(book.quantityAtUnscaled(resting, trade.priceUnscaled()))
                        .isGreaterThanOrEqualTo(trade.quantityUnscaled());
            } else {
                apply(book, event);
            }
        }
        assertThat(atTheBest).isGreaterThan(trades / 2);
    }

    @Test
    void valuesAreCorrelatedAsStated() {
        double[] one = returns(middles(new SyntheticTicks(market(21, Mood.TRENDING), 0, 60 * MINUTE)), 30);
        double[] other = returns(middles(new SyntheticTicks(market(21, Mood.TRENDING), 1, 60 * MINUTE)), 30);
        TickMarket apart = new TickMarket(
                21, SyntheticMarket.DEFAULT_START_NANOS, market(21, Mood.TRENDING).listings(), Correlation.equal(3, 0));
        double[] free = returns(middles(new SyntheticTicks(apart, 1, 60 * MINUTE)), 30);

        assertThat(correlation(one, other)).isBetween(0.3, 0.85);
        assertThat(correlation(one, free)).isBetween(-0.3, 0.3);
    }

    @Test
    void moodsAreWhatTheyAreCalled() {
        double[] reverting = middles(new SyntheticTicks(market(4, Mood.REVERTING), 0, 60 * MINUTE));
        double[] trending = middles(new SyntheticTicks(market(4, Mood.TRENDING), 0, 60 * MINUTE));
        double[] jumpy = middles(new SyntheticTicks(market(4, Mood.JUMPY), 0, 60 * MINUTE));

        // Where returns are independent, five minutes vary sqrt(60) times as much as five seconds.
        assertThat(deviation(returns(reverting, 300)) / deviation(returns(reverting, 5))).isLessThan(4);
        assertThat(deviation(returns(trending, 300)) / deviation(returns(trending, 5))).isGreaterThan(9);
        assertThat(largest(returns(jumpy, 5))).isGreaterThan(6 * deviation(returns(jumpy, 5)));
        assertThat(largest(returns(trending, 5))).isLessThan(6 * deviation(returns(trending, 5)));
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    @Test
    void aPerpetualPaysFundingEveryEightHoursAndSpotNever() {
        long beforeEight = SyntheticMarket.DEFAULT_START_NANOS + 8 * 60 * MINUTE - MINUTE;
        TickMarket market = TickMarket.of(2, ALL).startingAt(beforeEight);

        List<FundingRate> rates = read(SyntheticTicks.of(market, PERPETUAL.id(), 2 * MINUTE)).stream()
                .filter(FundingRate.class::isInstance)
                .map(FundingRate.class::cast)
                .toList();

        assertThat(rates).hasSize(1);
        assertThat(rates.get(0).eventNanos()).isEqualTo(beforeEight + MINUTE);
        assertThat(rates.get(0).rate().toDouble()).isBetween(-0.0075, 0.0075);
        assertThat(read(SyntheticTicks.of(market, DEMO.id(), 2 * MINUTE))).noneMatch(FundingRate.class::isInstance);
    }

    @Test
    void fundingFollowsThePremiumBeyondItsBand() {
        FundingMeter calm = new FundingMeter(0);
        calm.sample(1_000_000_000L, 0.0002);
        calm.sample(FundingMeter.INTERVAL_NANOS, 0.0002);
        FundingMeter dear = new FundingMeter(0);
        dear.sample(0, 0.002);
        dear.sample(FundingMeter.INTERVAL_NANOS, 0.002);
        FundingMeter mad = new FundingMeter(0);
        mad.sample(0, -0.5);
        mad.sample(FundingMeter.INTERVAL_NANOS, -0.5);

        assertThat(calm.take()).isEqualTo(Decimal.parse("0.0001"));
        assertThat(dear.take()).isEqualTo(Decimal.parse("0.0015"));
        assertThat(mad.take()).isEqualTo(Decimal.parse("-0.0075"));
        assertThat(mad.nextNanos()).isEqualTo(2 * FundingMeter.INTERVAL_NANOS);
    }

    @Test
    void anyShippedInstrumentCanBeListed() {
        for (Instrument instrument : KNOWN.all()) {
            TickMarket market = TickMarket.of(1, List.of(instrument));
            FeedBook book = new FeedBook(instrument);
            long trades = 0;
            for (MarketEvent event : read(SyntheticTicks.of(market, instrument.id(), MINUTE / 2))) {
                assertThat(apply(book, event)).as(book.problem()).isEqualTo(BookOutcome.APPLIED);
                trades += event instanceof TradeTick ? 1 : 0;
            }
            assertThat(trades).as(instrument.id().toString()).isGreaterThan(20);
        }
    }

    @Test
    void whatMakesNoSenseIsRefusedInOneLine() {
        TickMarket good = TickMarket.of(1, ALL);

        assertThatThrownBy(() -> TickMarket.of(1, List.of())).hasMessageContaining("1 to 64 instruments");
        assertThatThrownBy(() -> TickMarket.of(1, List.of(DEMO, DEMO))).hasMessageContaining("listed twice");
        assertThatThrownBy(() -> good.startingAt(0)).hasMessageContaining("between 1970 and 2100");
        assertThatThrownBy(() -> Listing.of(DEMO).from(Decimal.ONE)).hasMessageContaining("1000 to 1000000000 ticks");
        assertThatThrownBy(() -> new SyntheticTicks(good, 3, MINUTE)).hasMessageContaining("no listing 3");
        assertThatThrownBy(() -> new SyntheticTicks(good, 0, 1)).hasMessageContaining("1 second to 10 years");
        assertThatThrownBy(() -> SyntheticTicks.of(good, KNOWN.require("AAPL").id(), MINUTE))
                .hasMessageContaining("not listed");
        assertThatThrownBy(() -> Correlation.equal(3, -0.6)).hasMessageContaining("contradict each other");
        assertThatThrownBy(() -> Correlation.of(new double[][] {{1, 2}, {2, 1}})).hasMessageContaining("is 2.0");
        assertThatThrownBy(() -> Correlation.of(new double[][] {{1, 0.1}, {0.2, 1}})).hasMessageContaining("symmetric");
        assertThatThrownBy(() -> Correlation.of(new double[][] {{1, Double.NaN}, {Double.NaN, 1}}))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> Correlation.of(new double[][] {{1}, {0.2, 1}})).hasMessageContaining("not 2");
        assertThatThrownBy(() -> new TickMarket(1, good.startNanos(), good.listings(), Correlation.equal(2, 0)))
                .hasMessageContaining("correlations of 2");
    }
}
