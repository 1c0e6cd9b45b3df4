package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.VenueListener;
import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The life of a built-in venue, and what it has to tell: never within a command, our own reports before the news. */
final class VenueVoice {
    private final ArrayDeque<VenueEvent> reports = new ArrayDeque<>();
    private final ArrayDeque<MarketEvent> news = new ArrayDeque<>();
    private @Nullable VenueListener listener;
    private boolean closed;

    /** @throws IllegalArgumentException unless all instruments are of one venue */
    static void requireOneVenue(List<Instrument> instruments) {
        TreeSet<String> venues = new TreeSet<>();
        for (Instrument instrument : instruments) {
            venues.add(instrument.id().venue());
        }
        if (venues.size() != 1) {
            throw new IllegalArgumentException(
                    "a venue trades instruments of its own, at least one; these are of " + venues);
        }
    }

    void start(VenueListener newListener) {
        if (listener != null || closed) {
            throw new IllegalStateException("the venue is " + (closed ? "closed" : "started already")
                    + "; make a new connection");
        }
        listener = newListener;
    }

    void requireOpen() {
        if (listener == null || closed) {
            throw new IllegalStateException("the venue is " + (closed ? "closed" : "not started"));
        }
    }

    boolean isOpen() {
        return listener != null && !closed;
    }

    boolean isClosed() {
        return closed;
    }

    void report(VenueEvent event) {
        reports.add(event);
    }

    void news(MarketEvent event) {
        news.add(event);
    }

    boolean hasMore() {
        return !reports.isEmpty() || !news.isEmpty();
    }

    /** Tells everything; the listener may send commands, and may close the venue. */
    void speak() {
        VenueListener hearer = listener;
        while (hearer != null && !closed && hasMore()) {
            VenueEvent report = reports.poll();
            if (report != null) {
                hearer.onOrder(report);
            } else {
                hearer.onMarket(news.remove());
            }
        }
    }

    void close() {
        closed = true;
        reports.clear();
        news.clear();
    }
}
