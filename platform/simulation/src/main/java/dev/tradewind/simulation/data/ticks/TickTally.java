package dev.tradewind.simulation.data.ticks;

import dev.tradewind.engine.book.BookOutcome;
import dev.tradewind.engine.book.FeedBook;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.simulation.data.ClockSteps;
import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Counts what an inspection of ticks looks for, in memory that does not grow with them. */
final class TickTally implements TickFaults {
    private static final int PROBLEMS_LISTED = 10;

    private final FeedBook book;
    private final PrintWatch prints = new PrintWatch();
    private final SizeWatch sizes = new SizeWatch();
    private ClockSteps clockSteps = ClockSteps.NONE;
    private final List<String> problems = new ArrayList<>();
    private long firstNanos;
    private long lastNanos;
    private long silenceNanos;
    private long silenceFrom;
    private long snapshots;
    private long deltas;
    private long trades;
    private long quotes;
    private long fundings;
    private long levels;
    private long bad;
    private long early;
    private long venueDisorder;
    private long lastBookVenue = Long.MIN_VALUE;
    private long lastTradeVenue = Long.MIN_VALUE;
    private long numbered;
    private long gaps;
    private long repeated;
    private long lastUpdate = BookDelta.Sequences.UNKNOWN;
    private long ready;
    private long unready;
    private long crossed;
    private long refused;
    private long checked;
    private long outside;

    TickTally(Instrument instrument) {
        this.book = new FeedBook(instrument);
    }

    @Override
    public void bad(DataException problem) {
        bad++;
        problem(problem.getMessage());
    }

    @Override
    public void early(DataException problem) {
        early++;
        problem(problem.getMessage());
    }

    private void problem(String text) {
        if (problems.size() < PROBLEMS_LISTED) {
            problems.add(text);
        }
    }

    /** How the recorder's clock went, of all that was read. */
    void clock(ClockSteps steps) {
        clockSteps = steps;
    }

    void take(long receivedNanos, MarketEvent event) {
        if (events() == 0) {
            firstNanos = receivedNanos;
        } else if (receivedNanos - lastNanos > silenceNanos) {
            silenceNanos = receivedNanos - lastNanos;
            silenceFrom = lastNanos;
        }
        lastNanos = receivedNanos;
        switch (event) {
            case BookSnapshot snapshot -> snapshot(receivedNanos, snapshot);
            case BookDelta delta -> delta(receivedNanos, delta);
            case TradeTick trade -> trade(receivedNanos, trade);
            case Quote quote -> quotes++;
            case FundingRate funding -> fundings++;
            case Bar bar -> throw new IllegalArgumentException("a bar is no tick: " + bar);
        }
    }

    private long events() {
        return snapshots + deltas + trades + quotes + fundings;
    }

    private void snapshot(long receivedNanos, BookSnapshot snapshot) {
        snapshots++;
        levels += snapshot.levels().size();
        sizes.take(receivedNanos, snapshot.levels());
        bookVenue(snapshot.eventNanos());
        if (snapshot.sequence() > lastUpdate) {
            lastUpdate = snapshot.sequence();
        }
        outcome(receivedNanos, book.apply(snapshot));
    }

    private void delta(long receivedNanos, BookDelta delta) {
        deltas++;
        levels += delta.levels().size();
        sizes.take(receivedNanos, delta.levels());
        bookVenue(delta.eventNanos());
        BookDelta.Sequences sequences = delta.sequences();
        long last = sequences.last();
        if (sequences.previous() != BookDelta.Sequences.UNKNOWN) {
            numbered++;
            if (lastUpdate != BookDelta.Sequences.UNKNOWN && last <= lastUpdate) {
                repeated++;
                problem(Text.time(receivedNanos) + ": updates up to " + last + " come after " + lastUpdate);
            } else if (lastUpdate != BookDelta.Sequences.UNKNOWN && sequences.previous() > lastUpdate) {
                gaps++;
                problem(Text.time(receivedNanos) + ": updates between " + lastUpdate + " and " + sequences.previous()
                        + " are missing");
            }
        }
        lastUpdate = Math.max(lastUpdate, last);
        outcome(receivedNanos, book.apply(delta));
    }

    private void bookVenue(long nanos) {
        venueDisorder += nanos < lastBookVenue ? 1 : 0;
        lastBookVenue = nanos;
    }

    private void outcome(long receivedNanos, BookOutcome outcome) {
        ready += book.isReady() ? 1 : 0;
        unready += book.isReady() ? 0 : 1;
        switch (outcome) {
            case CROSSED -> {
                crossed++;
                problem(Text.time(receivedNanos) + ": " + book.problem());
            }
            case REFUSED -> {
                refused++;
                problem(Text.time(receivedNanos) + ": " + book.problem());
            }
            case APPLIED, WAITING, STALE, DUPLICATE, GAP, WRONG_CHECKSUM -> {
                // Gaps and repeats are counted by the numbers themselves, also where no snapshot ever comes.
            }
        }
    }

    private void trade(long receivedNanos, TradeTick trade) {
        trades++;
        venueDisorder += trade.eventNanos() < lastTradeVenue ? 1 : 0;
        lastTradeVenue = trade.eventNanos();
        if (prints.take(trade)) {
            problem(Text.time(receivedNanos) + ": trade " + Text.shortened(trade.tradeId()) + " comes twice");
        }
        if (book.isReady() && book.isTwoSided()) {
            checked++;
            Price price = trade.price();
            boolean inside = price.compareTo(book.level(Side.BUY, 0).price()) >= 0
                    && price.compareTo(book.level(Side.SELL, 0).price()) <= 0;
            outside += inside ? 0 : 1;
        }
    }

    TickInspection result(List<TickInspection.Source> files, String instrument, String failure) {
        TickInspection.Prints found =
                new TickInspection.Prints(checked, outside, prints.twice(), prints.outliers());
        return new TickInspection(
                files,
                instrument,
                new TickInspection.Period(firstNanos, lastNanos, silenceNanos, silenceFrom),
                new TickInspection.Counts(snapshots, deltas, trades, quotes, fundings, levels),
                new TickInspection.Rows(bad, early, clockSteps, venueDisorder),
                new TickInspection.Updates(numbered, gaps, repeated),
                new TickInspection.Book(ready, unready, crossed, refused, sizes.outliers()),
                found,
                Stream.concat(problems.stream(), sizes.largest().stream()).toList(),
                failure,
                fixes(found, failure));
    }

    private List<String> fixes(TickInspection.Prints found, String failure) {
        List<String> fixes = new ArrayList<>();
        fix(fixes, !failure.isEmpty(), "Not read to the end: " + failure + ".");
        fix(fixes, bad > 0, "Correct or remove " + Text.count(bad) + " rows that are no ticks.");
        fix(fixes, early > 0, "Sort by time of receipt, or remove the overlap of files: " + Text.count(early)
                + " out of order.");
        fix(fixes, clockSteps.lines() > 0, clockSteps.text() + ".");
        fix(fixes, gaps > 0, "Fetch a snapshot after each of " + Text.count(gaps)
                + " gaps if there is one; until the next snapshot the book is not used.");
        fix(fixes, deltas > 0 && snapshots == 0,
                "Give the file of the snapshot too: without one the book's updates cannot be used.");
        fix(fixes, deltas > 0 && snapshots > 0 && ready == 0 && refused == 0 && crossed == 0,
                "Give a snapshot that the updates follow: the one there is belongs to another time.");
        fix(fixes, repeated > 0, "Remove " + Text.count(repeated) + " updates that came twice; a book passes over"
                + " them.");
        fix(fixes, crossed > 0, "Look at the times at which the book was crossed: updates are missing or mixed up.");
        fix(fixes, refused > 0, "Check that this is the right instrument: " + Text.count(refused)
                + " updates do not fit its tick and lot.");
        fix(fixes, found.twice() > 0, "Remove " + Text.count(found.twice()) + " trades that came twice.");
        fix(fixes, checked > 0 && outside * 2 > checked,
                "Check the clocks: most trades are outside the spread of the book of their time.");
        fix(fixes, sizes.outliers() > 0, "Check the sizes of levels: " + Text.count(sizes.outliers()) + " more than a"
                + " million times the usual one; a market order would find that much there.");
        fix(fixes, found.outliers() > 0, "Compare the outliers with another source; true moves and bad prints look"
                + " alike here.");
        return fixes;
    }

    private static void fix(List<String> fixes, boolean needed, String text) {
        if (needed) {
            fixes.add(text);
        }
    }
}
