package dev.tradewind.runtime.node;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.MarketHistory;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.plugin.VenueCapabilities;
import dev.tradewind.sdk.plugin.VenueConnection;
import dev.tradewind.sdk.plugin.VenueException;
import dev.tradewind.sdk.plugin.VenueListener;
import dev.tradewind.sdk.plugin.VenueNotice;
import dev.tradewind.sdk.plugin.VenueNotice.ConnectionChanged;
import dev.tradewind.sdk.plugin.VenueQueries;
import dev.tradewind.sdk.plugin.VenueTimes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plugin's connection that is made anew when the plugin breaks: when it throws what it must not, or a thread of it
 * ends by an exception. Meanwhile commands are refused, for nothing was sent; orders of which it has not told the end
 * are of unknown fate, so that the venue is asked. What the broken connection says after that is not heard.
 */
final class MendedConnection implements VenueConnection {
    private static final Logger LOG = LoggerFactory.getLogger(MendedConnection.class);
    private static final int CLOSE_MILLIS = 5_000;

    private final Supplier<VenueConnection> maker;
    private final LongSupplier clock;
    private final Pauses pauses;
    private final Terms terms;
    private final OpenOrders open = new OpenOrders();
    private volatile @Nullable VenueListener host;
    private volatile Life life;
    private volatile String trouble = "";
    private boolean closed;
    private long pauseNanos;

    /** Between two attempts to connect: the first, doubling up to the longest. */
    record Pauses(long firstNanos, long longestNanos) {
        static final Pauses USUAL = new Pauses(1_000_000_000L, 30_000_000_000L);
    }

    /** What a connection is for, which stays when it is made anew. */
    private record Terms(
            String name, VenueCapabilities can, TradingMode mode, VenueTimes times, List<Instrument> instruments) {
        static Terms of(VenueConnection one) {
            return new Terms(
                    one.name(), one.capabilities(), one.mode(), one.times(), List.copyOf(one.instruments()));
        }

        /** Why this connection cannot take the place of one on these terms; empty if it can. */
        String objection(VenueConnection one) {
            if (!one.name().equals(name) || one.mode() != mode) {
                return "it is " + one.name() + " in mode " + one.mode() + " now, and was " + name + " in mode " + mode;
            }
            return one.instruments().containsAll(instruments)
                    ? ""
                    : "its instruments changed; a start of the node takes the new ones";
        }
    }

    /** One connection, from its making to its breaking. */
    private static final class Life {
        private final VenueConnection connection;
        private volatile boolean over;

        Life(VenueConnection connection) {
            this.connection = connection;
        }
    }

    MendedConnection(VenueConnection first, Supplier<VenueConnection> maker, LongSupplier clock, Pauses pauses) {
        this.maker = maker;
        this.clock = clock;
        this.pauses = pauses;
        this.terms = Terms.of(first);
        this.life = new Life(first);
        this.pauseNanos = pauses.firstNanos();
        PluginThreads.watch(this);
    }

    /** Why it is being made anew; empty if it works as far as is known. */
    String trouble() {
        return trouble;
    }

    /** Whether code of this package is the plugin's. */
    boolean isOf(String className) {
        String own = life.connection.getClass().getPackageName();
        return !own.isEmpty() && className.startsWith(own + ".");
    }

    /** A thread of the plugin ended by an exception. */
    void threadEnded(String thread, Throwable cause) {
        broke(life, "its thread " + thread + " ended: " + cause);
    }

    @Override
    public String name() {
        return terms.name();
    }

    @Override
    public VenueCapabilities capabilities() {
        return terms.can();
    }

    @Override
    public TradingMode mode() {
        return terms.mode();
    }

    @Override
    public VenueTimes times() {
        return terms.times();
    }

    @Override
    public List<Instrument> instruments() {
        return terms.instruments();
    }

    @Override
    public Optional<VenueQueries> queries() {
        Life now = life;
        return call(now, "queries", now.connection::queries).map(one -> new GuardedQueries(one, new Guard(now)));
    }

    @Override
    public Optional<MarketHistory> history() {
        Life now = life;
        return call(now, "history", now.connection::history).map(one -> new GuardedHistory(one, new Guard(now)));
    }

    /** Runs what a plugin does for us; what it throws besides {@link VenueException} breaks it, and is one such. */
    final class Guard {
        private final Life of;

        private Guard(Life of) {
            this.of = of;
        }

        <T> T call(String what, Supplier<T> asked) {
            return MendedConnection.this.call(of, what, asked);
        }
    }

    private <T> T call(Life of, String what, Supplier<T> asked) {
        if (of.over) {
            throw new VenueException(VenueException.Reason.UNREACHABLE, "it is being made anew: " + trouble);
        }
        try {
            return asked.get();
        } catch (VenueException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            broke(of, what + " threw " + e);
            throw new VenueException(VenueException.Reason.UNREADABLE, "its plugin broke: " + e, e);
        }
    }

    @Override
    public void start(VenueListener listener) {
        host = listener;
        begin(life, listener);
    }

    private void begin(Life now, VenueListener listener) {
        try {
            now.connection.start(new Ear(now, listener));
        } catch (RuntimeException | LinkageError e) {
            broke(now, "start threw " + e);
        }
    }

    /** @throws VenueException if the plugin broke over it: whether it left is not known */
    @Override
    public void execute(OrderCommand command) {
        Life now = life;
        VenueListener listener = host;
        if (now.over && listener != null) {
            // A command that was never given to anybody was not done.
            listener.onOrder(Unsent.report(
                    command, "the connection to " + name() + " is being made anew: " + trouble, clock.getAsLong()));
            return;
        }
        open.sent(command);
        try {
            now.connection.execute(command);
        } catch (RuntimeException | LinkageError e) {
            broke(now, "execute threw " + e);
            throw new VenueException(VenueException.Reason.UNREADABLE, "its plugin broke: " + e, e);
        }
    }

    /** Hears one connection until that breaks; what the host cannot take must not end a thread of the plugin. */
    private final class Ear implements VenueListener {
        private final Life of;
        private final VenueListener to;

        Ear(Life of, VenueListener to) {
            this.of = of;
            this.to = to;
        }

        private void hear(String what, Runnable told) {
            if (of.over) {
                return;
            }
            try {
                told.run();
            } catch (RuntimeException e) {
                LOG.error("{} told {} that cannot be taken", name(), what, e);
                broke(of, "it told " + what + " that cannot be taken: " + e);
            }
        }

        @Override
        public void onMarket(MarketEvent event) {
            hear("market data", () -> to.onMarket(event));
        }

        @Override
        public void onOrder(VenueEvent event) {
            hear("a report", () -> {
                open.heard(event);
                to.onOrder(event);
            });
        }

        @Override
        public void onNotice(VenueNotice notice) {
            hear("a notice", () -> {
                if (notice instanceof ConnectionChanged changed && changed.state() == VenueNotice.State.UP) {
                    works(of);
                }
                to.onNotice(notice);
            });
        }
    }

    private synchronized void works(Life of) {
        if (!of.over) {
            pauseNanos = pauses.firstNanos();
            trouble = "";
        }
    }

    private void broke(Life broken, String reason) {
        long pause;
        synchronized (this) {
            if (broken.over || closed) {
                return;
            }
            broken.over = true;
            trouble = "its plugin broke: " + reason;
            pause = pauseNanos;
            pauseNanos = Math.min(2 * pauseNanos, pauses.longestNanos());
        }
        LOG.error("ALERT the plugin of {} broke, its connection is made anew: {}", name(), reason);
        Thread.ofVirtual().name("mend-" + name()).start(() -> mend(broken, pause));
    }

    private void mend(Life broken, long pause) {
        VenueListener listener = host;
        if (listener != null) {
            for (VenueNotice.Channel channel : VenueNotice.Channel.values()) {
                listener.onNotice(
                        new ConnectionChanged(channel, VenueNotice.State.DOWN, trouble, clock.getAsLong()));
            }
            doubt(listener);
        }
        end(broken);
        LockSupport.parkNanos(pause);
        try {
            VenueConnection made = maker.get();
            String objection = terms.objection(made);
            Life next = new Life(made);
            synchronized (this) {
                next.over = closed || !objection.isEmpty();
                if (!next.over) {
                    life = next;
                }
            }
            if (next.over) {
                end(next);
                again(broken, objection);
            } else if (listener != null) {
                LOG.info("the connection to {} was made anew", name());
                begin(next, listener);
                if (!next.over) {
                    trouble = "";
                    // What happened while nobody listened is asked for.
                    doubt(listener);
                }
            }
        } catch (RuntimeException | LinkageError e) {
            again(broken, e.toString());
        }
    }

    private void again(Life broken, String reason) {
        long pause;
        synchronized (this) {
            if (closed) {
                return;
            }
            trouble = "its connection cannot be made anew yet: " + reason;
            pause = pauseNanos;
            pauseNanos = Math.min(2 * pauseNanos, pauses.longestNanos());
        }
        LOG.warn("{}: {}", name(), trouble);
        Thread.ofVirtual().name("mend-" + name()).start(() -> mend(broken, pause));
    }

    private void doubt(VenueListener listener) {
        open.each((instrument, order) -> listener.onOrder(new VenueEvent.FateUnknown(
                instrument, order, "the connection is made anew", clock.getAsLong())));
    }

    /** A plugin that broke may hang in its end as well. */
    private void end(Life over) {
        Thread closing = Thread.ofVirtual().name("close-" + name()).start(() -> {
            try {
                over.connection.close();
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("the broken connection to {} did not close: {}", name(), e.toString());
            }
        });
        try {
            if (!closing.join(Duration.ofMillis(CLOSE_MILLIS))) {
                LOG.warn("the broken connection to {} hangs in its end", name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        Life last;
        synchronized (this) {
            closed = true;
            last = life;
        }
        PluginThreads.forget(this);
        if (!last.over) {
            last.over = true;
            end(last);
        }
    }
}
