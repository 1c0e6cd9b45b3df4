package dev.tradewind.testkit.venue;

import dev.tradewind.engine.book.FeedBook;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.SteppedVenue;
import dev.tradewind.sdk.plugin.VenueConnection;
import dev.tradewind.sdk.plugin.VenueListener;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A connection on trial: sends commands and keeps all that the venue says. Its methods may be called by any thread. */
final class VenueTrial implements VenueListener, AutoCloseable {
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000 * MILLI;

    /** What has its prices this far from the market rests. */
    private static final Decimal FAR_BELOW = Decimal.parse("0.8");

    private static final Decimal FAR_ABOVE = Decimal.parse("1.25");
    private static final Decimal TWICE = Decimal.of(2);
    private static final long VALID_NANOS = 10 * SECOND;

    /** So many times as long as usual is an answer waited for by the wall's clock: machines do other things as well. */
    private static final int PATIENCE = 8;

    private final VenueConnection venue;
    private final List<MarketEvent> news = new ArrayList<>();
    private final List<VenueEvent> reports = new ArrayList<>();
    private final List<String> transcript = new ArrayList<>();
    private final List<String> timeFaults = new ArrayList<>();
    private final Map<InstrumentId, FeedBook> books = new LinkedHashMap<>();
    private final Map<ClientOrderId, OrderStory> stories = new LinkedHashMap<>();
    private long lastCalledNanos = Long.MIN_VALUE;
    private long lastReportNanos = Long.MIN_VALUE;
    private long nextId = 1;

    VenueTrial(VenueConnection venue) {
        this.venue = venue;
        for (Instrument instrument : venue.instruments()) {
            books.put(instrument.id(), new FeedBook(instrument));
        }
    }

    /** A started connection whose first instrument shows both sides of its book. */
    static VenueTrial started(VenueConnection venue) {
        VenueTrial trial = new VenueTrial(venue);
        venue.start(trial);
        for (int i = 0; i < 100 && !trial.book().isTwoSided(); i++) {
            trial.pass(100 * MILLI);
        }
        if (!trial.book().isTwoSided()) {
            throw new AssertionError(venue.name() + ": 10 seconds after its start the book of "
                    + trial.instrument().id() + " is not two-sided (" + trial.book().problem()
                    + "); a book begins with a snapshot");
        }
        return trial;
    }

    VenueConnection venue() {
        return venue;
    }

    /** The instrument that orders are tried with. */
    Instrument instrument() {
        return venue.instruments().get(0);
    }

    FeedBook book() {
        FeedBook book = books.get(instrument().id());
        if (book == null) {
            throw new IllegalStateException("no book of " + instrument().id());
        }
        return book;
    }

    long now() {
        return venue instanceof SteppedVenue stepped
                ? stepped.nanos()
                : TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }

    /** Lets so much time pass at the venue, within which commands are answered; a busy machine gets more of it. */
    void pass(long nanos) {
        elapse(nanos);
        if (venue instanceof SteppedVenue || !isAnswerOpen()) {
            return;
        }
        for (int i = 1; i < PATIENCE && isAnswerOpen(); i++) {
            elapse(nanos);
        }
        elapse(nanos);
    }

    /** Whether an order has a command that nothing was heard of since. */
    private synchronized boolean isAnswerOpen() {
        return stories.values().stream().anyMatch(story -> story.awaits != OrderStory.Answer.NONE);
    }

    /** Lets exactly so much time pass at the venue, whatever is still to be answered. */
    void elapse(long nanos) {
        if (venue instanceof SteppedVenue stepped) {
            stepped.advanceTo(stepped.nanos() + nanos);
            return;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the venue was at work", e);
        }
    }

    @Override
    public synchronized void onMarket(MarketEvent event) {
        checkTime(event.eventNanos(), event);
        news.add(event);
        transcript.add(event.toString());
        FeedBook book = books.get(event.instrument());
        if (book == null) {
            throw new AssertionError(venue.name() + " tells of " + event.instrument() + ", which it does not list");
        }
        switch (event) {
            case BookDelta delta -> book.apply(delta);
            case BookSnapshot snapshot -> book.apply(snapshot);
            default -> {}
        }
    }

    @Override
    public synchronized void onOrder(VenueEvent event) {
        checkTime(event.eventNanos(), event);
        if (venue instanceof SteppedVenue && event.eventNanos() < lastReportNanos) {
            timeFaults.add(event + " comes after a report of " + lastReportNanos);
        }
        lastReportNanos = event.eventNanos();
        reports.add(event);
        transcript.add(event.toString());
        OrderStory story = stories.get(event.clientOrderId());
        if (story != null) {
            story.heard(event);
            if (event instanceof VenueEvent.Amended amended) {
                stories.put(amended.replacement(), story);
            }
        }
    }

    private void checkTime(long eventNanos, Object event) {
        if (venue instanceof SteppedVenue stepped) {
            long now = stepped.nanos();
            if (now < lastCalledNanos || eventNanos > now) {
                timeFaults.add(event + " is told at " + now + ", after " + lastCalledNanos);
            }
            lastCalledNanos = now;
        }
    }

    /** What was out of order of time. */
    synchronized List<String> timeFaults() {
        return List.copyOf(timeFaults);
    }

    synchronized List<MarketEvent> news() {
        return List.copyOf(news);
    }

    synchronized List<VenueEvent> reports() {
        return List.copyOf(reports);
    }

    /** Everything that was told, as text. */
    synchronized List<String> transcript() {
        return List.copyOf(transcript);
    }

    /** The orders sent, in that order. */
    synchronized List<OrderStory> stories() {
        return stories.values().stream().distinct().toList();
    }

    private static ClientOrderId id(long counter) {
        return new ClientOrderId("trial", 0, counter);
    }

    /** An id that was never used. */
    ClientOrderId freshId() {
        return id(nextId++);
    }

    OrderStory submit(OrderRequest request) {
        long number = nextId++;
        OrderStory story = new OrderStory(new OrderId(number), id(number), request);
        synchronized (this) {
            stories.put(story.id(), story);
        }
        send(story, request);
        return story;
    }

    /** Sends another order under an id that was used. */
    void submitAgain(OrderStory story, OrderRequest request) {
        story.repeats++;
        send(story, request);
    }

    private void send(OrderStory story, OrderRequest request) {
        long now = now();
        asked(story, OrderStory.Answer.ANY);
        venue.execute(new OrderCommand.SubmitOrder(story.orderId(), story.id(), request, now, now + VALID_NANOS));
    }

    void cancel(OrderStory story) {
        story.cancels++;
        asked(story, OrderStory.Answer.CANCEL);
        venue.execute(new OrderCommand.CancelOrder(
                story.request().instrument(), story.orderId(), story.liveId(), now()));
    }

    void amend(OrderStory story, OrderRequest request) {
        story.amends++;
        asked(story, OrderStory.Answer.AMEND);
        venue.execute(new OrderCommand.AmendOrder(story.orderId(), story.liveId(), freshId(), request, now()));
    }

    private synchronized void asked(OrderStory story, OrderStory.Answer answer) {
        story.awaits = answer;
    }

    /** The best price of a side of the book. */
    Price best(Side side) {
        FeedBook book = book();
        if (book.depth(side) == 0) {
            throw new AssertionError(venue.name() + ": the book of " + instrument().id() + " has no " + side
                    + " side" + (book.isReady() ? "" : ": " + book.problem()));
        }
        return Price.ofUnscaled(book.priceUnscaled(side, 0), book.scales().price());
    }

    /** A price at which an order rests far from the market. */
    Price far(Side side) {
        Decimal wanted = best(side).value().times(side == Side.BUY ? FAR_BELOW : FAR_ABOVE);
        return instrument().roundedToTick(wanted, RoundingMode.HALF_EVEN);
    }

    /** The best price of the other side, and some ticks beyond; towards the market's middle if negative. */
    Price through(Side side, int ticks) {
        Decimal far = instrument().steps().tick().times(Decimal.of(ticks));
        Decimal best = best(side.opposite()).value();
        return new Price(side == Side.BUY ? best.plus(far) : best.minus(far));
    }

    /** The smallest quantity that may be ordered at prices as they are, so many times. */
    Quantity quantity(int times) {
        Instrument instrument = instrument();
        Decimal lot = instrument.steps().lot();
        Decimal worth = instrument.steps().minNotional().times(TWICE);
        Decimal least = instrument.steps()
                .minQuantity()
                .max(worth.dividedBy(best(Side.BUY).value(), Decimal.MAX_SCALE, RoundingMode.UP))
                .roundedTo(lot, RoundingMode.UP)
                .max(lot);
        return new Quantity(least.times(Decimal.of(times)));
    }

    OrderRequest limit(Side side, int times, Price price) {
        return OrderRequest.limit(instrument().id(), side, quantity(times), price);
    }

    OrderRequest market(Side side, int times) {
        return OrderRequest.market(instrument().id(), side, quantity(times));
    }

    @Override
    public void close() {
        venue.close();
    }
}
