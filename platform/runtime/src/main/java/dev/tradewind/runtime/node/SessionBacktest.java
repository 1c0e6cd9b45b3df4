package dev.tradewind.runtime.node;

import dev.tradewind.engine.Engine;
import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.Input;
import dev.tradewind.engine.RunSettings;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.venue.BookModels;
import dev.tradewind.simulation.venue.BookVenue;
import dev.tradewind.store.market.FeedTick;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The data of a session as a backtest: the same strategies, rules and market, bars made of trades as at the door, and a
 * venue simulated from the data in the place of the recorded one. The account begins flat, with what it was worth.
 * Everything happens at the time at which it was received.
 */
final class SessionBacktest {
    private final Engine engine;
    private final BookVenue venue;
    private final MarketFeed feed;
    private final BookModels models;
    private final Set<InstrumentId> traded;
    private final long startNanos;
    private final Money cash;
    private final List<Instrument> instruments;
    private final Collector output = new Collector();
    private final OrderStories stories = new OrderStories();
    private final ArrayDeque<VenueEvent> reports = new ArrayDeque<>();
    private final List<MarketEvent> heard = new ArrayList<>();
    private boolean opened;
    private boolean started;

    /**
     * What it trades with.
     *
     * @param cash what the account begins with
     * @param startNanos when the session's strategies were started
     * @param models of the simulated venue
     * @param lends whether the session's venue let an account without leverage sell what it does not hold, as the
     *     generated market does
     */
    record Terms(Money cash, long startNanos, BookModels models, boolean lends) {}

    SessionBacktest(SessionSetup setup, Terms terms, Policy policy, List<NamedStrategy> strategies) {
        this.models = terms.models();
        this.cash = terms.cash();
        this.startNanos = terms.startNanos();
        this.traded = new LinkedHashSet<>(setup.feed().traded());
        this.instruments = setup.feed().instruments().stream()
                .filter(one -> traded.contains(one.id()))
                .toList();
        this.engine = new Engine(setup.engine().with(RunSettings.BACKTEST), policy, strategies);
        Decimal leverage = setup.engine().leverage();
        this.venue = terms.lends()
                ? new BookVenue(models, leverage, reports::addLast)
                : BookVenue.lendingByLeverage(models, leverage, "", reports::addLast);
        this.feed = new MarketFeed(
                setup.feed().name(), setup.feed().instruments(), MarketFeed.TickSink.NONE, setup.feed().start());
        feed.subscribe(
                new MarketFeed.Taker() {
                    @Override
                    public boolean offerMarket(long receivedNanos, MarketEvent event, long number) {
                        return heard.add(event);
                    }

                    @Override
                    public void offerBooks(
                            long receivedNanos, Iterable<? extends MarketEvent> books, long number) {
                        throw new IllegalStateException("everything was taken");
                    }
                },
                traded);
    }

    /** The market said something. In the order of the feed. */
    void market(FeedTick tick) {
        long now = tick.receivedNanos();
        if (!opened) {
            open(now);
        }
        runUntil(now);
        MarketEvent event = tick.event();
        if (traded.contains(event.instrument()) && !(event instanceof Bar)) {
            venue.onMarket(event, now);
        }
        feed.onMarket(event, now);
        for (MarketEvent one : heard) {
            decide(new Input.MarketData(now, one));
        }
        heard.clear();
        if (!started && now >= startNanos) {
            started = true;
            decide(new Input.StartStrategies(now));
        }
    }

    private void open(long now) {
        opened = true;
        for (Instrument instrument : instruments) {
            venue.addInstrument(instrument);
            decide(new Input.AddInstrument(now, instrument));
        }
        venue.deposit(cash);
        decide(new Input.MoveCash(now, cash, "what the account was worth"));
    }

    private void runUntil(long now) {
        while (true) {
            long acts = venue.nextNanos();
            VenueEvent report = reports.peekFirst();
            long reported = report == null ? Long.MAX_VALUE : report.eventNanos() + models.returnNanos();
            long timer = engine.nextTimerNanos();
            long next = Math.min(acts, Math.min(reported, timer));
            if (next > now) {
                return;
            }
            if (acts <= next) {
                venue.runDue(acts);
            } else if (report != null && reported <= next) {
                reports.removeFirst();
                decide(new Input.VenueReport(reported, report));
            } else {
                decide(new Input.ClockTick(timer));
            }
        }
    }

    private void decide(Input input) {
        engine.decide(input, output);
        output.takeEvents().forEach(stories::follow);
        output.takeCommands().forEach(venue::execute);
    }

    List<OrderStories.Story> stories() {
        return stories.all();
    }
}
