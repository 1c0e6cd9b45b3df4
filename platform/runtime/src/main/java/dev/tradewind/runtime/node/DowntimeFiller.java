package dev.tradewind.runtime.node;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.plugin.MarketHistory;
import dev.tradewind.sdk.plugin.VenueException;
import dev.tradewind.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hole that a node's own downtime left in the tick store: when the first trade of an instrument is heard, those
 * between it and the last one that is stored are fetched from the venue, beside everything else. They are stored and
 * told to nobody, since what they led to is in the bars that strategies warm up with.
 */
final class DowntimeFiller implements MarketFeed.TickSink {
    /** A hole that began longer ago stays; so much is asked of no venue. */
    static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(24);

    private static final Logger LOG = LoggerFactory.getLogger(DowntimeFiller.class);
    private static final int ATTEMPTS = 3;

    private final MarketFeed.TickSink to;
    private final Supplier<Optional<MarketHistory>> history;
    private final BiConsumer<List<TradeTick>, Long> keep;
    private final LongSupplier clock;
    private final long pauseNanos;
    private final Set<InstrumentId> seen = ConcurrentHashMap.newKeySet();

    /**
     * @param to where everything goes on to, and what knows what is stored
     * @param history of the venue
     * @param keep stores what was missed, with the time at which it came
     * @param pauseNanos between two attempts
     */
    DowntimeFiller(
            MarketFeed.TickSink to,
            Supplier<Optional<MarketHistory>> history,
            BiConsumer<List<TradeTick>, Long> keep,
            LongSupplier clock,
            long pauseNanos) {
        this.to = to;
        this.history = history;
        this.keep = keep;
        this.clock = clock;
        this.pauseNanos = pauseNanos;
    }

    @Override
    public void accept(String feed, long number, long receivedNanos, MarketEvent event) {
        to.accept(feed, number, receivedNanos, event);
        if (event instanceof TradeTick trade && seen.add(trade.instrument())) {
            Thread.ofVirtual().name("downtime-" + trade.instrument()).start(() -> fill(trade));
        }
    }

    @Override
    public Optional<TradeTick> lastTrade(InstrumentId instrument, long fromNanos, long toNanos) {
        return to.lastTrade(instrument, fromNanos, toNanos);
    }

    private void fill(TradeTick first) {
        String problem = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                Optional<TradeTick> last =
                        lastTrade(first.instrument(), first.eventNanos() - LONGEST_NANOS, first.eventNanos());
                Optional<MarketHistory> asked = last.isEmpty() ? Optional.empty() : history.get();
                if (last.isEmpty() || asked.isEmpty()) {
                    return;
                }
                List<TradeTick> missed = asked.get().trades(last.get(), first);
                keep.accept(missed, clock.getAsLong());
                LOG.info(
                        "{}: {} trades of the {} before this start were fetched",
                        first.instrument(),
                        missed.size(),
                        Duration.ofNanos(first.eventNanos() - last.get().eventNanos()));
                return;
            } catch (VenueException | StoreException e) {
                problem = String.valueOf(e.getMessage());
                LockSupport.parkNanos(pauseNanos);
            }
        }
        LOG.warn("{}: trades from before this start cannot be had, the hole stays: {}", first.instrument(), problem);
    }
}
