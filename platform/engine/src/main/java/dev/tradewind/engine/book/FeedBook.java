package dev.tradewind.engine.book;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookDelta.Sequences;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.BookView;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.order.Side;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order book kept from snapshots and deltas. It is ready once a snapshot and the deltas after it are in, and stops
 * being so as soon as an update was missed or makes no sense; only a snapshot that is new enough heals it.
 *
 * <p>Deltas that come before their snapshot wait. A delta follows the snapshot if the update before it is in the
 * snapshot and its last one is not: {@code previous <= snapshot < last}, which is Binance's rule for spot
 * ({@code U <= lastUpdateId + 1 <= u}) and futures ({@code U <= lastUpdateId <= u}) alike, less updates that the
 * snapshot holds already. From then on {@code previous} must be the last update applied. Where a venue does not number
 * its updates, a gap can only be seen by a crossed book or a wrong checksum.
 *
 * <p>One thread. Nothing is allocated for a delta once the arrays are as large as the book.
 */
public final class FeedBook implements BookView {
    /** How many deltas wait for a snapshot; beyond, the oldest are dropped, for a snapshot asked for now holds them. */
    public static final int MAX_WAITING = 4_096;

    private final InstrumentId instrument;
    private final LevelCheck check;
    private final BookSide bids = new BookSide(true);
    private final BookSide asks = new BookSide(false);
    private final ArrayDeque<BookDelta> waiting = new ArrayDeque<>();
    private final Counts counts = new Counts();

    private boolean ready;
    /** Whether no delta was applied since the snapshot. */
    private boolean fresh;

    private long sequence = Sequences.UNKNOWN;
    private long eventNanos;
    private long latestNanos = Long.MIN_VALUE;
    private @Nullable BookDelta lastUnnumbered;
    private @Nullable Refusal refusal;
    private String problem = "";

    /** Whether a delta comes after what the book holds. */
    private enum Place {
        NEXT,
        REPEATED,
        OLD,
        BEYOND
    }

    private static final class Counts {
        private long applied;
        private long snapshots;
        private long waiting;
        private long stale;
        private long staleSnapshots;
        private long duplicates;
        private long gaps;
        private long crossed;
        private long checksums;
        private long refused;
        private long backwards;
        private long overflowed;
    }

    /** An empty book that waits for a snapshot, at the places of the instrument's tick and lot. */
    public FeedBook(Instrument instrument) {
        this.instrument = instrument.id();
        this.check = new LevelCheck(instrument);
    }

    /** Takes a snapshot, and then what waited for it. @throws IllegalArgumentException if it is another instrument's */
    public BookOutcome apply(BookSnapshot snapshot) {
        requireOwn(snapshot.instrument());
        long number = snapshot.sequence();
        if (ready && number != Sequences.UNKNOWN && sequence != Sequences.UNKNOWN) {
            if (number < sequence) {
                counts.staleSnapshots++;
                return BookOutcome.STALE;
            }
            if (number == sequence && fresh) {
                counts.duplicates++;
                return BookOutcome.DUPLICATE;
            }
        }
        if (isOlderThanWaiting(number)) {
            counts.staleSnapshots++;
            problem = "the snapshot " + number + " is older than the deltas that wait for it";
            return BookOutcome.STALE;
        }
        note(snapshot.eventNanos());
        bids.clear();
        asks.clear();
        Refusal refused = check.load(snapshot.levels(), bids, asks);
        if (refused != null) {
            return refuse(refused, "the snapshot " + number);
        }
        if (isCrossed()) {
            return cross("the snapshot " + number);
        }
        ready = true;
        fresh = true;
        problem = "";
        sequence = number;
        eventNanos = snapshot.eventNanos();
        lastUnnumbered = null;
        counts.snapshots++;
        return replay();
    }

    /** Deltas that wait begin after an update that the snapshot does not hold. */
    private boolean isOlderThanWaiting(long number) {
        BookDelta oldest = waiting.peekFirst();
        return oldest != null
                && number != Sequences.UNKNOWN
                && oldest.sequences().previous() > number;
    }

    private BookOutcome replay() {
        if (sequence == Sequences.UNKNOWN) {
            // A snapshot without a number comes on the channel of its deltas: it holds those that came before it.
            counts.stale += waiting.size();
            waiting.clear();
        }
        BookOutcome outcome = BookOutcome.APPLIED;
        while (ready && !waiting.isEmpty()) {
            BookOutcome one = follow(waiting.removeFirst());
            outcome = one.isHarmless() ? outcome : one;
        }
        return outcome;
    }

    /** Takes a delta. @throws IllegalArgumentException if it is another instrument's */
    public BookOutcome apply(BookDelta delta) {
        requireOwn(delta.instrument());
        note(delta.eventNanos());
        return ready ? follow(delta) : hold(delta);
    }

    private BookOutcome follow(BookDelta delta) {
        switch (placeOf(delta)) {
            case NEXT -> {}
            case REPEATED -> {
                counts.duplicates++;
                return BookOutcome.DUPLICATE;
            }
            case OLD -> {
                counts.stale++;
                return BookOutcome.STALE;
            }
            case BEYOND -> {
                counts.gaps++;
                lose("updates are missing: the last was " + sequence + ", these follow "
                        + delta.sequences().previous() + " (" + delta.sequences().first() + " to "
                        + delta.sequences().last() + ")");
                hold(delta);
                return BookOutcome.GAP;
            }
        }
        Refusal refused = check.change(delta.levels(), bids, asks);
        if (refused != null) {
            return refuse(refused, "the delta " + delta.sequences().last());
        }
        if (isCrossed()) {
            return cross("after the delta " + delta.sequences().last());
        }
        fresh = false;
        eventNanos = delta.eventNanos();
        if (delta.sequences().last() == Sequences.UNKNOWN) {
            lastUnnumbered = delta;
        } else {
            sequence = delta.sequences().last();
        }
        counts.applied++;
        return BookOutcome.APPLIED;
    }

    private Place placeOf(BookDelta delta) {
        Sequences numbers = delta.sequences();
        if (numbers.last() == Sequences.UNKNOWN) {
            // Without numbers only the same again, right after, can be seen.
            BookDelta before = lastUnnumbered;
            boolean same = before != null
                    && before.eventNanos() == delta.eventNanos()
                    && before.levels().equals(delta.levels());
            return same ? Place.REPEATED : Place.NEXT;
        }
        if (sequence == Sequences.UNKNOWN) {
            return Place.NEXT;
        }
        if (numbers.last() <= sequence) {
            return numbers.last() == sequence && !fresh ? Place.REPEATED : Place.OLD;
        }
        long previous = numbers.previous();
        boolean next = previous == sequence || previous == Sequences.UNKNOWN || (fresh && previous < sequence);
        return next ? Place.NEXT : Place.BEYOND;
    }

    private BookOutcome hold(BookDelta delta) {
        counts.waiting++;
        Sequences numbers = delta.sequences();
        if (numbers.last() == Sequences.UNKNOWN) {
            return BookOutcome.WAITING;
        }
        BookDelta newest = waiting.peekLast();
        if (newest != null) {
            long last = newest.sequences().last();
            if (numbers.last() <= last) {
                boolean same = numbers.last() == last;
                counts.duplicates += same ? 1 : 0;
                counts.stale += same ? 0 : 1;
                return same ? BookOutcome.DUPLICATE : BookOutcome.STALE;
            }
            if (numbers.previous() != Sequences.UNKNOWN && numbers.previous() != last) {
                counts.gaps++;
                waiting.clear();
                waiting.addLast(delta);
                return BookOutcome.GAP;
            }
        }
        if (waiting.size() == MAX_WAITING) {
            waiting.removeFirst();
            counts.overflowed++;
        }
        waiting.addLast(delta);
        return BookOutcome.WAITING;
    }

    /**
     * Compares the book with the venue's checksum, after the update that it came with.
     *
     * @return {@link BookOutcome#APPLIED} if they agree, {@link BookOutcome#WRONG_CHECKSUM} if not,
     *     {@link BookOutcome#WAITING} if there is no book to compare
     */
    public BookOutcome verify(BookChecksum algorithm, long expected) {
        if (!ready) {
            return BookOutcome.WAITING;
        }
        long own = algorithm.of(this);
        if (own == expected) {
            return BookOutcome.APPLIED;
        }
        counts.checksums++;
        lose("the venue's checksum is " + expected + ", the book's is " + own);
        return BookOutcome.WRONG_CHECKSUM;
    }

    /** Forgets the book, as after a lost connection: it waits for a snapshot. Counts stay. */
    public void reset() {
        lose("the feed was interrupted");
        waiting.clear();
    }

    private BookOutcome refuse(Refusal why, String where) {
        counts.refused++;
        refusal = why;
        lose(where + " was refused: " + why.text());
        return BookOutcome.REFUSED;
    }

    private BookOutcome cross(String where) {
        counts.crossed++;
        lose("crossed: the best bid is not below the best ask, " + where);
        return BookOutcome.CROSSED;
    }

    private void lose(String why) {
        problem = why;
        ready = false;
        fresh = false;
        sequence = Sequences.UNKNOWN;
        lastUnnumbered = null;
        bids.clear();
        asks.clear();
    }

    private boolean isCrossed() {
        return bids.size() > 0 && asks.size() > 0 && bids.price(0) >= asks.price(0);
    }

    private void note(long nanos) {
        if (nanos < latestNanos) {
            counts.backwards++;
        } else {
            latestNanos = nanos;
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same object is the common case, and the cheapest to see
    private void requireOwn(InstrumentId id) {
        if (id != instrument && !id.equals(instrument)) {
            throw new IllegalArgumentException("this is the book of " + instrument + ", not of " + id);
        }
    }

    public InstrumentId instrument() {
        return instrument;
    }

    public BookStatistics statistics() {
        return new BookStatistics(
                counts.applied,
                counts.snapshots,
                counts.waiting,
                counts.stale,
                counts.staleSnapshots,
                counts.duplicates,
                new BookStatistics.Losses(counts.gaps, counts.crossed, counts.checksums, counts.refused),
                counts.backwards,
                counts.overflowed);
    }

    /** Why levels were last refused. */
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Why the book is not ready, as a sentence without its full stop; empty while it is, or nothing came yet. */
    public String problem() {
        return problem;
    }

    /** The venue's number of the last update held; {@link Sequences#UNKNOWN} if it gives none or there is no book. */
    public long sequence() {
        return sequence;
    }

    /** All quantities of a side together, in units of the scale. */
    public long totalUnscaled(Side side) {
        return side(side).total();
    }

    private BookSide side(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    @Override
    public Scales scales() {
        return check.scales();
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public long eventNanos() {
        return eventNanos;
    }

    @Override
    public int depth(Side side) {
        return side(side).size();
    }

    @Override
    public long priceUnscaled(Side side, int level) {
        return side(side).price(level);
    }

    @Override
    public long quantityUnscaled(Side side, int level) {
        return side(side).quantity(level);
    }

    @Override
    public long quantityAtUnscaled(Side side, long price) {
        return side(side).quantityAt(price);
    }

    /** The top levels, for a message of errors or a test. */
    @Override
    public String toString() {
        String state = ready ? " at " + sequence : " not ready: " + problem;
        String best = isTwoSided() ? ", best " + level(Side.BUY, 0) + " / " + level(Side.SELL, 0) : "";
        return instrument + state + ", " + bids.size() + " bids, " + asks.size() + " asks" + best;
    }

    /** A copy of the book as levels, bids highest first, then asks lowest first. */
    public BookLevels toLevels() {
        int all = bids.size() + asks.size();
        long[] prices = new long[all];
        long[] quantities = new long[all];
        for (int i = 0; i < all; i++) {
            BookSide side = i < bids.size() ? bids : asks;
            int level = i < bids.size() ? i : i - bids.size();
            prices[i] = side.price(level);
            quantities[i] = side.quantity(level);
        }
        return BookLevels.ofUnscaled(scales(), bids.size(), prices, quantities);
    }
}
