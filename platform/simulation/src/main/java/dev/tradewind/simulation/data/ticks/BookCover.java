package dev.tradewind.simulation.data.ticks;

import dev.tradewind.engine.book.FeedBook;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.simulation.data.Text;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches how much of a period had a book that could be trusted. A feed that never shows depth has none to miss.
 */
public final class BookCover {
    /** So much of the period, or so long, may be without a book before the first snapshot without a word. */
    private static final double USUAL_SHARE = 0.01;

    private static final long USUAL_NANOS = 10_000_000_000L;

    /** More is worth a word, however short. */
    private static final double MOST_SHARE = 0.1;

    private final InstrumentId instrument;
    private @Nullable FeedBook book;
    private boolean depth;
    private boolean ready;
    private long firstNanos;
    private long lastNanos;
    private long withoutNanos;
    private long losses;
    private long recovered;
    private long snapshots;
    private boolean any;
    private long lostNanos;
    private String lostWhy = "";
    private boolean lostNow;

    public BookCover(InstrumentId instrument) {
        this.instrument = instrument;
    }

    /**
     * An event came.
     *
     * @param after the instrument's book as the event left it; may be null where the event is of no book
     */
    public void take(long nanos, MarketEvent event, @Nullable FeedBook after) {
        if (!any) {
            any = true;
            firstNanos = nanos;
        } else if (!ready) {
            withoutNanos += Math.max(0, nanos - lastNanos);
        }
        lastNanos = Math.max(lastNanos, nanos);
        boolean snapshot = event instanceof BookSnapshot;
        if (after == null || (!snapshot && !(event instanceof BookDelta))) {
            return;
        }
        depth = true;
        book = after;
        snapshots += snapshot ? 1 : 0;
        boolean isReady = after.isReady();
        if (isReady == ready) {
            return;
        }
        ready = isReady;
        if (!isReady) {
            losses++;
            if (lostWhy.isEmpty()) {
                lostNanos = nanos;
                lostWhy = after.problem();
            }
        } else if (losses > recovered) {
            recovered++;
        }
        lostNow = !isReady;
    }

    /** How much of the period was without a book, from 0 to 1; 0 where no depth is shown at all. */
    public double shareWithout() {
        if (!depth || lastNanos <= firstNanos) {
            return depth && !ready ? 1 : 0;
        }
        return (double) withoutNanos / (lastNanos - firstNanos);
    }

    /** What a user should know of it, in one or two sentences; empty if nothing is unusual. */
    public Optional<String> warning() {
        double without = shareWithout();
        boolean slow = without > USUAL_SHARE && withoutNanos > USUAL_NANOS;
        boolean unusual = depth && (losses > 0 || !ready || slow || without > MOST_SHARE);
        if (!unusual) {
            return Optional.empty();
        }
        String share = String.format(Locale.ROOT, "%.1f %% of the period without a book", 100 * without);
        return Optional.of(instrument + ": no book from " + Text.time(losses > 0 ? lostNanos : firstNanos)
                + " (" + reason() + "); " + share + "; " + times(losses) + " lost, " + times(recovered)
                + " back with a snapshot" + (lostNow ? ", and none until the end" : "")
                + ". Nothing fills by a book that is not known; 'tradewind data inspect' tells more.");
    }

    private static String times(long count) {
        return Text.count(count) + (count == 1 ? " time" : " times");
    }

    private String reason() {
        if (losses > 0) {
            return lostWhy;
        }
        FeedBook now = book;
        if (snapshots == 0) {
            return "no snapshot comes";
        }
        if (ready) {
            return "the first snapshot comes late";
        }
        return now == null || now.problem().isEmpty() ? "no update follows the snapshot" : now.problem();
    }
}
