package dev.tradewind.engine.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookDelta.Sequences;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.order.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The book against a venue whose own book is two TreeMaps, over a feed that loses, doubles and swaps messages. */
class FeedBookTwinTest {
    /** The venue's truth, and what it says about it. */
    private static final class Venue {
        private final SplittableRandom random;
        private final boolean holes;
        private final int width;
        private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
        private final TreeMap<Long, Long> asks = new TreeMap<>();
        private final Map<Long, BookLevels> truths = new TreeMap<>();
        private long last = 100;

        Venue(long seed, boolean holes, int width) {
            this.random = new SplittableRandom(seed);
            this.holes = holes;
            this.width = width;
            remember();
        }

        private void remember() {
            truths.put(last, truth());
        }

        BookLevels truth() {
            List<Map.Entry<Long, Long>> all = new ArrayList<>(bids.entrySet());
            all.addAll(asks.entrySet());
            return Feed.raw(
                    bids.size(),
                    all.stream().mapToLong(Map.Entry::getKey).toArray(),
                    all.stream().mapToLong(Map.Entry::getValue).toArray());
        }

        /** Changes a few levels, bids below and asks above a middle that wanders. */
        BookDelta change() {
            long middle = 1_000L + random.nextInt(-width / 2, width / 2 + 1);
            int changes = random.nextInt(0, 6);
            List<long[]> bidChanges = new ArrayList<>();
            List<long[]> askChanges = new ArrayList<>();
            // A real venue trades away what a moving market crosses: those levels go first.
            bids.headMap(middle, true).keySet().stream().toList().forEach(p -> put(bids, bidChanges, p, 0));
            asks.headMap(middle, true).keySet().stream().toList().forEach(p -> put(asks, askChanges, p, 0));
            for (int i = 0; i < changes; i++) {
                long quantity = random.nextInt(3) == 0 ? 0 : random.nextLong(1, 1_000_000);
                if (random.nextBoolean()) {
                    put(bids, bidChanges, middle - 1 - random.nextInt(width), quantity);
                } else {
                    put(asks, askChanges, middle + 1 + random.nextInt(width), quantity);
                }
            }
            long previous = last;
            long first = holes ? previous + random.nextInt(1, 5) : previous + 1;
            last = first + random.nextInt(0, 3);
            remember();
            List<long[]> all = new ArrayList<>(bidChanges);
            all.addAll(askChanges);
            BookLevels levels = Feed.raw(
                    bidChanges.size(),
                    all.stream().mapToLong(one -> one[0]).toArray(),
                    all.stream().mapToLong(one -> one[1]).toArray());
            return Feed.delta(new Sequences(previous, first, last), levels);
        }

        private static void put(Map<Long, Long> side, List<long[]> changes, long price, long quantity) {
            changes.add(new long[] {price, quantity});
            if (quantity == 0) {
                side.remove(price);
            } else {
                side.put(price, quantity);
            }
        }
    }

    @Property(tries = 300)
    void everyDeltaLeavesTheBookOfTheTwin(
            @ForAll long seed, @ForAll boolean holes, @ForAll @IntRange(min = 2, max = 400) int width) {
        Venue venue = new Venue(seed, holes, width);
        FeedBook book = new FeedBook(Feed.COIN);
        book.apply(Feed.snapshot(venue.last, venue.truth()));

        for (int i = 0; i < 200; i++) {
            assertThat(book.apply(venue.change())).isEqualTo(BookOutcome.APPLIED);
            assertThat(book.toLevels()).isEqualTo(venue.truth());
            assertThat(book.totalUnscaled(Side.BUY))
                    .isEqualTo(venue.bids.values().stream().mapToLong(Long::longValue).sum());
            long price = 1_000 + (seed + i) % width;
            assertThat(book.quantityAtUnscaled(Side.SELL, price)).isEqualTo(venue.asks.getOrDefault(price, 0L));
        }

        assertThat(book.statistics().isClean()).isTrue();
    }

    @Property(tries = 500)
    void aReadyBookIsAlwaysTheVenuesBookAtItsNumberWhateverTheFeedDoes(
            @ForAll long seed, @ForAll boolean holes, @ForAll @IntRange(min = 2, max = 60) int width) {
        Venue venue = new Venue(seed, holes, width);
        SplittableRandom chaos = new SplittableRandom(~seed);
        FeedBook book = new FeedBook(Feed.COIN);
        List<BookDelta> sent = new ArrayList<>();
        List<Long> numbers = new ArrayList<>(venue.truths.keySet());
        int doubled = 0;

        for (int i = 0; i < 300; i++) {
            BookDelta delta = venue.change();
            sent.add(delta);
            numbers.add(venue.last);
            switch (chaos.nextInt(20)) {
                case 0 -> {} // lost
                case 1 -> {
                    book.apply(delta);
                    book.apply(delta);
                    doubled++;
                }
                case 2 -> book.apply(sent.get(chaos.nextInt(sent.size()))); // an old one in its place
                default -> book.apply(delta);
            }
            if (chaos.nextInt(10) == 0) {
                // Snapshots are asked for, and are late by a few updates.
                int age = Math.min(numbers.size() - 1, chaos.nextInt(4));
                long number = numbers.get(numbers.size() - 1 - age);
                book.apply(Feed.snapshot(number, Objects.requireNonNull(venue.truths.get(number))));
            }
            if (book.isReady()) {
                assertThat(book.toLevels()).isEqualTo(venue.truths.get(book.sequence()));
            } else {
                assertThat(book.depth(Side.BUY) + book.depth(Side.SELL)).isZero();
            }
        }

        assertThat(book.statistics().duplicates()).isGreaterThanOrEqualTo(doubled);
        book.apply(Feed.snapshot(venue.last, venue.truth()));
        assertThat(book.isReady()).isTrue();
        assertThat(book.sequence()).isEqualTo(venue.last);
        assertThat(book.statistics().losses().crossed()).isZero();
    }

    @Property(tries = 300)
    void everyLostDeltaIsSeenAtTheNextOne(
            @ForAll long seed, @ForAll boolean holes, @ForAll @IntRange(min = 1, max = 60) int lost) {
        Venue venue = new Venue(seed, holes, 50);
        FeedBook book = new FeedBook(Feed.COIN);
        book.apply(Feed.snapshot(venue.last, venue.truth()));
        for (int i = 0; i < lost; i++) {
            book.apply(venue.change());
        }
        venue.change();

        assertThat(book.apply(venue.change())).isEqualTo(BookOutcome.GAP);
        assertThat(book.statistics().losses().gaps()).isEqualTo(1);
    }
}
