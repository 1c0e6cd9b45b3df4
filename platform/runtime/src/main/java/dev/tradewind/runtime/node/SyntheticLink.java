package dev.tradewind.runtime.node;

import dev.tradewind.engine.VenueStatement;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.runtime.config.DataLimits;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.VenueConnection;
import dev.tradewind.sdk.plugin.VenueListener;
import dev.tradewind.sdk.plugin.VenueOrder;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.venue.SyntheticVenue;
import dev.tradewind.simulation.venue.VenuePace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The generated market, on a thread of its own that goes with the node's clock. It ends with the process: its accounts
 * are opened from their ledgers, with cash, positions and the orders that worked. What a crash took from the venue
 * before it was journaled never happened to either of them.
 */
final class SyntheticLink implements VenueLink {
    private static final Logger LOG = LoggerFactory.getLogger(SyntheticLink.class);
    private static final long LONGEST_SLEEP_NANOS = 20_000_000L;

    private final SyntheticVenue venue;
    private final NodeClock clock;
    private final MarketFeed feed;
    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final Map<String, List<VenueOrder>> cancelledBefore = new LinkedHashMap<>();
    private final ConcurrentLinkedQueue<Runnable> work = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Thread thread;
    private volatile boolean closed;
    private volatile String trouble = "it was not started";

    private record Route(Inbox inbox, Consumer<VenueEvent> observer) {}

    SyntheticLink(
            SyntheticVenue venue,
            String feedName,
            NodeClock clock,
            MarketFeed.TickSink ticks,
            DataLimits limits) {
        this.venue = venue;
        this.clock = clock;
        this.feed = new MarketFeed(
                feedName, venue.instruments(), ticks, clock.getAsLong() / 1_000, limits, false);
    }

    @Override
    public VenueConnection connection() {
        return venue;
    }

    @Override
    public boolean isSimulated() {
        return true;
    }

    @Override
    public MarketFeed feed() {
        return feed;
    }

    @Override
    public void open(String account, Ledger ledger, Money begin, Set<String> cancelled) {
        OpeningBooks books = OpeningBooks.of(account, ledger, begin, cancelled, venue.nanos());
        cancelledBefore.put(account, books.gone());
        venue.open(books.opening());
    }

    @Override
    public void route(String account, Inbox inbox, Consumer<VenueEvent> observer) {
        routes.put(account, new Route(inbox, observer));
    }

    @Override
    public void start() {
        trouble = "";
        thread = Thread.ofPlatform().name("venue-" + venue.name()).daemon().start(this::run);
    }

    private void run() {
        try {
            venue.start(new VenueListener() {
                @Override
                public void onMarket(MarketEvent event) {
                    feed.onMarket(event, clock.getAsLong());
                }

                @Override
                public void onOrder(VenueEvent event) {
                    report(event);
                }
            });
            // It was made with the time of then; a slow start must not leave it behind for good.
            venue.advanceTo(Math.max(venue.nanos(), clock.getAsLong()));
            VenuePace pace = VenuePace.times(1, venue, clock);
            while (!closed) {
                for (Runnable next = work.poll(); next != null; next = work.poll()) {
                    next.run();
                }
                long wait = pace.step();
                if (wait > 0 && work.isEmpty()) {
                    LockSupport.parkNanos(Math.min(wait, LONGEST_SLEEP_NANOS));
                }
            }
        } catch (RuntimeException | Error e) {
            trouble = "the generated market failed: " + e;
            LOG.error("the generated market failed; nothing trades there any more", e);
        } finally {
            venue.close();
        }
    }

    private void report(VenueEvent event) {
        Route route = routes.get(event.clientOrderId().account());
        if (route == null) {
            LOG.warn("a report about an account that is not configured: {}", event);
            return;
        }
        route.observer().accept(event);
        route.inbox().offerReport(clock.getAsLong(), event);
    }

    @Override
    public void submit(OrderCommand command) {
        onThread(() -> venue.execute(command));
    }

    private void onThread(Runnable task) {
        work.add(task);
        Thread running = thread;
        if (running != null) {
            LockSupport.unpark(running);
        }
    }

    @Override
    public void ask(String account, long sinceNanos, Consumer<VenueStatement> whenTold) {
        long asked = clock.getAsLong();
        onThread(() -> {
            List<VenueOrder> orders = new ArrayList<>(cancelledBefore.getOrDefault(account, List.of()));
            venue.working(account).forEach(order ->
                    orders.add(OpeningBooks.told(order, VenueOrder.State.WORKING, venue.nanos())));
            // Whatever ended was told by a report; fills and balances of a venue in the process cannot be missed.
            VenueStatement.Coverage coverage = new VenueStatement.Coverage(true, true, true, false, false, 0);
            whenTold.accept(new VenueStatement(
                    venue.name(), asked, coverage, orders, List.of(), List.of(), List.of()));
        });
    }

    @Override
    public String trouble() {
        return trouble;
    }

    /** The venue's own books, for comparison; on the caller's thread, when the venue has stopped. */
    SyntheticVenue books() {
        return venue;
    }

    @Override
    public void close() {
        closed = true;
        Thread running = thread;
        if (running != null) {
            LockSupport.unpark(running);
            try {
                running.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
