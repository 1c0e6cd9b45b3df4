package dev.tradewind.runtime.node;

import dev.tradewind.engine.VenueStatement;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.runtime.config.NodeConfig.Paper;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.MarketHistory;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.plugin.VenueCapabilities;
import dev.tradewind.sdk.plugin.VenueConnection;
import dev.tradewind.sdk.plugin.VenueListener;
import dev.tradewind.sdk.plugin.VenueNotice;
import dev.tradewind.sdk.plugin.VenueOrder;
import dev.tradewind.sdk.plugin.VenueTimes;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.venue.BasicModels;
import dev.tradewind.simulation.venue.BookModels;
import dev.tradewind.simulation.venue.PaperVenue;
import dev.tradewind.simulation.venue.QueueModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real market whose data a plugin brings, and accounts whose orders a simulation fills by it. It ends with the
 * process: accounts are opened again from their ledgers, with cash, positions and the orders that worked; these lose
 * their place in the queue. Orders see the market as it goes on to the accounts: prices held back fill nothing.
 */
final class PaperLink implements VenueLink {
    private static final Logger LOG = LoggerFactory.getLogger(PaperLink.class);
    private static final long LONGEST_SLEEP_NANOS = 20_000_000L;
    private static final Decimal BASIS_POINTS = Decimal.of(100);

    private final VenueConnection connection;
    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final LiveData data;
    private final NodeClock clock;
    private final Map<String, Terms> terms;
    private final Map<String, Desk> desks = new LinkedHashMap<>();
    private final Object lock = new Object();
    private volatile @Nullable Thread thread;
    private volatile boolean closed;
    private volatile String trouble = "it was not started";

    /** On what terms the orders of an account are filled. */
    record Terms(Paper paper, Decimal leverage) {}

    /** Where an account trades. */
    private static final class Desk {
        final PaperVenue venue;
        final List<VenueOrder> gone;

        Desk(PaperVenue venue, List<VenueOrder> gone) {
            this.venue = venue;
            this.gone = gone;
        }
    }

    private record Route(Inbox inbox, Consumer<VenueEvent> observer) {}

    /** @param terms by account */
    PaperLink(VenueConnection connection, LiveData data, NodeClock clock, Map<String, Terms> terms) {
        this.connection = connection;
        this.data = data;
        this.clock = clock;
        this.terms = Map.copyOf(terms);
        data.feed().show(this::happen);
    }

    @Override
    public TradingMode mode() {
        return TradingMode.PAPER;
    }

    @Override
    public VenueCapabilities capabilities() {
        return PaperVenue.CAPABILITIES;
    }

    @Override
    public VenueTimes times() {
        return VenueTimes.NONE;
    }

    @Override
    public VenueConnection connection() {
        return connection;
    }

    @Override
    public boolean isSimulated() {
        return true;
    }

    @Override
    public MarketFeed feed() {
        return data.feed();
    }

    @Override
    public Optional<MarketHistory> history() {
        return data.history();
    }

    @Override
    public void check(long nowNanos) {
        data.check(nowNanos);
    }

    @Override
    public void open(String account, Ledger ledger, Money begin, Set<String> cancelled) {
        Terms on = terms.get(account);
        if (on == null) {
            throw new IllegalStateException("the account " + account + " has no terms at " + venue());
        }
        long now = clock.getAsLong();
        OpeningBooks books = OpeningBooks.of(account, ledger, begin, cancelled, now);
        long latency = on.paper().latency().toNanos();
        BookModels models = new BookModels(
                BasicModels.feeBasisPoints(on.paper().feePercent().times(BASIS_POINTS)),
                BasicModels.slippageBasisPoints(Decimal.ZERO),
                BasicModels.constantLatency(latency),
                latency,
                QueueModel.CONSERVATIVE);
        // The time makes ids that no opening before has used.
        String session = Long.toString(now / 1_000_000, Character.MAX_RADIX) + "-";
        PaperVenue venue = new PaperVenue(
                connection.instruments(),
                models,
                on.leverage(),
                session,
                books.opening(),
                now,
                event -> report(account, event));
        synchronized (lock) {
            desks.put(account, new Desk(venue, books.gone()));
        }
    }

    @Override
    public void route(String account, Inbox inbox, Consumer<VenueEvent> observer) {
        synchronized (lock) {
            routes.put(account, new Route(inbox, observer));
        }
    }

    @Override
    public void start() {
        trouble = "";
        thread = Thread.ofPlatform().name("paper-" + venue()).daemon().start(this::run);
        connection.start(new VenueListener() {
            @Override
            public void onMarket(MarketEvent event) {
                data.onMarket(event);
            }

            @Override
            public void onOrder(VenueEvent event) {
                LOG.error("a report from {}, where nothing is traded: {}", venue(), event);
            }

            @Override
            public void onNotice(VenueNotice notice) {
                switch (notice) {
                    case VenueNotice.ConnectionChanged changed -> data.onConnection(changed);
                    case VenueNotice.Trouble told -> LOG.warn("{} {}: {}", venue(), told.instrument(), told.text());
                    case VenueNotice.BalancesChanged changed -> {}
                    case VenueNotice.ForeignFill foreign -> {}
                }
            }
        });
        data.start();
    }

    /** The time goes on although the market says nothing: commands arrive, reports come back, orders expire. */
    private void run() {
        try {
            while (!closed) {
                long wait;
                synchronized (lock) {
                    long now = clock.getAsLong();
                    long next = Long.MAX_VALUE;
                    for (Desk desk : desks.values()) {
                        desk.venue.advanceTo(now);
                        next = Math.min(next, desk.venue.nextNanos());
                    }
                    wait = next == Long.MAX_VALUE ? LONGEST_SLEEP_NANOS : next - now;
                }
                if (wait > 0) {
                    LockSupport.parkNanos(Math.min(wait, LONGEST_SLEEP_NANOS));
                }
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void happen(MarketEvent event, long receivedNanos) {
        if (closed || !trouble.isEmpty()) {
            return;
        }
        try {
            synchronized (lock) {
                for (Desk desk : desks.values()) {
                    desk.venue.onMarket(event, receivedNanos);
                }
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(Throwable e) {
        trouble = "the simulation of orders failed: " + e;
        LOG.error("the simulation of orders at {} failed; nothing trades there any more", venue(), e);
    }

    /** Within the lock. */
    private void report(String account, VenueEvent event) {
        Route route = routes.get(account);
        if (route != null) {
            route.observer().accept(event);
            route.inbox().offerReport(clock.getAsLong(), event);
        }
    }

    @Override
    public void submit(OrderCommand command) {
        synchronized (lock) {
            Desk desk = desks.get(command.clientOrderId().account());
            if (desk == null) {
                LOG.warn("a command of an account that is not open: {}", command);
                return;
            }
            desk.venue.execute(command);
        }
        Thread running = thread;
        if (running != null) {
            LockSupport.unpark(running);
        }
    }

    @Override
    public void ask(String account, long sinceNanos, Consumer<VenueStatement> whenTold) {
        long asked = clock.getAsLong();
        Thread.ofVirtual().name("ask-" + venue()).start(() -> {
            List<VenueOrder> orders = new ArrayList<>();
            synchronized (lock) {
                Desk desk = desks.get(account);
                if (desk != null) {
                    orders.addAll(desk.gone);
                    desk.venue.working().forEach(order ->
                            orders.add(OpeningBooks.told(order, VenueOrder.State.WORKING, asked)));
                }
            }
            // Whatever ended was told by a report; fills and balances of a venue in the process cannot be missed.
            VenueStatement.Coverage coverage = new VenueStatement.Coverage(true, true, true, false, false, 0);
            whenTold.accept(
                    new VenueStatement(venue(), asked, coverage, orders, List.of(), List.of(), List.of()));
        });
    }

    @Override
    public String trouble() {
        String broken = connection instanceof MendedConnection mended ? mended.trouble() : "";
        String own = broken.isEmpty() ? trouble : broken;
        return own.isEmpty() ? data.trouble() : own;
    }

    /** The venue's own books of an account, for comparison; when the venue has stopped. */
    @Nullable PaperVenue books(String account) {
        synchronized (lock) {
            Desk desk = desks.get(account);
            return desk == null ? null : desk.venue;
        }
    }

    @Override
    public void close() {
        closed = true;
        connection.close();
        data.close();
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
