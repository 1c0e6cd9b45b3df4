package dev.tradewind.simulation.data.capture;

import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.TradeTick;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Where a dialect puts what it understood of one message. */
final class Heard {
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

    /** A message was received at this time, by the clock of who recorded it. */
    void receivedAt(long nanos) {
        if (nanos < receivedNanos) {
            backwards++;
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

    /** The message is about something else. */
    void other() {
        other++;
    }

    @Nullable MarketEvent next() {
        return events.pollFirst();
    }

    CaptureStatistics statistics(long rounded) {
        return new CaptureStatistics(snapshots, deltas, trades, quotes, other, rounded, backwards);
    }
}
