package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.value.Decimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * A venue simulated from recorded books, quotes or trades. It lives in the venue's time, ahead of what the engine has
 * seen: the driver tells it of market events when they happened there, and lets it act when {@link #nextNanos} has
 * come.
 *
 * <p>How it fills is stated in {@code docs/fills.md}. In short: takers walk the book level by level, and what they took
 * stays taken; a resting order waits behind what the level showed when it came, and fills by trades at its price that
 * its queue leaves over, by trades through its price, and by a book that comes to it.
 */
public final class BookVenue implements SimulatedVenue {
    private final BookModels models;
    private final VenueAccount account;
    private final Consumer<VenueEvent> events;
    private final Places<Place> places = new Places<>();
    private final PriorityQueue<Arrival> arrivals = new PriorityQueue<>();
    private final VenueNumbers numbers;
    private final QueueStatistics statistics = new QueueStatistics();
    private long sent;
    private long nextExpiryNanos = Long.MAX_VALUE;

    /** Where one instrument trades. */
    private record Place(ShownMarket shown, BookMarket market, BookCounter counter) {}

    /** A command on its way; those that arrive together keep the order in which they were sent. */
    private record Arrival(long nanos, long number, OrderCommand command) implements Comparable<Arrival> {
        @Override
        public int compareTo(Arrival other) {
            return nanos != other.nanos ? Long.compare(nanos, other.nanos) : Long.compare(number, other.number);
        }
    }

    /**
     * A venue with an empty account.
     *
     * @param leverage how many times equity positions may be worth, 1 or more
     * @param events hears what happens, in order, at once and stamped with the venue's time
     */
    public BookVenue(BookModels models, Decimal leverage, Consumer<VenueEvent> events) {
        this(models, leverage, "", events);
    }

    /**
     * A venue that lends nothing to an account without leverage: no more of a spot instrument can be sold than is held,
     * as at a venue for money.
     *
     * @param session comes before the number in each id
     */
    public static BookVenue lendingByLeverage(
            BookModels models, Decimal leverage, String session, Consumer<VenueEvent> events) {
        boolean lends = leverage.compareTo(Decimal.ONE) > 0;
        return new BookVenue(models, new VenueAccount(leverage, lends), session, events);
    }

    /**
     * A venue whose ids repeat none of another.
     *
     * @param session comes before the number in each id, so that a venue that is opened again repeats none
     */
    BookVenue(BookModels models, Decimal leverage, String session, Consumer<VenueEvent> events) {
        this(models, new VenueAccount(leverage), session, events);
    }

    private BookVenue(BookModels models, VenueAccount account, String session, Consumer<VenueEvent> events) {
        this.models = models;
        this.numbers = new VenueNumbers(session);
        this.account = account;
        this.events = events;
    }

    @Override
    public void addInstrument(Instrument instrument) {
        ShownMarket shown = new ShownMarket(instrument);
        FillDesk desk = new FillDesk(instrument, models.fees(), account, numbers, this::markAll, events);
        BookMarket market = new BookMarket(instrument, shown, models.slippage(), desk, events, statistics);
        BookCounter counter = new BookCounter(instrument, models.queue(), market, desk, numbers, events);
        places.add(instrument.id(), new Place(shown, market, counter));
    }

    /**
     * Takes over an account as it stood, with its orders; they stand behind all that the book will first show at their
     * price.
     *
     * @throws IllegalArgumentException if something of it is in an instrument that is not traded here
     */
    void open(OpeningAccount opening, long nanos) {
        opening.cash().forEach(account::deposit);
        for (OpeningAccount.OpeningPosition held : opening.positions()) {
            Instrument instrument = places.of(held.instrument()).shown().instrument();
            account.holding(instrument).restore(held.quantity(), held.cost());
        }
        for (OpeningAccount.OpeningOrder order : opening.orders()) {
            BookCounter counter = places.of(order.request().instrument()).counter();
            counter.restore(order, nanos);
            nextExpiryNanos = Math.min(nextExpiryNanos, counter.nextExpiryNanos());
        }
    }

    /** The orders that work, oldest first. */
    List<OpeningAccount.OpeningOrder> working() {
        List<OpeningAccount.OpeningOrder> working = new ArrayList<>();
        for (Place place : places.all()) {
            working.addAll(place.counter().working());
        }
        working.sort(Comparator.comparingLong(order -> order.id().counter()));
        return working;
    }

    private void markAll() {
        for (Place place : places.all()) {
            place.market().mark();
        }
    }

    @Override
    public VenueAccount account() {
        return account;
    }

    @Override
    public void execute(OrderCommand command) {
        execute(command, Long.MIN_VALUE);
    }

    /** As {@link #execute(OrderCommand)}; it arrives no earlier than {@code earliestNanos}. */
    void execute(OrderCommand command, long earliestNanos) {
        long arrival = Math.max(earliestNanos, SimulatedVenue.arrivalNanos(command, models.latency()));
        arrivals.add(new Arrival(arrival, sent++, command));
    }

    /** When the venue next does something of itself; {@link Long#MAX_VALUE} if never. */
    public long nextNanos() {
        Arrival arrival = arrivals.peek();
        return Math.min(nextExpiryNanos, arrival == null ? Long.MAX_VALUE : arrival.nanos());
    }

    /** Lets orders expire and commands arrive whose time has come; at the same time, what expires comes first. */
    public void runDue(long nanos) {
        expire(nanos);
        Arrival arrival = arrivals.peek();
        while (arrival != null && arrival.nanos() <= nanos) {
            arrivals.remove();
            Place place = places.of(arrival.command().instrument());
            place.counter().receive(arrival.command(), arrival.nanos());
            nextExpiryNanos = Math.min(nextExpiryNanos, place.counter().nextExpiryNanos());
            arrival = arrivals.peek();
        }
    }

    private void expire(long nanos) {
        if (nextExpiryNanos > nanos) {
            return;
        }
        nextExpiryNanos = Long.MAX_VALUE;
        for (Place place : places.all()) {
            place.counter().expire(nanos);
            nextExpiryNanos = Math.min(nextExpiryNanos, place.counter().nextExpiryNanos());
        }
    }

    /**
     * Something happened in the market.
     *
     * @param nanos when, by the venue's time; never less than before
     */
    public void onMarket(MarketEvent event, long nanos) {
        expire(nanos);
        Place place = places.of(event.instrument());
        switch (event) {
            case BookDelta delta -> {
                place.shown().apply(delta);
                place.market().onBook(nanos, delta.eventNanos());
            }
            case BookSnapshot snapshot -> {
                place.shown().apply(snapshot);
                place.market().onBook(nanos, snapshot.eventNanos());
            }
            case Quote quote -> {
                if (place.shown().apply(quote)) {
                    place.market().onBook(nanos, quote.eventNanos());
                }
            }
            case TradeTick trade -> {
                place.shown().apply(trade);
                place.market().onTrade(trade, nanos);
            }
            case FundingRate funding -> {}
            case Bar bar -> throw new IllegalStateException("bars are simulated by another venue: " + bar);
        }
    }

    /** The middle of the market as the venue knows it now; NaN where there is none. */
    public double middle(InstrumentId instrument) {
        return places.of(instrument).market().middle();
    }

    /** How resting orders fared. */
    public QueueStatistics queues() {
        return statistics;
    }
}
