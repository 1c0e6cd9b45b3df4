package dev.tradewind.simulation.backtest;

import dev.tradewind.engine.Engine;
import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.Input;
import dev.tradewind.engine.StrategyFailure;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.data.ClockSteps;
import dev.tradewind.simulation.data.TickSeries;
import dev.tradewind.simulation.data.ticks.BookCover;
import dev.tradewind.simulation.venue.BookVenue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs an engine over recorded ticks against the simulated venue.
 *
 * <p>There are two clocks. The venue sees an event when it happened there, the engine when it was received; commands
 * reach the venue after the latency of orders, and what the venue says reaches the engine after the latency of reports.
 * Everything happens in the order of time. At the same time: first the market moves at the venue, then orders expire
 * and commands arrive there, then reports reach the engine, then timers go off, then data reaches the engine; and
 * otherwise the order of the series decides. So an order never meets a market that is older than the decision.
 *
 * <p>The run ends when the engine has seen all data. What the venue has said by then is still booked; what is still on
 * its way to the venue is not executed.
 */
public final class TickBacktest {
    static final Timeframe SAMPLE = Timeframe.parse("1s");

    private final TickSetup setup;
    private final HashingJournal journal = new HashingJournal();
    private final Engine engine;
    private final BookVenue venue;
    private final AtomicLong progress = new AtomicLong();
    private final ArrayDeque<VenueEvent> reports = new ArrayDeque<>();
    private final List<Market> markets = new ArrayList<>();
    private final Map<InstrumentId, Market> marketById = new LinkedHashMap<>();

    private BacktestListener listener = BacktestListener.NONE;
    private long events;
    private long samples;
    private long nextSampleNanos = Long.MAX_VALUE;

    /** One series and what is measured on it. */
    private record Market(
            Instrument instrument, TickFeed feed, FillQuality quality, SampleBars bars, BookCover cover) {}

    public TickBacktest(TickSetup setup) {
        this.setup = setup;
        this.engine = new Engine(setup.engine(), setup.policy(), setup.strategies());
        this.venue = new BookVenue(setup.venue().models(), setup.venue().leverage(), this::onVenueEvent);
    }

    /** The engine that runs, for reading on the run's own thread or after it. */
    public Engine engine() {
        return engine;
    }

    /** The venue, whose books must agree with the ledger's; for reading on the run's own thread or after it. */
    public BookVenue venue() {
        return venue;
    }

    /** Events handled so far; may be asked from any thread. */
    public long progress() {
        return progress.getOpaque();
    }

    /**
     * Runs on a thread of its own and watches it, so that a strategy that never returns ends the run instead of hanging
     * it. That thread cannot be stopped: the caller is expected to end the process soon.
     *
     * @param onProgress hears the number of events done, a few times a second, on the caller's thread
     * @throws BacktestException if a strategy fails or does not come back
     * @throws dev.tradewind.simulation.data.DataException if the data is bad
     */
    public TickOutcome runWatched(BacktestListener follower, LongConsumer onProgress) {
        String names = setup.strategies().stream().map(NamedStrategy::name).collect(Collectors.joining(", "));
        return new RunWatch(names, "event", setup.limits().stall())
                .run(() -> run(follower), this::progress, onProgress);
    }

    /**
     * Runs on the caller's thread.
     *
     * @throws BacktestException if a strategy fails
     * @throws dev.tradewind.simulation.data.DataException if the data is bad
     */
    public TickOutcome run(BacktestListener follower) {
        listener = follower;
        long before = System.nanoTime();
        try {
            for (TickSeries series : setup.series()) {
                Instrument instrument = series.instrument();
                Market market = new Market(
                        instrument,
                        new TickFeed(series, setup.venue().feedNanos()),
                        new FillQuality(instrument),
                        new SampleBars(instrument, SAMPLE),
                        new BookCover(instrument.id()));
                markets.add(market);
                if (marketById.put(instrument.id(), market) != null) {
                    throw new BacktestException("there are two series of " + instrument.id());
                }
            }
            start();
            runMerged();
            checkFailure();
            takeLastSample();
            progress.setOpaque(events);
            return new TickOutcome(
                    events,
                    samples,
                    journal.hash(),
                    DataHashes.of(markets.stream().map(market -> market.feed().dataHash()).toList()),
                    (System.nanoTime() - before) / 1e9,
                    markets.stream().map(Market::quality).toList(),
                    venue.queues(),
                    warnings());
        } finally {
            markets.forEach(market -> market.feed().close());
        }
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (Market market : markets) {
            market.cover().warning().ifPresent(warnings::add);
            ClockSteps steps = market.feed().clockSteps();
            if (steps.lines() > 0) {
                warnings.add(market.instrument().id() + ": " + steps.text() + ".");
            }
        }
        return warnings;
    }

    private void start() {
        long first = Long.MAX_VALUE;
        for (Market market : markets) {
            first = Math.min(first, market.feed().venueNanos());
        }
        long now = first == Long.MAX_VALUE ? 0 : first;
        for (Market market : markets) {
            venue.addInstrument(market.instrument());
            decide(new Input.AddInstrument(now, market.instrument()));
        }
        venue.deposit(setup.venue().cash());
        decide(new Input.MoveCash(now, setup.venue().cash(), "initial cash"));
        decide(new Input.StartStrategies(now));
        checkFailure();
        nextSampleNanos = SAMPLE.startOf(now) + SAMPLE.nanos();
    }

    private void runMerged() {
        while (true) {
            Market happening = markets.isEmpty() ? null : markets.get(0);
            Market hearing = happening;
            for (int i = 1; i < markets.size() && happening != null && hearing != null; i++) {
                Market market = markets.get(i);
                happening = market.feed().venueNanos() < happening.feed().venueNanos() ? market : happening;
                hearing = market.feed().engineNanos() < hearing.feed().engineNanos() ? market : hearing;
            }
            if (happening == null || hearing == null) {
                return;
            }
            long happens = happening.feed().venueNanos();
            long heard = hearing.feed().engineNanos();
            if (happens == Long.MAX_VALUE && heard == Long.MAX_VALUE) {
                drainReports();
                return;
            }
            step(happening, happens, hearing, heard);
        }
    }

    /** The next thing happens. */
    private void step(Market happening, long happens, Market hearing, long heard) {
        long acts = venue.nextNanos();
        long reported = nextReportNanos();
        long timer = engine.nextTimerNanos();
        long others = Math.min(Math.min(acts, reported), Math.min(timer, heard));
        sampleBefore(Math.min(happens, others));
        if (happens <= others) {
            happen(happening, happens);
        } else if (acts <= others) {
            venue.runDue(acts);
        } else if (reported <= others) {
            report();
        } else if (timer <= others) {
            decide(new Input.ClockTick(timer));
            checkFailure();
        } else {
            hear(hearing, heard);
        }
    }

    private void happen(Market market, long nanos) {
        market.quality().advance(nanos, venue.middle(market.instrument().id()));
        venue.onMarket(market.feed().takeForVenue(), nanos);
        market.bars().add(venue.middle(market.instrument().id()));
    }

    private void hear(Market market, long nanos) {
        MarketEvent event = market.feed().takeForEngine();
        if (event instanceof FundingRate) {
            hearFunding(event, market.instrument(), nanos);
        } else {
            decide(new Input.MarketData(nanos, event));
        }
        boolean depth = event instanceof BookDelta || event instanceof BookSnapshot;
        market.cover().take(nanos, event, depth ? engine.book(market.instrument().id()) : null);
        events += weight(event);
        progress.setOpaque(events);
        if (engine.failure() != null) {
            checkFailure();
        }
    }

    /** Funding is booked by the engine; the venue's books follow it. */
    private void hearFunding(MarketEvent event, Instrument instrument, long nanos) {
        Decimal before = engine.ledger().cash(instrument.settlement());
        decide(new Input.MarketData(nanos, event));
        Decimal moved = engine.ledger().cash(instrument.settlement()).minus(before);
        if (!moved.isZero()) {
            venue.deposit(new Money(moved, instrument.settlement()));
        }
    }

    /** A change of one level is an event, and so is anything that is not a book. */
    private static int weight(MarketEvent event) {
        if (event instanceof BookDelta delta) {
            return delta.levels().size();
        }
        return event instanceof BookSnapshot snapshot ? snapshot.levels().size() : 1;
    }

    private long nextReportNanos() {
        VenueEvent report = reports.peekFirst();
        return report == null ? Long.MAX_VALUE : arrivalOf(report);
    }

    private long arrivalOf(VenueEvent report) {
        return Math.addExact(report.eventNanos(), setup.venue().models().returnNanos());
    }

    private void report() {
        VenueEvent report = reports.removeFirst();
        decide(new Input.VenueReport(arrivalOf(report), report));
    }

    private void drainReports() {
        while (!reports.isEmpty()) {
            report();
        }
    }

    private void sampleBefore(long nanos) {
        if (nanos >= nextSampleNanos) {
            // Of a pause in the data the last second alone is of interest.
            long end = SAMPLE.startOf(nanos);
            if (end > nextSampleNanos) {
                sample(nextSampleNanos);
            }
            sample(end);
            nextSampleNanos = end + SAMPLE.nanos();
        }
    }

    private void takeLastSample() {
        if (events > 0) {
            sample(nextSampleNanos);
        }
    }

    private void sample(long endNanos) {
        for (Market market : markets) {
            Bar bar = market.bars().take(endNanos);
            if (bar != null) {
                samples++;
                listener.onBar(bar, engine.equityEstimate());
            }
        }
    }

    private void onVenueEvent(VenueEvent event) {
        reports.addLast(event);
        if (event instanceof VenueEvent.Filled filled) {
            Market market = market(filled.instrument());
            market.quality().onFill(
                    filled.eventNanos(),
                    filled.side(),
                    filled.fill().price().toDouble(),
                    filled.fill().quantity().toDouble(),
                    filled.fill().liquidity(),
                    venue.middle(filled.instrument()));
        }
    }

    private Market market(InstrumentId id) {
        Market market = marketById.get(id);
        if (market == null) {
            throw new IllegalStateException("there is no series of " + id);
        }
        return market;
    }

    private void decide(Input input) {
        engine.decide(input, journal);
        if (journal.isEmpty()) {
            return;
        }
        journal.release(listener);
        @Nullable OrderCommand command = journal.poll();
        while (command != null) {
            venue.execute(command);
            command = journal.poll();
        }
    }

    private void checkFailure() {
        StrategyFailure failure = engine.failure();
        if (failure != null) {
            throw new BacktestException(
                    "the strategy " + failure.strategy() + " failed in " + failure.callback() + " after event "
                            + events + ": " + PluginFault.text(failure.cause()),
                    failure.cause());
        }
    }
}
