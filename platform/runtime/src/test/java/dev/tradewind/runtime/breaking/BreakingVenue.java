package dev.tradewind.runtime.breaking;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.plugin.VenueCapabilities;
import dev.tradewind.sdk.plugin.VenueConnection;
import dev.tradewind.sdk.plugin.VenueListener;
import dev.tradewind.sdk.plugin.VenueNotice;
import dev.tradewind.sdk.plugin.VenueQueries;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A plugin's connection that breaks when it is told to. In a package of its own, as a plugin is. */
public final class BreakingVenue implements VenueConnection {
    /** What went through all connections of one venue, and how the next ones behave. */
    public static final class Log {
        public final List<OrderCommand> executed = new CopyOnWriteArrayList<>();
        public final List<BreakingVenue> made = new CopyOnWriteArrayList<>();
        public volatile boolean startThrows;
        public volatile boolean executeThrows;
        public volatile boolean queriesThrow;
        public volatile boolean closeHangs;
        public final AtomicInteger refusedConnects = new AtomicInteger();
    }

    private final Log log;
    private final String name;
    private final List<Instrument> instruments;
    private volatile @Nullable VenueListener listener;
    public volatile boolean closed;

    public BreakingVenue(Log log, String name, List<Instrument> instruments) {
        this.log = log;
        this.name = name;
        this.instruments = instruments;
        if (log.refusedConnects.getAndDecrement() > 0) {
            throw new IllegalStateException("no route");
        }
        log.made.add(this);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public VenueCapabilities capabilities() {
        return new VenueCapabilities(Set.of(OrderType.LIMIT), Set.of(TimeInForce.GTC), Set.of());
    }

    @Override
    public TradingMode mode() {
        return TradingMode.TESTNET;
    }

    @Override
    public List<Instrument> instruments() {
        return instruments;
    }

    @Override
    public void start(VenueListener to) {
        if (log.startThrows) {
            throw new IllegalArgumentException("start is broken");
        }
        listener = to;
        for (VenueNotice.Channel channel : VenueNotice.Channel.values()) {
            to.onNotice(new VenueNotice.ConnectionChanged(channel, VenueNotice.State.UP, "", 1));
        }
    }

    @Override
    public void execute(OrderCommand command) {
        if (log.executeThrows) {
            throw new ArithmeticException("execute is broken");
        }
        log.executed.add(command);
    }

    @Override
    public Optional<VenueQueries> queries() {
        if (log.queriesThrow) {
            throw new UnsupportedOperationException("queries are broken");
        }
        return Optional.empty();
    }

    public void accept(OrderCommand command) {
        Objects.requireNonNull(listener).onOrder(
                new VenueEvent.Accepted(command.instrument(), command.clientOrderId(), "V1", 1));
    }

    public void says(VenueNotice notice) {
        Objects.requireNonNull(listener).onNotice(notice);
    }

    public void cancelled(OrderCommand command, ClientOrderId id) {
        Objects.requireNonNull(listener).onOrder(new VenueEvent.Cancelled(command.instrument(), id, "done", 1));
    }

    /** A thread of the plugin ends by an exception. */
    public void threadEnds() throws InterruptedException {
        Thread thread = new Thread(
                () -> {
                    throw new IllegalStateException("nobody caught this");
                },
                "reader");
        thread.start();
        thread.join();
    }

    @Override
    public void close() {
        closed = true;
        if (log.closeHangs) {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
