package dev.tradewind.runtime.node;

import dev.tradewind.runtime.config.DataLimits;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.MarketHistory;
import dev.tradewind.sdk.plugin.VenueConnection;
import dev.tradewind.sdk.plugin.VenueException;
import dev.tradewind.sdk.plugin.VenueFeature;
import dev.tradewind.sdk.plugin.VenueListener;
import dev.tradewind.sdk.plugin.VenueNotice;
import dev.tradewind.sdk.plugin.VenueNotice.ConnectionChanged;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The market data of a venue's connection, and of a second one where there is one, on its way into the feed; what was
 * missed is fetched from what the venue remembers.
 */
final class LiveData implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveData.class);
    private static final int ATTEMPTS = 3;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final VenueConnection first;
    private final @Nullable Backup backup;
    private final NodeClock clock;
    private final MarketFeed feed;
    private final @Nullable FeedSwitch sources;
    private volatile String trouble = "";

    /**
     * A second source, which is never traded at.
     *
     * @param name of the first and of this, as configured
     * @param after this is taken when nothing came for so long
     * @param until the first is taken again when it was good for so long
     */
    record Backup(List<String> name, VenueConnection connection, Duration after, Duration until) {}

    /** @param feedName under which market data are numbered and stored */
    LiveData(
            VenueConnection first,
            String feedName,
            @Nullable Backup backup,
            NodeClock clock,
            MarketFeed.TickSink ticks,
            DataLimits limits) {
        this.first = first;
        this.backup = backup;
        this.clock = clock;
        boolean numbered = first.capabilities().can(VenueFeature.NUMBERED_TRADES);
        this.feed = new MarketFeed(
                feedName, first.instruments(), recorded(ticks), clock.getAsLong() / 1_000, limits, numbered);
        this.sources = backup == null
                ? null
                : new FeedSwitch(
                        feed,
                        first.instruments(),
                        backup.name(),
                        numbered,
                        backup.after().toNanos(),
                        backup.until().toNanos());
        if (history().isPresent()) {
            feed.fillGapsWith(this::fetch);
        }
    }

    /** What a hole before this start lacks is fetched when its end is known. */
    private MarketFeed.TickSink recorded(MarketFeed.TickSink ticks) {
        return new DowntimeFiller(ticks, this::history, this::keep, clock, PAUSE_NANOS);
    }

    private void keep(List<TradeTick> missed, long nowNanos) {
        feed.keep(missed, nowNanos);
    }

    MarketFeed feed() {
        return feed;
    }

    /** Of whichever source has one. */
    Optional<MarketHistory> history() {
        Backup second = backup;
        return first.history().or(() -> second == null ? Optional.empty() : second.connection().history());
    }

    /** Connects the second source; the first is for the caller to start. */
    void start() {
        Backup second = backup;
        if (second == null) {
            return;
        }
        second.connection().start(new VenueListener() {
            @Override
            public void onMarket(MarketEvent event) {
                accept(1, event);
            }

            @Override
            public void onOrder(VenueEvent event) {
                LOG.error("a report from {}, which is never traded at: {}", second.name(), event);
            }

            @Override
            public void onNotice(VenueNotice notice) {
                if (notice instanceof ConnectionChanged changed) {
                    connection(1, changed);
                }
            }
        });
    }

    /** The first source said something. */
    void onMarket(MarketEvent event) {
        accept(0, event);
    }

    /** The first source's connection came or went. */
    void onConnection(ConnectionChanged changed) {
        connection(0, changed);
    }

    private void accept(int source, MarketEvent event) {
        FeedSwitch between = sources;
        if (between == null) {
            feed.onMarket(event, clock.getAsLong());
            return;
        }
        synchronized (between) {
            between.onMarket(source, event, clock.getAsLong());
        }
    }

    private void connection(int source, ConnectionChanged changed) {
        if (changed.channel() != VenueNotice.Channel.MARKET) {
            return;
        }
        String reason = changed.state() == VenueNotice.State.UP ? "" : changed.state() + " " + changed.reason();
        if (source == 0) {
            trouble = reason.isEmpty() ? "" : "its market data is " + reason;
        }
        LOG.info("{} market data, source {}: {} {}", feed.name(), source, changed.state(), changed.reason());
        FeedSwitch between = sources;
        if (between == null) {
            feed.onConnection(reason, clock.getAsLong());
            return;
        }
        synchronized (between) {
            between.onConnection(source, reason, clock.getAsLong());
        }
    }

    /** To be called several times a second. */
    void check(long now) {
        FeedSwitch between = sources;
        if (between != null) {
            synchronized (between) {
                between.check(now);
            }
        }
        feed.check(now);
    }

    /** Why the first source's data does not come; empty if it does. */
    String trouble() {
        return trouble;
    }

    private void fetch(TradeTick before, TradeTick after) {
        MarketHistory history = history().orElseThrow();
        Thread.ofVirtual().name("fetch-" + feed.name()).start(() -> {
            InstrumentId id = before.instrument();
            String problem = "";
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                try {
                    List<TradeTick> missing = history.trades(before, after);
                    feed.fill(id, missing, missing.size() + " missing trades were fetched", clock.getAsLong());
                    return;
                } catch (VenueException e) {
                    problem = String.valueOf(e.getMessage());
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
            feed.fill(id, List.of(), "missing trades cannot be had: " + problem, clock.getAsLong());
        });
    }

    @Override
    public void close() {
        if (backup != null) {
            backup.connection().close();
        }
    }
}
