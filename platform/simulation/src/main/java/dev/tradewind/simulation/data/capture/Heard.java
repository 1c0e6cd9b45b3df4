package dev.tradewind.simulation.data.capture;

import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.simulation.data.ClockSteps;
import dev.tradewind.simulation.data.Text;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where a dialect puts what it understood of one message. */
final class Heard {
    private static final int MOST_NAMES = 8;

    /** Messages about other things of which the first are looked at for names. */
    private static final int NAMES_FROM = 10_000;

    private final TreeSet<String> foreign = new TreeSet<>();
    private final ArrayDeque<MarketEvent> events = new ArrayDeque<>();
    private long receivedNanos = Long.MIN_VALUE;
    private long latestVenueNanos = Long.MIN_VALUE;
    private long snapshots;
    private long deltas;
    private long trades;
    private long quotes;
    private long other;
    private boolean named;
    private long backwards;
    private long mostBackNanos;
    private String firstBackwards = "";

    /**
     * A message was received at this time, by the clock of who recorded it.
     *
     * @param file where it stands
     */
    void receivedAt(long nanos, CapturedFile file) {
        if (nanos < receivedNanos) {
            if (backwards == 0) {
                firstBackwards = file.place() + ": received " + Text.time(nanos) + ", after a line of "
                        + Text.time(receivedNanos);
            }
            backwards++;
            mostBackNanos = Math.max(mostBackNanos, receivedNanos - nanos);
        } else {
            receivedNanos = nanos;
        }
    }

    long receivedNanos() {
        return receivedNanos;
    }

    /**
     * The venue's time for a message that says none: the latest that it said before, or where it said none yet, the
     * time of receipt. The recorder's clock may be seconds off, so its time is the last resort.
     */
    long assumedVenueNanos() {
        return latestVenueNanos == Long.MIN_VALUE ? receivedNanos : latestVenueNanos;
    }

    /** What is certainly of the instrument. */
    void add(MarketEvent event) {
        named = true;
        addUnnamed(event);
    }

    /** What does not say of which instrument it is, as Binance's book snapshots do not. */
    void addUnnamed(MarketEvent event) {
        latestVenueNanos = Math.max(latestVenueNanos, event.eventNanos());
        events.addLast(event);
        switch (event) {
            case BookDelta delta -> deltas++;
            case BookSnapshot snapshot -> snapshots++;
            case TradeTick trade -> trades++;
            case Quote quote -> quotes++;
            case Bar bar -> other++;
            case FundingRate rate -> other++;
        }
    }

    /** Whether all that was heard may be of another instrument, and something surely was. */
    boolean isOfAnother() {
        return !named && other > 0;
    }

    ClockSteps steps() {
        return new ClockSteps(backwards, mostBackNanos, firstBackwards);
    }

    /** The message is about something else. */
    void other() {
        other++;
    }

    /** The message is about another instrument. */
    void other(String symbol) {
        other++;
        if (foreign.size() < MOST_NAMES) {
            foreign.add(symbol.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether the names of other instruments are still of interest. */
    boolean asksForNames() {
        return other < NAMES_FROM && foreign.size() < MOST_NAMES;
    }

    /** What other instruments the capture holds; not all, if they are many. */
    List<String> foreign() {
        return List.copyOf(foreign);
    }

    @Nullable MarketEvent next() {
        return events.pollFirst();
    }

    CaptureStatistics statistics(long rounded) {
        return new CaptureStatistics(snapshots, deltas, trades, quotes, other, rounded, backwards);
    }
}
