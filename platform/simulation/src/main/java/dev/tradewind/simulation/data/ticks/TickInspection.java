package dev.tradewind.simulation.data.ticks;

import dev.tradewind.simulation.data.ClockSteps;
import dev.tradewind.simulation.data.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@link TickInspector} found.
 *
 * @param files what was read
 * @param instrument what the ticks are of, and whether it is known
 * @param period when
 * @param counts how much of what
 * @param rows rows and times that are not as they should be
 * @param updates the numbers of book updates
 * @param book what a book rebuilt from the updates was like
 * @param prints trades that stand out
 * @param problems the first of all that is wrong, each with its place
 * @param failure why reading stopped; empty if it did not
 * @param fixes what to do, one sentence each; empty if nothing needs to be done
 */
public record TickInspection(
        List<Source> files,
        String instrument,
        Period period,
        Counts counts,
        Rows rows,
        Updates updates,
        Book book,
        Prints prints,
        List<String> problems,
        String failure,
        List<String> fixes) {
    public TickInspection {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
        fixes = List.copyOf(fixes);
    }

    /** A file and its format. */
    public record Source(String name, String format) {}

    /** Receipt of the first and last event, and the longest time without any, in nanoseconds; 0 without events. */
    public record Period(long firstNanos, long lastNanos, long longestSilenceNanos, long silenceFromNanos) {}

    /** Events by kind, and the levels of snapshots and deltas. */
    public record Counts(long snapshots, long deltas, long trades, long quotes, long fundings, long levels) {
        /** Events of all kinds. */
        public long events() {
            return snapshots + deltas + trades + quotes + fundings;
        }
    }

    /**
     * Rows and times.
     *
     * @param bad rows that are no event
     * @param early events received before the one before them, which no run takes
     * @param clockSteps lines of a recorder whose clock ran backwards, which count as received with the one before
     * @param venueDisorder events whose venue time is before that of the event of the same kind before them, which is
     *     usual on the wire
     */
    public record Rows(long bad, long early, ClockSteps clockSteps, long venueDisorder) {
        /** All that is out of order by receipt, whether it stops a run or not. */
        public long disorder() {
            return early + clockSteps.lines();
        }
    }

    /**
     * Numbers of book updates.
     *
     * @param numbered deltas that say which update came before
     * @param gaps times that updates were missing
     * @param repeated deltas that hold nothing newer than the one before
     */
    public record Updates(long numbered, long gaps, long repeated) {}

    /**
     * The book after each update.
     *
     * @param ready updates after which it could be trusted
     * @param unready updates after which it could not, for want of a snapshot or because something was wrong before
     * @param crossed times that its best bid was not below its best ask
     * @param refused updates that make no sense: a price off the tick, a quantity with too many places
     * @param sizeOutliers levels whose size is more than a million times the usual one
     */
    public record Book(long ready, long unready, long crossed, long refused, long sizeOutliers) {}

    /**
     * Trades that stand out.
     *
     * @param checked trades that came while a book could be trusted
     * @param outside those at a price outside its best bid and ask
     * @param twice trades whose id another one had shortly before
     * @param outliers trades far off whose successor is back
     */
    public record Prints(long checked, long outside, long twice, long outliers) {}

    /** Whether a backtest would read all of it without an error. */
    public boolean usable() {
        return failure.isEmpty() && rows.bad() == 0 && rows.early() == 0 && counts.events() > 0;
    }

    /** For people, some lines of plain text. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        for (Source file : files) {
            text.append(file.name()).append(" (").append(file.format()).append(")\n");
        }
        line(text, "instrument", instrument);
        if (counts.events() > 0) {
            line(text, "period", Text.time(period.firstNanos()) + " to " + Text.time(period.lastNanos()));
            line(text, "silence", counts.events() == 1
                    ? "-"
                    : String.format(Locale.ROOT, "%.3f s at most, from %s",
                            period.longestSilenceNanos() / 1e9, Text.time(period.silenceFromNanos())));
        }
        line(text, "events", Text.count(counts.events()) + ": " + Text.count(counts.snapshots()) + " snapshots, "
                + Text.count(counts.deltas()) + " deltas, " + Text.count(counts.trades()) + " trades, "
                + Text.count(counts.quotes()) + " quotes, " + Text.count(counts.fundings()) + " funding rates");
        line(text, "levels", Text.count(counts.levels()) + " of books, " + Text.count(book.sizeOutliers())
                + " of a size far off");
        line(text, "bad rows", Text.count(rows.bad()));
        line(text, "disorder", Text.count(rows.disorder()) + " by receipt, " + Text.count(rows.venueDisorder())
                + " by the venue's clock");
        line(text, "updates", Text.count(updates.numbered()) + " numbered, " + Text.count(updates.gaps()) + " gaps, "
                + Text.count(updates.repeated()) + " repeated");
        line(text, "book", "ready after " + Text.count(book.ready()) + " updates, not after "
                + Text.count(book.unready()) + ", crossed " + Text.count(book.crossed()) + " times, "
                + Text.count(book.refused()) + " refused");
        line(text, "trades", Text.count(prints.checked()) + " beside a book, " + Text.count(prints.outside())
                + " outside its spread, " + Text.count(prints.twice()) + " double, " + Text.count(prints.outliers())
                + " outliers");
        problems.forEach(problem -> line(text, "", problem));
        if (!failure.isEmpty()) {
            line(text, "failure", failure);
        }
        if (fixes.isEmpty()) {
            text.append("Nothing to fix.\n");
        } else {
            text.append("To do\n");
            fixes.forEach(fix -> text.append("  - ").append(fix).append('\n'));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "  %-12s %s", name, value)).append('\n');
    }

    /** Nested maps and lists of strings, numbers and booleans, in a fixed order, for JSON; times are ISO, UTC. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("usable", usable());
        map.put("kind", "ticks");
        map.put("files", files.stream().map(TickInspection::map).toList());
        map.put("instrument", instrument);
        if (counts.events() > 0) {
            map.put("from", Text.time(period.firstNanos()));
            map.put("to", Text.time(period.lastNanos()));
            map.put("longestSilenceSeconds", period.longestSilenceNanos() / 1e9);
            map.put("longestSilenceFrom", counts.events() == 1 ? "" : Text.time(period.silenceFromNanos()));
        }
        map.put("events", counts.events());
        map.put("snapshots", counts.snapshots());
        map.put("deltas", counts.deltas());
        map.put("trades", counts.trades());
        map.put("quotes", counts.quotes());
        map.put("fundingRates", counts.fundings());
        map.put("levels", counts.levels());
        map.put("badRows", rows.bad());
        map.put("disorder", rows.disorder());
        map.put("venueDisorder", rows.venueDisorder());
        map.put("numberedDeltas", updates.numbered());
        map.put("sequenceGaps", updates.gaps());
        map.put("repeatedDeltas", updates.repeated());
        map.put("bookReady", book.ready());
        map.put("bookUnready", book.unready());
        map.put("bookCrossed", book.crossed());
        map.put("bookRefused", book.refused());
        map.put("sizeOutliers", book.sizeOutliers());
        map.put("tradesBesideBook", prints.checked());
        map.put("tradesOutsideSpread", prints.outside());
        map.put("doubleTrades", prints.twice());
        map.put("outliers", prints.outliers());
        map.put("firstProblems", problems);
        map.put("failure", failure);
        map.put("fixes", fixes);
        return map;
    }

    private static Map<String, Object> map(Source file) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", file.name());
        map.put("format", file.format());
        return map;
    }
}
