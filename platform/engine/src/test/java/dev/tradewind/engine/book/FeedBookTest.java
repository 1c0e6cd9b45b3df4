package dev.tradewind.engine.book;

import static dev.tradewind.engine.book.Feed.COIN;
import static dev.tradewind.engine.book.Feed.delta;
import static dev.tradewind.engine.book.Feed.levels;
import static dev.tradewind.engine.book.Feed.raw;
import static dev.tradewind.engine.book.Feed.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.Rig;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookDelta.Sequences;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.order.Side;
import org.junit.jupiter.api.Test;

class FeedBookTest {
    private final FeedBook book = new FeedBook(COIN);

    private FeedBook ready() {
        book.apply(snapshot(10, "99x1 98.5x2", "100x3 101x4"));
        return book;
    }

    @Test
    void deltasSetAndRemoveLevels() {
        ready();

        assertThat(book.apply(delta(11, 12, "99x5 98.5x0 99.5x1", "100x0"))).isEqualTo(BookOutcome.APPLIED);

        assertThat(book.toLevels()).isEqualTo(levels("99.5x1 99x5", "101x4"));
        assertThat(book.level(Side.BUY, 0).toString()).contains("99.5");
        assertThat(book.priceUnscaled(Side.SELL, 0)).isEqualTo(10_100);
        assertThat(book.quantityAtUnscaled(Side.BUY, 9_900)).isEqualTo(5_000);
        assertThat(book.quantityAtUnscaled(Side.BUY, 9_850)).isZero();
        assertThat(book.totalUnscaled(Side.BUY)).isEqualTo(6_000);
        assertThat(book.sequence()).isEqualTo(12);
        assertThat(book.eventNanos()).isEqualTo(12);
        assertThat(book.isTwoSided()).isTrue();
        assertThatThrownBy(() -> book.priceUnscaled(Side.SELL, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> book.quantityUnscaled(Side.SELL, -1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void deltasBeforeTheSnapshotWaitAndThoseItHoldsAreLeftOut() {
        assertThat(book.apply(delta(5, 8, "99x7", ""))).isEqualTo(BookOutcome.WAITING);
        assertThat(book.apply(delta(9, 11, "99x8", ""))).isEqualTo(BookOutcome.WAITING);
        assertThat(book.apply(delta(12, 13, "98x1", ""))).isEqualTo(BookOutcome.WAITING);
        assertThat(book.isReady()).isFalse();
        assertThat(book.depth(Side.BUY)).isZero();

        assertThat(book.apply(snapshot(10, "99x1", "100x3"))).isEqualTo(BookOutcome.APPLIED);

        assertThat(book.isReady()).isTrue();
        assertThat(book.toLevels()).isEqualTo(levels("99x8 98x1", "100x3"));
        assertThat(book.statistics().stale()).isEqualTo(1);
        assertThat(book.statistics().applied()).isEqualTo(2);
        assertThat(book.statistics().isClean()).isTrue();
    }

    @Test
    void futuresJoinASnapshotInsideADeltaAndThenFollowThePreviousNumber() {
        // U 20, u 30, pu 15; the snapshot is at 25; the next says pu 30 though its own first number is 41
        book.apply(snapshot(25, "99x1", "100x3"));

        assertThat(book.apply(delta(new Sequences(15, 20, 30), levels("99x2", ""))))
                .isEqualTo(BookOutcome.APPLIED);
        assertThat(book.apply(delta(new Sequences(30, 41, 44), levels("99x3", ""))))
                .isEqualTo(BookOutcome.APPLIED);
        assertThat(book.apply(delta(new Sequences(45, 46, 50), levels("99x4", ""))))
                .isEqualTo(BookOutcome.GAP);
    }

    @Test
    void aSnapshotOlderThanTheDeltasThatWaitDoesNotMakeTheBookReady() {
        book.apply(delta(20, 22, "99x7", ""));

        assertThat(book.apply(snapshot(10, "99x1", "100x3"))).isEqualTo(BookOutcome.STALE);
        assertThat(book.isReady()).isFalse();
        assertThat(book.problem()).contains("snapshot 10 is older than the deltas");

        assertThat(book.apply(snapshot(19, "99x1", "100x3"))).isEqualTo(BookOutcome.APPLIED);
        assertThat(book.toLevels()).isEqualTo(levels("99x7", "100x3"));
        assertThat(book.statistics().staleSnapshots()).isEqualTo(1);
        assertThat(book.statistics().isClean()).isFalse();
    }

    @Test
    void aSnapshotOlderThanTheBookLeavesItAlone() {
        ready().apply(delta(11, 12, "99x5", ""));

        assertThat(book.apply(snapshot(11, "97x1", "100x3"))).isEqualTo(BookOutcome.STALE);
        assertThat(book.toLevels()).isEqualTo(levels("99x5 98.5x2", "100x3 101x4"));

        assertThat(book.apply(snapshot(12, "97x1", "100x3"))).isEqualTo(BookOutcome.APPLIED);
        assertThat(book.apply(snapshot(12, "97x1", "100x3"))).isEqualTo(BookOutcome.DUPLICATE);
        assertThat(book.toLevels()).isEqualTo(levels("97x1", "100x3"));
    }

    @Test
    void aGapLosesTheBookUntilASnapshotThatHoldsTheMissingUpdates() {
        ready();

        assertThat(book.apply(delta(13, 14, "99x5", ""))).isEqualTo(BookOutcome.GAP);
        assertThat(book.isReady()).isFalse();
        assertThat(book.depth(Side.SELL)).isZero();
        assertThat(book.problem()).contains("the last was 10").contains("13 to 14");
        assertThat(book.apply(delta(15, 15, "98x1", ""))).isEqualTo(BookOutcome.WAITING);

        assertThat(book.apply(snapshot(11, "99x1", "100x3"))).isEqualTo(BookOutcome.STALE);
        assertThat(book.apply(snapshot(13, "99x1", "100x3"))).isEqualTo(BookOutcome.APPLIED);
        assertThat(book.toLevels()).isEqualTo(levels("99x5 98x1", "100x3"));
        assertThat(book.statistics().losses().gaps()).isEqualTo(1);
        assertThat(book.problem()).isEmpty();
    }

    @Test
    void aGapAmongWaitingDeltasIsSeenAndTheOlderOnesAreForgotten() {
        book.apply(delta(11, 12, "99x5", ""));

        assertThat(book.apply(delta(14, 15, "99x6", ""))).isEqualTo(BookOutcome.GAP);

        assertThat(book.apply(snapshot(12, "99x1", "100x3"))).isEqualTo(BookOutcome.STALE);
        assertThat(book.apply(snapshot(13, "99x1", "100x3"))).isEqualTo(BookOutcome.APPLIED);
        assertThat(book.quantityAtUnscaled(Side.BUY, 9_900)).isEqualTo(6_000);
    }

    @Test
    void aDoubledDeltaIsSeenWhetherTheBookIsReadyOrNot() {
        book.apply(delta(11, 12, "99x5", ""));
        assertThat(book.apply(delta(11, 12, "99x5", ""))).isEqualTo(BookOutcome.DUPLICATE);
        book.apply(snapshot(10, "99x1", "100x3"));

        assertThat(book.apply(delta(11, 12, "99x5", ""))).isEqualTo(BookOutcome.DUPLICATE);
        assertThat(book.apply(delta(9, 10, "99x4", ""))).isEqualTo(BookOutcome.STALE);

        assertThat(book.statistics().duplicates()).isEqualTo(2);
        assertThat(book.isReady()).isTrue();
        assertThat(book.quantityAtUnscaled(Side.BUY, 9_900)).isEqualTo(5_000);
    }

    @Test
    void withoutNumbersWhatComesAfterTheSnapshotCountsAndARepetitionIsSeen() {
        BookDelta early = new BookDelta(Feed.ID, 1, Sequences.NONE, levels("99x9", ""));
        BookDelta late = new BookDelta(Feed.ID, 3, Sequences.NONE, levels("99x2", ""));

        assertThat(book.apply(early)).isEqualTo(BookOutcome.WAITING);
        book.apply(new BookSnapshot(Feed.ID, 2, Sequences.UNKNOWN, levels("99x1", "100x3")));
        assertThat(book.toLevels()).isEqualTo(levels("99x1", "100x3"));
        assertThat(book.apply(late)).isEqualTo(BookOutcome.APPLIED);
        assertThat(book.apply(new BookDelta(Feed.ID, 3, Sequences.NONE, levels("99x2", ""))))
                .isEqualTo(BookOutcome.DUPLICATE);
        assertThat(book.apply(new BookDelta(Feed.ID, 3, Sequences.NONE, levels("99x3", ""))))
                .isEqualTo(BookOutcome.APPLIED);
    }

    @Test
    void aCrossedOrLockedBookIsNotTrusted() {
        ready();
        assertThat(book.apply(delta(11, 11, "100x1", ""))).isEqualTo(BookOutcome.CROSSED);
        assertThat(book.isReady()).isFalse();
        assertThat(book.problem()).contains("crossed");

        assertThat(book.apply(snapshot(20, "101x1", "100x3"))).isEqualTo(BookOutcome.CROSSED);
        assertThat(book.isReady()).isFalse();
        assertThat(book.statistics().losses().crossed()).isEqualTo(2);

        assertThat(book.apply(snapshot(21, "99x1", "100x3"))).isEqualTo(BookOutcome.APPLIED);
    }

    @Test
    void anEmptySideAndAnEmptyBookAreBooks() {
        assertThat(book.apply(snapshot(1, "", ""))).isEqualTo(BookOutcome.APPLIED);
        assertThat(book.isReady()).isTrue();
        assertThat(book.isTwoSided()).isFalse();

        assertThat(book.apply(delta(2, 2, "", ""))).isEqualTo(BookOutcome.APPLIED);
        assertThat(book.apply(delta(3, 3, "99x0 98x0", "100x0"))).isEqualTo(BookOutcome.APPLIED);
        assertThat(book.apply(delta(4, 4, "", "100x1"))).isEqualTo(BookOutcome.APPLIED);
        assertThat(book.depth(Side.SELL)).isEqualTo(1);
    }

    @Test
    void aPriceOffTheTickIsRefused() {
        FeedBook halves = new FeedBook(Feed.instrument("COIN.TEST", "0.5", "1"));
        assertThat(halves.apply(snapshot(1, "99.5x1", "100x1"))).isEqualTo(BookOutcome.APPLIED);

        assertThat(halves.apply(delta(2, 2, "99.3x1", ""))).isEqualTo(BookOutcome.REFUSED);
        assertThat(halves.refusal()).contains(Refusal.PRICE_OFF_TICK);
        assertThat(halves.problem()).contains("delta 2 was refused: a price is not a whole number of ticks");
        assertThat(halves.isReady()).isFalse();

        assertThat(halves.apply(snapshot(3, "99.55x1", "100x1"))).isEqualTo(BookOutcome.REFUSED);
        assertThat(halves.apply(snapshot(3, "99.5x1.5", "100x1"))).isEqualTo(BookOutcome.REFUSED);
        assertThat(halves.refusal()).contains(Refusal.QUANTITY_OFF_SCALE);
        assertThat(halves.statistics().losses().refused()).isEqualTo(3);
    }

    @Test
    void aNegativeQuantityIsRefused() {
        ready();
        assertThat(book.apply(delta(Sequences.contiguous(11, 11), raw(1, new long[] {9_900}, -1))))
                .isEqualTo(BookOutcome.REFUSED);
        assertThat(book.refusal()).contains(Refusal.QUANTITY_NEGATIVE);
    }

    @Test
    void quantitiesThatTogetherWouldOverflowAreRefused() {
        BookLevels huge = raw(2, new long[] {9_900, 9_800}, Long.MAX_VALUE, 1);
        assertThat(book.apply(snapshot(1, huge))).isEqualTo(BookOutcome.REFUSED);
        assertThat(book.refusal()).contains(Refusal.QUANTITY_TOO_LARGE);

        BookLevels edge = raw(1, new long[] {9_900}, Long.MAX_VALUE);
        assertThat(book.apply(snapshot(2, edge))).isEqualTo(BookOutcome.APPLIED);
        assertThat(book.totalUnscaled(Side.BUY)).isEqualTo(Long.MAX_VALUE);
        assertThat(book.apply(delta(Sequences.contiguous(3, 3), raw(1, new long[] {9_900}, 5))))
                .isEqualTo(BookOutcome.APPLIED);
        assertThat(book.totalUnscaled(Side.BUY)).isEqualTo(5);
        assertThat(book.apply(delta(Sequences.contiguous(4, 4), raw(1, new long[] {9_800}, Long.MAX_VALUE))))
                .isEqualTo(BookOutcome.REFUSED);
    }

    @Test
    void pricesAtTheIntegersEdgeAreHeldAndThoseBeyondItRefused() {
        long[] edges = {Long.MIN_VALUE + 1, Long.MIN_VALUE, Long.MAX_VALUE - 1, Long.MAX_VALUE};
        assertThat(book.apply(snapshot(1, raw(2, edges, 1, 2, 3, 4)))).isEqualTo(BookOutcome.APPLIED);
        assertThat(book.priceUnscaled(Side.BUY, 0)).isEqualTo(Long.MIN_VALUE + 1);
        assertThat(book.priceUnscaled(Side.BUY, 1)).isEqualTo(Long.MIN_VALUE);
        assertThat(book.priceUnscaled(Side.SELL, 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(book.quantityAtUnscaled(Side.SELL, Long.MAX_VALUE)).isEqualTo(4);

        BookLevels coarse = BookLevels.ofUnscaled(new Scales(0, 3), 0, new long[] {Long.MAX_VALUE}, new long[] {1});
        assertThat(book.apply(snapshot(2, coarse))).isEqualTo(BookOutcome.REFUSED);
        assertThat(book.refusal()).contains(Refusal.PRICE_TOO_LARGE);
    }

    @Test
    void tenThousandLevelsASideAreHeldAndABrokenFeedIsBounded() {
        int many = 10_000;
        book.apply(snapshot(1, grid(many)));
        assertThat(book.depth(Side.BUY)).isEqualTo(many);
        assertThat(book.priceUnscaled(Side.SELL, many - 1)).isEqualTo(1_000_000L + many - 1);
        for (int i = 0; i < many; i++) {
            assertThat(book.quantityAtUnscaled(Side.BUY, 999_999L - i)).isEqualTo(i + 1L);
        }

        assertThat(book.apply(snapshot(2, grid(BookSide.MAX_LEVELS)))).isEqualTo(BookOutcome.APPLIED);
        assertThat(book.apply(snapshot(3, grid(BookSide.MAX_LEVELS + 1)))).isEqualTo(BookOutcome.REFUSED);
        assertThat(book.refusal()).contains(Refusal.TOO_MANY_LEVELS);
    }

    private static BookLevels grid(int perSide) {
        long[] prices = new long[2 * perSide];
        long[] quantities = new long[2 * perSide];
        for (int i = 0; i < perSide; i++) {
            prices[i] = 999_999L - i;
            prices[perSide + i] = 1_000_000L + i;
            quantities[i] = i + 1L;
            quantities[perSide + i] = i + 1L;
        }
        return raw(perSide, prices, quantities);
    }

    @Test
    void aSnapshotWithALevelTwiceIsRefusedAndOneOutOfOrderIsSorted() {
        assertThat(book.apply(snapshot(1, "99x1 99x2", "100x1"))).isEqualTo(BookOutcome.REFUSED);
        assertThat(book.refusal()).contains(Refusal.LEVEL_TWICE);

        book.apply(snapshot(2, "98x1 99x2 97x3", "101x1 100x2"));
        assertThat(book.toLevels()).isEqualTo(levels("99x2 98x1 97x3", "100x2 101x1"));
    }

    @Test
    void timesThatRunBackwardsAreCountedAndHarmless() {
        ready();
        BookDelta earlier = new BookDelta(Feed.ID, 3, Sequences.contiguous(11, 11), levels("99x5", ""));

        assertThat(book.apply(earlier)).isEqualTo(BookOutcome.APPLIED);

        assertThat(book.statistics().backwards()).isEqualTo(1);
        assertThat(book.isReady()).isTrue();
    }

    @Test
    void waitingIsBoundedAndTheOldestGoFirst() {
        for (int i = 1; i <= FeedBook.MAX_WAITING + 5; i++) {
            book.apply(delta(i, i, "99x" + i, ""));
        }
        assertThat(book.statistics().overflowed()).isEqualTo(5);
        assertThat(book.apply(snapshot(4, "99x1", "100x1"))).isEqualTo(BookOutcome.STALE);
        assertThat(book.apply(snapshot(5, "99x1", "100x1"))).isEqualTo(BookOutcome.APPLIED);
        assertThat(book.sequence()).isEqualTo(FeedBook.MAX_WAITING + 5);
    }

    @Test
    void anInterruptedFeedWaitsForASnapshot() {
        ready().reset();
        assertThat(book.isReady()).isFalse();
        assertThat(book.apply(delta(11, 11, "99x5", ""))).isEqualTo(BookOutcome.WAITING);
        assertThat(book.apply(snapshot(10, "99x1", "100x1"))).isEqualTo(BookOutcome.APPLIED);
        assertThat(book.quantityAtUnscaled(Side.BUY, 9_900)).isEqualTo(5_000);
    }

    @Test
    void levelsOfAnotherInstrumentAreAMistakeOfTheCaller() {
        BookSnapshot other = new BookSnapshot(Rig.ETH.id(), 1, 1, BookLevels.NONE);
        assertThatIllegalArgumentException().isThrownBy(() -> book.apply(other)).withMessageContaining("COIN.TEST");
    }

    @Test
    void krakensPublishedExampleHasItsChecksumAndAnotherBookLosesTrust() {
        FeedBook kraken = new FeedBook(Feed.instrument("COIN.TEST", "0.00001", "0.00000001"));
        StringBuilder bids = new StringBuilder();
        for (int price : new int[] {5000, 4995, 4990, 4980, 4975, 4970, 4965, 4960, 4955, 4950, 4945}) {
            bids.append(" 0.0").append(price).append("x0.00000500");
        }
        StringBuilder asks = new StringBuilder();
        for (int price = 5005; price <= 5055; price += 5) {
            asks.append(" 0.0").append(price).append("x0.00000500");
        }
        BookChecksum checksum = new KrakenChecksum(new Scales(5, 8));
        assertThat(kraken.verify(checksum, 974_947_235L)).isEqualTo(BookOutcome.WAITING);

        kraken.apply(snapshot(1, bids.substring(1), asks.substring(1)));
        assertThat(kraken.verify(checksum, 974_947_235L)).isEqualTo(BookOutcome.APPLIED);

        kraken.apply(delta(2, 2, "0.05x0.00000501", ""));
        assertThat(kraken.verify(checksum, 974_947_235L)).isEqualTo(BookOutcome.WRONG_CHECKSUM);
        assertThat(kraken.isReady()).isFalse();
        assertThat(kraken.statistics().losses().checksums()).isEqualTo(1);
    }
}
