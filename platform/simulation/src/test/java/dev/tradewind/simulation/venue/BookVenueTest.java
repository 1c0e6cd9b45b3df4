package dev.tradewind.simulation.venue;

import static dev.tradewind.simulation.venue.VenueRig.BTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import org.junit.jupiter.api.Test;

/** How orders fill against books, quotes and trades; the sentences of docs/fills.md. */
class BookVenueTest {
    private static final String BOOK = "100x1 99x2 98x5 | 101x1 102x2 103x5";

    private final BookRig rig = new BookRig();

    private static OrderRequest market(Side side, String quantity) {
        return OrderRequest.market(BTC.id(), side, Quantity.of(quantity));
    }

    private static OrderRequest limit(Side side, String quantity, String price) {
        return OrderRequest.limit(BTC.id(), side, Quantity.of(quantity), Price.of(price));
    }

    @Test
    void aMarketOrderWalksTheLevelsAndFillsOnceALevel() {
        rig.book(BOOK);
        rig.submit(market(Side.BUY, "2.5"));

        assertThat(rig.said()).containsExactly("1 filled 1 @ 101 TAKER", "1 filled 1.5 @ 102 TAKER");
        assertThat(rig.held()).isEqualTo("2.5");
    }

    @Test
    void whatTheBookCannotGiveAMarketOrderIsCancelled() {
        rig.book("100x1 | 101x1");
        rig.submit(market(Side.SELL, "3"));

        assertThat(rig.said()).containsExactly("1 filled 1 @ 100 TAKER", "1 cancelled: the book holds no more");
    }

    @Test
    void whatWasTakenIsGoneUntilTheLevelShowsNewQuantity() {
        rig.book(BOOK);
        rig.submit(market(Side.BUY, "0.6"));
        rig.submit(market(Side.BUY, "1"));
        assertThat(rig.said())
                .containsExactly("1 filled 0.6 @ 101 TAKER", "2 filled 0.4 @ 101 TAKER", "2 filled 0.6 @ 102 TAKER");

        // The feed, that knows nothing of us, shows 0.3 more: only that is new.
        rig.change("| 101x1.3");
        rig.submit(market(Side.BUY, "0.5"));
        assertThat(rig.said()).containsExactly("3 filled 0.3 @ 101 TAKER", "3 filled 0.2 @ 102 TAKER");
    }

    @Test
    void aLevelThatFallsBelowWhatWasTakenForgetsTheRest() {
        rig.book(BOOK);
        rig.submit(market(Side.BUY, "1"));
        rig.change("| 101x0.4");
        rig.submit(limit(Side.BUY, "1", "101").with(OrderConditions.IOC));
        assertThat(rig.said()).containsExactly("1 filled 1 @ 101 TAKER", "2 cancelled: IOC: not filled at once");

        rig.change("| 101x0");
        rig.change("| 101x0.7");
        rig.submit(limit(Side.BUY, "1", "101").with(OrderConditions.IOC));
        assertThat(rig.said()).containsExactly("3 filled 0.7 @ 101 TAKER", "3 cancelled: IOC: not filled at once");
    }

    @Test
    void fillOrKillFillsWhollyAcrossLevelsOrNotAtAll() {
        rig.book(BOOK);
        rig.submit(limit(Side.BUY, "3", "102").with(OrderConditions.FOK));
        rig.submit(limit(Side.BUY, "3.1", "102").with(OrderConditions.FOK));
        assertThat(rig.said())
                .containsExactly(
                        "1 filled 1 @ 101 TAKER", "1 filled 2 @ 102 TAKER", "2 cancelled: FOK: not filled at once");
    }

    @Test
    void aMarketableLimitTakesUpToItsPriceAndRestsWithWhatIsLeft() {
        rig.book(BOOK);
        rig.submit(limit(Side.BUY, "2", "101"));
        assertThat(rig.said()).containsExactly("1 filled 1 @ 101 TAKER");
        // Nobody else bids 101: the next seller there meets us.
        rig.trade("101x0.4", Side.SELL);
        assertThat(rig.said()).containsExactly("1 filled 0.4 @ 101 MAKER");
    }

    @Test
    void aRestingOrderWaitsBehindAllThatWasThereAndIsServedByTradesAtItsPrice() {
        rig.book(BOOK);
        rig.submit(limit(Side.BUY, "1", "99"));
        rig.trade("99x1.5", Side.SELL);
        rig.trade("99x0.4", Side.SELL);
        assertThat(rig.said()).isEmpty();
        rig.trade("99x0.4", Side.SELL);
        rig.trade("99x5", Side.SELL);
        assertThat(rig.said()).containsExactly("1 filled 0.3 @ 99 MAKER", "1 filled 0.7 @ 99 MAKER");
    }

    @Test
    void tradesOfTheSameSideDoNotServeARestingOrderAndThoseOfAnUnknownSideDo() {
        rig.book(BOOK);
        rig.submit(limit(Side.SELL, "1", "101"));
        rig.trade("101x3", Side.SELL);
        assertThat(rig.said()).isEmpty();
        rig.trade("101x1.2", null);
        assertThat(rig.said()).containsExactly("1 filled 0.2 @ 101 MAKER");
    }

    @Test
    void conservativelyCancelsAreBehindUntilTheLevelIsShorterThanTheQueue() {
        rig.book(BOOK);
        rig.submit(limit(Side.BUY, "1", "99"));
        rig.change("99x4 |");
        rig.change("99x2.5 |");
        rig.trade("99x1.9", Side.SELL);
        assertThat(rig.said()).isEmpty();
        // 0.1 was ahead; the level shows nothing of others any more, so nothing is ahead.
        rig.change("99x0 |");
        rig.trade("99x0.2", Side.SELL);
        assertThat(rig.said()).containsExactly("1 filled 0.2 @ 99 MAKER");
    }

    @Test
    void byProbabilityHalfOfTheCancelsAreAheadOfAnOrderInTheMiddle() {
        BookRig likely = new BookRig(QueueModel.power(1));
        likely.book(BOOK);
        likely.submit(limit(Side.BUY, "1", "99"));
        likely.change("99x4 |");
        likely.change("99x2 |");
        // 2 ahead and 2 behind; of 2 cancelled 1 was ahead.
        likely.trade("99x1.5", Side.SELL);
        assertThat(likely.said()).containsExactly("1 filled 0.5 @ 99 MAKER");
    }

    @Test
    void aTradeThatTheBookShowedBeforeItWasToldIsNotCountedTwice() {
        rig.book(BOOK);
        rig.submit(limit(Side.BUY, "1", "99"));
        long happened = rig.nowNanos() + 1;
        rig.change("99x0.5 |");
        rig.tradeAt(happened, "99x1.5", Side.SELL);
        rig.trade("99x0.4", Side.SELL);
        assertThat(rig.said()).isEmpty();
        rig.trade("99x0.4", Side.SELL);
        assertThat(rig.said()).containsExactly("1 filled 0.3 @ 99 MAKER");
    }

    @Test
    void aTradeThroughTheLimitFillsNoMoreThanWasTraded() {
        rig.book(BOOK);
        rig.submit(limit(Side.BUY, "2", "99"));
        rig.trade("98.5x0.7", Side.SELL);
        assertThat(rig.said()).containsExactly("1 filled 0.7 @ 99 MAKER");
    }

    @Test
    void severalOfOurOrdersShareATrade() {
        rig.book("100x1 98x5 | 103x5");
        rig.submit(limit(Side.BUY, "1", "101"));
        rig.submit(limit(Side.BUY, "1", "101.5"));
        rig.trade("101x1.5", Side.SELL);
        assertThat(rig.said()).containsExactly("2 filled 1 @ 101.5 MAKER", "1 filled 0.5 @ 101 MAKER");
    }

    @Test
    void aBookThatComesToARestingOrderFillsItWithWhatItShows() {
        rig.book(BOOK);
        rig.submit(limit(Side.BUY, "2", "100"));
        rig.change("100x0 | 99.5x0.8");
        assertThat(rig.said()).containsExactly("1 filled 0.8 @ 100 MAKER");
        // What we took there does not fill us again.
        rig.change("98x6 |");
        assertThat(rig.said()).isEmpty();
    }

    @Test
    void whoTakesFromTheOtherSideBesideUsCannotGiveUsWhatWeHaveTakenThere() {
        rig.book(BOOK);
        rig.submit(limit(Side.BUY, "2", "100"));
        rig.change("100x0 | 99.5x0.8");
        rig.said();
        rig.trade("99.5x0.8", Side.BUY);
        rig.trade("99.5x0.8", null);
        assertThat(rig.said()).isEmpty();
        rig.trade("99.5x1", Side.BUY);
        assertThat(rig.said()).containsExactly("1 filled 0.2 @ 100 MAKER");
        // Who sells through our price would have met us first.
        rig.trade("99.5x0.8", Side.SELL);
        assertThat(rig.said()).containsExactly("1 filled 0.8 @ 100 MAKER");
    }

    @Test
    void aTradeToldAfterSeveralChangesOfItsLevelMovesAnOrderUpNoFurtherThanTheseDid() {
        rig.book("99x20 98x5 | 103x5");
        rig.submit(limit(Side.BUY, "1", "99"));
        long traded = rig.nowNanos();
        rig.change("99x5 |");
        rig.change("99x8 |");
        rig.tradeAt(traded, "99x15", Side.SELL);
        assertThat(rig.said()).isEmpty();
        rig.trade("99x5.5", Side.SELL);
        assertThat(rig.said()).containsExactly("1 filled 0.5 @ 99 MAKER");
    }

    @Test
    void aTradeThatIsNewerThanAChangeIsNotPaidForByIt() {
        rig.book("99x20 98x5 | 103x5");
        rig.submit(limit(Side.BUY, "1", "99"));
        rig.change("99x5 |");
        long traded = rig.nowNanos() + 1;
        rig.change("99x2 |");
        rig.tradeAt(traded, "99x3", Side.SELL);
        assertThat(rig.said()).isEmpty();
        rig.trade("99x2.5", Side.SELL);
        assertThat(rig.said()).containsExactly("1 filled 0.5 @ 99 MAKER");
    }

    @Test
    void ofManyChangesTheOldestCountTogether() {
        rig.book("99x40 98x5 | 103x5");
        rig.submit(limit(Side.BUY, "1", "99"));
        long traded = rig.nowNanos();
        for (int left = 39; left >= 20; left--) {
            rig.change("99x" + left + " |");
        }
        rig.tradeAt(traded, "99x20", Side.SELL);
        rig.trade("99x20", Side.SELL);
        assertThat(rig.said()).isEmpty();
        rig.trade("99x0.3", Side.SELL);
        assertThat(rig.said()).containsExactly("1 filled 0.3 @ 99 MAKER");
    }

    @Test
    void anOrderDeeperThanTheBookShowsWaitsBehindWhatIsFirstShownThere() {
        rig.book(BOOK);
        rig.submit(limit(Side.BUY, "1", "95"));
        rig.trade("95x10", Side.SELL);
        assertThat(rig.said()).isEmpty();
        rig.change("95x3 |");
        rig.trade("95x3.5", Side.SELL);
        assertThat(rig.said()).containsExactly("1 filled 0.5 @ 95 MAKER");
    }

    @Test
    void postOnlyIsRefusedWhereTheBookShowsTheOtherSideAndSoIsSuchAnAmendment() {
        rig.book(BOOK);
        rig.submit(limit(Side.BUY, "1", "101").with(OrderConditions.GTC.withPostOnly()));
        ClientOrderId rests = rig.submit(limit(Side.BUY, "1", "100.5").with(OrderConditions.GTC.withPostOnly()));
        rig.amend(rests, limit(Side.BUY, "1", "102").with(OrderConditions.GTC.withPostOnly()));
        assertThat(rig.said())
                .containsExactly(
                        "1 rejected: post-only: it would have traded at once",
                        "2 amendrejected: post-only: it would have traded at once");
    }

    @Test
    void lessKeepsThePlaceMoreOrAnotherPriceLosesIt() {
        rig.book(BOOK);
        ClientOrderId less = rig.submit(limit(Side.BUY, "1", "99"));
        ClientOrderId more = rig.submit(limit(Side.BUY, "1", "99"));
        rig.trade("99x1.5", Side.SELL);
        rig.amend(less, limit(Side.BUY, "0.5", "99"));
        rig.amend(more, limit(Side.BUY, "1.5", "99"));
        rig.said();
        rig.trade("99x0.8", Side.SELL);
        assertThat(rig.said()).containsExactly("1 filled 0.3 @ 99 MAKER");
        rig.trade("99x0.7", Side.SELL);
        // The second stood behind the 2 that the book still showed.
        assertThat(rig.said()).containsExactly("1 filled 0.2 @ 99 MAKER");
    }

    @Test
    void stopsTriggerOnTradesAndTakeTheBook() {
        rig.book(BOOK);
        rig.submit(OrderRequest.stop(BTC.id(), Side.BUY, Quantity.of("1.5"), Price.of("102")));
        rig.submit(OrderRequest.stopLimit(
                BTC.id(), Side.SELL, Quantity.of("1"), Price.of("99"), Price.of("99.5")));
        rig.trade("101x1", Side.BUY);
        assertThat(rig.said()).isEmpty();
        rig.trade("102x1", Side.BUY);
        assertThat(rig.said())
                .containsExactly("1 triggered", "1 filled 1 @ 101 TAKER", "1 filled 0.5 @ 102 TAKER");
        rig.trade("98.5x0.1", Side.SELL);
        assertThat(rig.said()).containsExactly("2 triggered", "2 filled 1 @ 100 TAKER");
    }

    @Test
    void aTrailingStopFollowsTrades() {
        rig.book(BOOK);
        rig.submit(market(Side.BUY, "1"));
        rig.trade("101x1", Side.BUY);
        rig.submit(OrderRequest.trailingStop(BTC.id(), Side.SELL, Quantity.of("1"), Decimal.parse("2")));
        rig.trade("104x1", Side.BUY);
        rig.trade("102.5x1", Side.SELL);
        rig.said();
        rig.trade("102x1", Side.SELL);
        assertThat(rig.said()).containsExactly("2 triggered", "2 filled 1 @ 100 TAKER");
    }

    @Test
    void anOrderExpiresAtItsTimeAndDoesNotFillThen() {
        rig.book(BOOK);
        rig.submit(limit(Side.BUY, "1", "100.5").with(OrderConditions.goodTill(rig.nowNanos() + BookRig.SECOND)));
        rig.trade("100.5x1", Side.SELL);
        assertThat(rig.said()).containsExactly("1 expired");
    }

    @Test
    void reduceOnlyFillsNoMoreThanThePosition() {
        rig.book(BOOK);
        rig.submit(market(Side.BUY, "0.5"));
        rig.submit(market(Side.SELL, "2").with(OrderConditions.GTC.withReduceOnly()));
        assertThat(rig.said())
                .containsExactly(
                        "1 filled 0.5 @ 101 TAKER",
                        "2 filled 0.5 @ 100 TAKER",
                        "2 cancelled: reduce-only: there is nothing left to reduce");
    }

    @Test
    void makersAndTakersPayTheirOwnFees() {
        BookRig fees = new BookRig(BookRig.models("-1", "10", 0, QueueModel.CONSERVATIVE), "1000", "1");
        fees.book(BOOK);
        fees.submit(market(Side.BUY, "1"));
        assertThat(fees.cash()).isEqualTo("898.899");
        fees.submit(limit(Side.SELL, "1", "100.5"));
        fees.trade("100.5x1", Side.BUY);
        assertThat(fees.cash()).isEqualTo("999.40905");
    }

    @Test
    void whatCannotBePaidIsCutAndTheRestCancelled() {
        BookRig poor = new BookRig(BookRig.models("0", "0", 0, QueueModel.CONSERVATIVE), "150", "1");
        poor.book(BOOK);
        poor.submit(market(Side.BUY, "3"));
        assertThat(poor.said())
                .containsExactly(
                        "1 filled 1 @ 101 TAKER",
                        "1 filled 0.4 @ 102 TAKER",
                        "1 cancelled: insufficient balance for the rest");
    }

    @Test
    void aCommandMeetsTheBookOfItsArrival() {
        BookRig slow = new BookRig(
                BookRig.models("0", "0", 3 * BookRig.SECOND / 2, QueueModel.CONSERVATIVE), "1000", "1");
        slow.book(BOOK);
        slow.submit(market(Side.BUY, "1"));
        slow.change("| 101x0");
        assertThat(slow.said()).isEmpty();
        slow.change("| 102x0");
        // It arrived half a second before the second change.
        assertThat(slow.said()).containsExactly("1 filled 1 @ 102 TAKER");
    }

    @Test
    void withoutABookAMarketOrderWaitsForTheFirst() {
        rig.submit(market(Side.BUY, "1"));
        rig.submit(limit(Side.BUY, "1", "101").with(OrderConditions.IOC));
        assertThat(rig.said()).containsExactly("2 cancelled: IOC: the market is not known");
        rig.book(BOOK);
        assertThat(rig.said()).containsExactly("1 filled 1 @ 101 TAKER");
    }

    @Test
    void quotesAreABookOfOneLevel() {
        rig.quote("100x1", "101x2");
        rig.submit(market(Side.BUY, "3"));
        rig.submit(limit(Side.BUY, "1", "100"));
        rig.quote("100x1", "102x2");
        rig.trade("100x1.5", Side.SELL);
        assertThat(rig.said())
                .containsExactly(
                        "1 filled 2 @ 101 TAKER", "1 cancelled: the book holds no more", "2 filled 0.5 @ 100 MAKER");
    }

    @Test
    void withTradesAloneTakersPaySlippageAndMakersNeedATradeThroughTheirPrice() {
        rig.trade("100x1", Side.BUY);
        rig.submit(market(Side.BUY, "5"));
        rig.submit(limit(Side.BUY, "1", "99"));
        rig.trade("99x50", Side.SELL);
        assertThat(rig.said()).containsExactly("1 filled 5 @ 100.5 TAKER");
        rig.trade("98.5x0.4", Side.SELL);
        assertThat(rig.said()).containsExactly("2 filled 0.4 @ 99 MAKER");
    }

    @Test
    void withTradesAloneTheProbabilisticQueueIsOneTradeLong() {
        BookRig likely = new BookRig(QueueModel.LOGARITHMIC);
        likely.trade("100x1", Side.BUY);
        likely.submit(limit(Side.BUY, "1", "99"));
        likely.trade("99x0.8", Side.SELL);
        likely.trade("99x0.5", Side.SELL);
        assertThat(likely.said()).containsExactly("1 filled 0.3 @ 99 MAKER");
    }

    @Test
    void anUnknownOrderCanNeitherBeCancelledNorAmended() {
        rig.book(BOOK);
        ClientOrderId nobody = new ClientOrderId("test", 0, 99);
        rig.cancel(nobody);
        rig.amend(nobody, limit(Side.BUY, "1", "99"));
        assertThat(rig.said())
                .containsExactly(
                        "99 cancelrejected: the order does not work any more",
                        "99 amendrejected: the order does not work any more");
    }
}
