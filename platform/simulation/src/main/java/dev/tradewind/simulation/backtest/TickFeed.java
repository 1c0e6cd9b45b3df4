package dev.tradewind.simulation.backtest;

import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.simulation.data.ClockSteps;
import dev.tradewind.simulation.data.TickReader;
import dev.tradewind.simulation.data.TickSeries;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One series on its way to two places: to the venue at the time at which each event happened there, and to the engine
 * at the time at which it was received. Both get the events in the order of the data.
 *
 * <p>Venue time is the event's own, but no later than its receipt, no earlier than {@link #MAX_DELAY_NANOS} before that
 * (a longer way is a wrong clock) and no earlier than that of the event before it.
 */
final class TickFeed implements AutoCloseable {
    static final long MAX_DELAY_NANOS = 10_000_000_000L;

    private final TickReader reader;
    private final long feedNanos;

    /** The next event for the venue; null at the end. */
    private @Nullable MarketEvent next;

    private long nextVenueNanos = Long.MIN_VALUE;
    private long nextReceivedNanos = Long.MIN_VALUE;

    // Events that the venue had and the engine not yet: a ring.
    private MarketEvent[] travelling = new MarketEvent[16];
    private long[] arrivalNanos = new long[16];
    private int head;
    private int count;

    TickFeed(TickSeries series, long feedNanos) {
        this.reader = series.open();
        this.feedNanos = feedNanos;
        advance();
    }

    private void advance() {
        if (!reader.advance()) {
            next = null;
            nextVenueNanos = Long.MAX_VALUE;
            return;
        }
        MarketEvent event = reader.event();
        long received = reader.receivedNanos();
        if (received < nextReceivedNanos) {
            throw new BacktestException("ticks of " + event.instrument() + " are not in order of time: one received at "
                    + received + " comes after " + nextReceivedNanos);
        }
        long happened = Math.max(Math.min(event.eventNanos(), received), received - MAX_DELAY_NANOS);
        nextVenueNanos = Math.max(nextVenueNanos, happened);
        nextReceivedNanos = received;
        next = event;
    }

    /** When the next event happens at the venue; {@link Long#MAX_VALUE} at the end. */
    long venueNanos() {
        return nextVenueNanos;
    }

    /** When the engine next hears of an event that the venue had; {@link Long#MAX_VALUE} if there is none. */
    long engineNanos() {
        return count == 0 ? Long.MAX_VALUE : arrivalNanos[head];
    }

    /** Takes the next event for the venue, and sends it on its way to the engine. */
    MarketEvent takeForVenue() {
        MarketEvent event = next;
        if (event == null) {
            throw new IllegalStateException("the series is at its end");
        }
        if (count == travelling.length) {
            grow();
        }
        int tail = (head + count) & (travelling.length - 1);
        travelling[tail] = event;
        arrivalNanos[tail] = Math.addExact(nextReceivedNanos, feedNanos);
        count++;
        advance();
        return event;
    }

    private void grow() {
        int size = travelling.length;
        MarketEvent[] events = Arrays.copyOf(travelling, size * 2);
        long[] times = Arrays.copyOf(arrivalNanos, size * 2);
        for (int i = 0; i < size; i++) {
            events[i] = travelling[(head + i) & (size - 1)];
            times[i] = arrivalNanos[(head + i) & (size - 1)];
        }
        travelling = events;
        arrivalNanos = times;
        head = 0;
    }

    MarketEvent takeForEngine() {
        if (count == 0) {
            throw new IllegalStateException("nothing is on its way");
        }
        MarketEvent event = travelling[head];
        head = (head + 1) & (travelling.length - 1);
        count--;
        return event;
    }

    ClockSteps clockSteps() {
        return reader.clockSteps();
    }

    String dataHash() {
        return reader.dataHash();
    }

    @Override
    public void close() {
        reader.close();
    }
}
