package dev.tradewind.plugin.marketmaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.book.FeedBook;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.testkit.TestMarket;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class QuotePricesTest {
    private static FeedBook book(long bid, long bidQuantity, long ask, long askQuantity) {
        FeedBook book = new FeedBook(TestMarket.DEMO);
        BookLevels levels = BookLevels.ofUnscaled(
                new Scales(2, 3), 1, new long[] {bid, ask}, new long[] {bidQuantity, askQuantity});
        book.apply(new BookSnapshot(TestMarket.DEMO.id(), 0, 1, levels));
        return book;
    }

    private static Settings settings(double halfSpread, boolean micro, double skew) {
        return new Settings(1, Decimal.ONE, halfSpread, micro, skew, Decimal.ONE, 0);
    }

    @Test
    void quotesLieAHalfSpreadAroundTheMiddle() {
        assertThat(QuotePrices.of(book(10_000, 1, 10_010, 1), 1, 0, settings(0.001, false, 1)))
                .isEqualTo(new QuotePrices(9_994, 10_016));
    }

    @Test
    void theMicroPriceLeansToTheThinSide() {
        // (10000 × 1 + 10010 × 9) / 10 = 10009
        assertThat(QuotePrices.of(book(10_000, 9, 10_010, 1), 1, 0, settings(0.0005, true, 1)))
                .isEqualTo(new QuotePrices(10_003, 10_015));
    }

    @Test
    void aLongPositionMovesBothQuotesDown() {
        assertThat(QuotePrices.of(book(10_000, 1, 10_010, 1), 1, 1, settings(0.001, false, 1)))
                .isEqualTo(new QuotePrices(9_984, 10_005));
    }

    @Property
    void quotesNeverReachTheOtherSideAndAreWholeTicks(
            @ForAll @LongRange(min = 200, max = 1_000_000) long bid,
            @ForAll @LongRange(min = 1, max = 100) long spread,
            @ForAll @DoubleRange(min = -1, max = 1) double inventory,
            @ForAll @DoubleRange(min = 0, max = 0.01) double halfSpread,
            @ForAll @DoubleRange(min = 0, max = 20) double skew) {
        long tick = 5;
        long bestBid = bid * tick;
        long bestAsk = (bid + spread) * tick;
        QuotePrices prices =
                QuotePrices.of(book(bestBid, 3, bestAsk, 7), tick, inventory, settings(halfSpread, true, skew));
        assertThat(prices.bid()).isLessThan(bestAsk);
        assertThat(prices.ask()).isGreaterThan(bestBid);
        assertThat(prices.bid() % tick).isZero();
        assertThat(prices.ask() % tick).isZero();
        assertThat(prices.bid()).isLessThanOrEqualTo(prices.ask());
    }
}
