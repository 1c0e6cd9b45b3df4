package dev.tradewind.plugin.binance;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.VenueListener;
import dev.tradewind.sdk.plugin.VenueNotice;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tells the listener, one call at a time and nothing after the end. What decides on events and what tells them is done
 * under its lock, so that what is told is told in the order in which it was decided.
 */
final class Teller {
    private final ReentrantLock lock = new ReentrantLock();
    private final ServerClock clock;
    private @Nullable VenueListener listener;
    private boolean closed;

    Teller(ServerClock clock) {
        this.clock = clock;
    }

    /** @throws IllegalStateException if it was started or closed before */
    void start(VenueListener heard) {
        locked(() -> {
            if (closed || listener != null) {
                throw new IllegalStateException("the connection was started or closed before");
            }
            listener = heard;
        });
    }

    /** @throws IllegalStateException before the start and after the end */
    void requireOpen() {
        locked(() -> {
            if (closed || listener == null) {
                throw new IllegalStateException(
                        closed ? "the connection is closed; nothing was sent" : "the connection is not started yet");
            }
        });
    }

    /** Ends it. @return whether it was open */
    boolean close() {
        lock.lock();
        try {
            boolean first = !closed;
            closed = true;
            return first;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Does something under the lock. */
    void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    void market(MarketEvent event) {
        locked(() -> {
            if (!closed && listener != null) {
                listener.onMarket(event);
            }
        });
    }

    void order(VenueEvent event) {
        locked(() -> {
            if (!closed && listener != null) {
                listener.onOrder(event);
            }
        });
    }

    void notice(VenueNotice notice) {
        locked(() -> {
            if (!closed && listener != null) {
                listener.onNotice(notice);
            }
        });
    }

    void trouble(InstrumentId instrument, String text) {
        notice(new VenueNotice.Trouble(instrument, text, clock.nanos()));
    }

    void trouble(String text) {
        trouble(Listing.id("*"), text);
    }
}
