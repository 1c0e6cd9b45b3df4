package dev.tradewind.runtime.node;

import dev.tradewind.runtime.node.FeedPosition.Range;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.store.market.Feed;
import dev.tradewind.store.market.FeedTick;
import dev.tradewind.store.market.TickReader;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a shard's inbox gave it, once more: the stored events of a feed go through the same books and bars, and the
 * ranges that the journal says the shard did not see are left out, with the books told where it was told them.
 */
final class ReplayFeed {
    private static final int PAGE = 20_000;

    private final MarketFeed feed;
    private final Stored stored;
    private final ArrayDeque<FeedTick> page = new ArrayDeque<>();
    private final ArrayDeque<Taken> waiting = new ArrayDeque<>();
    private List<Range> leftOut = List.of();
    private long nextToRead;
    private long receivedNanos;
    private boolean begun;

    /** Where events are stored. */
    interface Stored {
        /** Hands over those from one number to another, both counted, in their order. */
        void read(long from, long to, Consumer<FeedTick> consumer);

        /** In the database. */
        static Stored in(TickReader ticks, String feed) {
            Feed known = ticks.feed(feed).orElse(null);
            return (from, to, consumer) -> {
                if (known != null) {
                    ticks.replay(known, from, to, consumer);
                }
            };
        }
    }

    /** An event as the shard took it. */
    record Taken(long number, long receivedNanos, MarketEvent event) {}

    /** The stored events do not go on; the message says which are missing. */
    static final class MissingTicks extends Exception {
        private static final long serialVersionUID = 1L;

        MissingTicks(String message) {
            super(message);
        }
    }

    ReplayFeed(Stored stored, SessionSetup.FeedSetup setup) {
        this.stored = stored;
        this.nextToRead = setup.start() + 1;
        this.feed = new MarketFeed(setup.name(), setup.instruments(), MarketFeed.TickSink.NONE, setup.start());
        feed.subscribe(
                new MarketFeed.Taker() {
                    @Override
                    public boolean offerMarket(long received, MarketEvent event, long number) {
                        return take(received, event, number);
                    }

                    @Override
                    public void offerBooks(long received, Iterable<? extends MarketEvent> books, long number) {
                        books.forEach(book -> waiting.add(new Taken(number, received, book)));
                    }
                },
                new LinkedHashSet<>(setup.traded()));
    }

    /** A new engine takes from here: it has seen nothing until it is told the books. */
    void restart() {
        begun = false;
        waiting.clear();
    }

    /** Called by the feed: false where the shard was told the books instead. */
    private boolean take(long received, MarketEvent event, long number) {
        for (Range range : leftOut) {
            // The first thing that an engine takes stands for what was dropped before it.
            begun |= number >= range.first();
            if (number >= range.first() && number <= range.last()) {
                return !range.books() || number < range.last();
            }
        }
        if (begun) {
            waiting.add(new Taken(number, received, event));
        }
        return true;
    }

    /**
     * The next event that the shard took.
     *
     * @param ranges what it did not see before that
     * @param upTo the last event that it took in this batch
     * @throws MissingTicks if it, or one before it, was not stored
     */
    Taken next(List<Range> ranges, long upTo) throws MissingTicks {
        leftOut = ranges;
        for (Range range : ranges) {
            waiting.removeIf(one -> one.number() >= range.first() && one.number() <= range.last());
            if (range.books() && range.last() == feed.number()) {
                // Read already, for the sake of a bar that came with it.
                begun = true;
                feed.tellBooks(receivedNanos);
            }
        }
        while (waiting.isEmpty()) {
            FeedTick tick = read(upTo);
            long before = feed.number();
            receivedNanos = tick.receivedNanos();
            feed.onMarket(tick.event(), tick.receivedNanos());
            if (feed.number() != tick.sequence()) {
                throw missing(before + 1, tick.sequence() - 1);
            }
        }
        return waiting.removeFirst();
    }

    private FeedTick read(long upTo) throws MissingTicks {
        if (page.isEmpty()) {
            stored.read(nextToRead, nextToRead + PAGE - 1, page::add);
            // The last page of a session reaches into no other: numbers of the next begin far above.
            nextToRead += PAGE;
        }
        FeedTick tick = page.pollFirst();
        if (tick == null) {
            throw missing(feed.number() + 1, upTo);
        }
        return tick;
    }

    private MissingTicks missing(long first, long last) {
        return new MissingTicks("events " + first + " to " + last + " of the feed " + feed.name()
                + " are not stored, or not all of them");
    }

    /** Number of the last event that was read. */
    long number() {
        return feed.number();
    }
}
