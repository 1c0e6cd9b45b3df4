package dev.tradewind.simulation.backtest;

import dev.tradewind.engine.Engine;
import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.Input;
import dev.tradewind.engine.StrategyFailure;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.simulation.data.BarSeries;
import dev.tradewind.simulation.venue.BarVenue;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Runs an engine over recorded bars against the simulated venue.
 *
 * <p>Time moves in steps: a bar's interval starts (the venue sees its open), and ends (the venue sees where the price
 * went, then the engine sees the bar). Steps of several series are merged by time; at the same time, ends come before
 * starts, and otherwise the order of the series decides.
 */
public final class Backtest {
    private static final VarHandle PROGRESS;

    static {
        try {
            PROGRESS = MethodHandles.lookup().findVarHandle(Backtest.class, "progress", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final BacktestSetup setup;
    private BacktestListener listener = BacktestListener.NONE;
    private final HashingJournal journal;
    private final Engine engine;
    private final BarVenue venue;

    @SuppressWarnings("UnusedVariable") // read and written through PROGRESS
    private long progress;

    private long bars;

    public Backtest(BacktestSetup setup) {
        this.setup = setup;
        this.journal = new HashingJournal();
        this.engine = new Engine(setup.engine(), setup.policy(), setup.strategies());
        this.venue = new BarVenue(setup.venue().models(), setup.venue().leverage(), this::onVenueEvent);
    }

    /** The engine that runs, for reading on the run's own thread or after it. */
    public Engine engine() {
        return engine;
    }

    /** Bars handled so far; may be asked from any thread. */
    public long progress() {
        return (long) PROGRESS.getOpaque(this);
    }

    /**
     * Runs on a thread of its own and watches it, so that a strategy that never returns ends the run instead of hanging
     * it. That thread cannot be stopped: the caller is expected to end the process soon.
     *
     * @param onProgress hears the number of bars done, a few times a second, on the caller's thread
     * @throws BacktestException if a strategy fails or does not come back
     * @throws dev.tradewind.simulation.data.DataException if the data is bad
     */
    public BacktestOutcome runWatched(BacktestListener follower, LongConsumer onProgress) {
        return new RunWatch(names(), "bar", setup.limits().stall())
                .run(() -> run(follower), this::progress, onProgress);
    }

    private String names() {
        return setup.strategies().stream().map(NamedStrategy::name).collect(Collectors.joining(", "));
    }

    /**
     * Runs on the caller's thread.
     *
     * @throws BacktestException if a strategy fails
     * @throws dev.tradewind.simulation.data.DataException if the data is bad
     */
    public BacktestOutcome run(BacktestListener follower) {
        listener = follower;
        List<BarFeed> feeds = new ArrayList<>();
        try {
            for (BarSeries series : setup.series()) {
                feeds.add(new BarFeed(series));
            }
            long before = System.nanoTime();
            long waitedBefore = waited(feeds);
            start(feeds);
            if (feeds.size() == 1) {
                runOne(feeds.get(0));
            } else {
                runMerged(feeds);
            }
            checkFailure();
            long nanos = System.nanoTime() - before - (waited(feeds) - waitedBefore);
            return new BacktestOutcome(
                    bars,
                    journal.hash(),
                    DataHashes.of(feeds.stream().map(BarFeed::dataHash).toList()),
                    feeds.stream().map(BarFeed::missingBars).toList(),
                    nanos / (double) TimeUnit.SECONDS.toNanos(1));
        } finally {
            feeds.forEach(BarFeed::close);
        }
    }

    private static long waited(List<BarFeed> feeds) {
        return feeds.stream().mapToLong(BarFeed::waitedNanos).sum();
    }

    private void start(List<BarFeed> feeds) {
        long first = feeds.stream().mapToLong(BarFeed::nextNanos).min().orElse(Long.MAX_VALUE);
        long now = first == Long.MAX_VALUE ? 0 : first;
        for (BarSeries series : setup.series()) {
            venue.addInstrument(series.instrument());
            decide(new Input.AddInstrument(now, series.instrument()));
        }
        venue.deposit(setup.venue().cash());
        decide(new Input.MoveCash(now, setup.venue().cash(), "initial cash"));
        decide(new Input.StartStrategies(now));
        checkFailure();
    }

    private void runOne(BarFeed feed) {
        Bar bar = feed.current();
        while (bar != null) {
            startInterval(bar);
            endInterval(bar);
            feed.advance();
            bar = feed.current();
        }
    }

    private void runMerged(List<BarFeed> feeds) {
        while (true) {
            BarFeed next = null;
            for (BarFeed feed : feeds) {
                if (feed.current() != null && (next == null || comesBefore(feed, next))) {
                    next = feed;
                }
            }
            Bar bar = next == null ? null : next.current();
            if (next == null || bar == null) {
                return;
            }
            if (next.isOpened()) {
                endInterval(bar);
                next.advance();
            } else {
                startInterval(bar);
                next.markOpened();
            }
        }
    }

    private static boolean comesBefore(BarFeed one, BarFeed other) {
        if (one.nextNanos() != other.nextNanos()) {
            return one.nextNanos() < other.nextNanos();
        }
        return one.isOpened() && !other.isOpened();
    }

    private void startInterval(Bar bar) {
        if (engine.nextTimerNanos() <= bar.openNanos()) {
            decide(new Input.ClockTick(bar.openNanos()));
            checkFailure();
        }
        venue.onOpen(bar);
    }

    private void endInterval(Bar bar) {
        venue.onRange(bar);
        decide(new Input.MarketData(bar.eventNanos(), bar));
        bars++;
        PROGRESS.setOpaque(this, bars);
        listener.onBar(bar, engine.equityEstimate());
        if (engine.failure() != null) {
            checkFailure();
        }
    }

    private void onVenueEvent(VenueEvent event) {
        decide(new Input.VenueReport(event.eventNanos(), event));
    }

    private void decide(Input input) {
        engine.decide(input, journal);
        if (journal.isEmpty()) {
            return;
        }
        journal.release(listener);
        OrderCommand command = journal.poll();
        while (command != null) {
            venue.execute(command);
            command = journal.poll();
        }
    }

    private void checkFailure() {
        StrategyFailure failure = engine.failure();
        if (failure != null) {
            throw new BacktestException(
                    "the strategy " + failure.strategy() + " failed in " + failure.callback() + " after bar " + bars
                            + ": " + PluginFault.text(failure.cause()),
                    failure.cause());
        }
    }

    /** The venue, whose books must agree with the ledger's. */
    BarVenue venue() {
        return venue;
    }
}
