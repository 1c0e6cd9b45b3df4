package dev.tradewind.runtime.node;

import dev.tradewind.engine.VenueStatement;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.MarketHistory;
import dev.tradewind.sdk.plugin.VenueConnection;
import dev.tradewind.sdk.plugin.VenueException;
import dev.tradewind.sdk.plugin.VenueListener;
import dev.tradewind.sdk.plugin.VenueNotice;
import dev.tradewind.sdk.value.Money;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A venue plugin's connection, of one account. Commands leave on a thread of their own, in order. */
final class ConnectedLink implements VenueLink {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectedLink.class);

    private final VenueConnection connection;
    private final NodeClock clock;
    private final LiveData data;
    private final ExecutorService commands;
    private final List<Instrument> traded;
    private @Nullable String account;
    private @Nullable Inbox inbox;
    private @Nullable Consumer<VenueEvent> observer;
    private volatile String trouble = "it was not started";
    /** By channel: that one is up says nothing about the other. Heard on the venue's threads. */
    private final Map<VenueNotice.Channel, String> down = new EnumMap<>(VenueNotice.Channel.class);
    private volatile BooleanSupplier mayLeave = () -> true;

    /** @param traded instruments that the account trades; the venue is asked about these */
    ConnectedLink(VenueConnection connection, LiveData data, NodeClock clock, List<Instrument> traded) {
        this.connection = connection;
        this.data = data;
        this.clock = clock;
        this.traded = List.copyOf(traded);
        this.commands = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("venue-" + connection.name()).factory());
    }

    @Override
    public VenueConnection connection() {
        return connection;
    }

    @Override
    public boolean isSimulated() {
        return false;
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
    public void open(String name, Ledger ledger, Money begin, Set<String> cancelled) {
        // The venue knows how the account stands.
    }

    @Override
    public void guard(BooleanSupplier guard) {
        mayLeave = guard;
    }

    @Override
    public void route(String name, Inbox to, Consumer<VenueEvent> watching) {
        if (account != null && !account.equals(name)) {
            throw new IllegalStateException("the connection to " + venue() + " is of the account " + account);
        }
        account = name;
        inbox = to;
        observer = watching;
    }

    @Override
    public void start() {
        trouble = "";
        connection.start(new VenueListener() {
            @Override
            public void onMarket(MarketEvent event) {
                data.onMarket(event);
            }

            @Override
            public void onOrder(VenueEvent event) {
                report(event);
            }

            @Override
            public void onNotice(VenueNotice notice) {
                hear(notice);
            }
        });
        data.start();
    }

    private void report(VenueEvent event) {
        Consumer<VenueEvent> watching = observer;
        Inbox to = inbox;
        if (Harness.ON && !(event instanceof VenueEvent.FateUnknown)) {
            Harness.reach(Harness.Point.ANSWERED, event);
        }
        if (watching != null && to != null) {
            watching.accept(event);
            to.offerReport(clock.getAsLong(), event);
        }
    }

    private void hear(VenueNotice notice) {
        switch (notice) {
            case VenueNotice.ConnectionChanged changed -> {
                data.onConnection(changed);
                boolean up = changed.state() == VenueNotice.State.UP;
                synchronized (down) {
                    down.put(
                            changed.channel(),
                            up ? "" : changed.channel() + " is " + changed.state() + ": " + changed.reason());
                    trouble = down.values().stream()
                            .filter(one -> !one.isEmpty())
                            .collect(Collectors.joining("; "));
                }
                LOG.info("{} {} is {} {}", venue(), changed.channel(), changed.state(), changed.reason());
            }
            // The next statement, asked every so often, books both.
            case VenueNotice.BalancesChanged changed -> LOG.debug("{} balances changed", venue());
            case VenueNotice.ForeignFill foreign ->
                LOG.warn("ALERT {} filled an order that is not ours: {}", venue(), foreign.fill());
            case VenueNotice.Trouble told -> LOG.warn("{} {}: {}", venue(), told.instrument(), told.text());
        }
    }

    @Override
    public void submit(OrderCommand command) {
        commands.execute(() -> {
            if (!mayLeave.getAsBoolean()) {
                LOG.warn("not sent, for the lease of this node is over: {}", command);
                report(Unsent.report(
                        command, "the node's lease was over, and it was not sent", clock.getAsLong()));
                return;
            }
            try {
                connection.execute(command);
            } catch (RuntimeException e) {
                // Whether it left is not known: the engine asks the venue.
                LOG.error("{} did not take {}: {}", venue(), command, e.toString());
                report(new VenueEvent.FateUnknown(
                        command.instrument(), command.clientOrderId(), e.toString(), clock.getAsLong()));
            }
        });
    }

    @Override
    public void ask(String name, long sinceNanos, Consumer<VenueStatement> whenTold) {
        long asked = clock.getAsLong();
        Thread.ofVirtual().name("ask-" + venue()).start(() -> {
            try {
                whenTold.accept(connection
                        .queries()
                        .map(to -> StatementAsker.ask(venue(), to, traded, asked, sinceNanos))
                        .orElseGet(() -> VenueStatement.unanswered(venue(), asked)));
            } catch (VenueException e) {
                whenTold.accept(VenueStatement.unanswered(venue(), asked));
            }
        });
    }

    @Override
    public String trouble() {
        String broken = connection instanceof MendedConnection mended ? mended.trouble() : "";
        return broken.isEmpty() ? trouble : broken;
    }

    @Override
    public void close() {
        commands.shutdown();
        try {
            if (!commands.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.warn("commands to {} did not leave in time", venue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
        data.close();
    }
}
