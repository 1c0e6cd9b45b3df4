package dev.tradewind.simulation.synthetic;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.simulation.matching.BookEvents;
import dev.tradewind.simulation.matching.MatchingBook;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A synthetic exchange in operation: simulated makers and takers trade the listings of a {@link TickMarket} through one
 * {@link MatchingBook} each. Time is moved by the caller. A guest may send orders to the same books; the others see
 * what it does to the book and nothing else of it.
 *
 * <p>How it works is stated in {@code docs/venues.md}. One thread.
 */
public final class SyntheticExchange {
    /** A guest's orders have ids from here on. */
    public static final long FIRST_GUEST_ID = 1L << 62;

    /** The owner of a guest's orders. */
    public static final long GUEST = 1;

    private final TickMarket market;
    private final Consumer<? super MarketEvent> events;
    private final List<TickRoom> rooms = new ArrayList<>();
    private long nanos;

    private SyntheticExchange(
            TickMarket market, int from, int to, Consumer<? super MarketEvent> events, BookEvents guest) {
        this.market = market;
        this.events = events;
        LatentValues values = new LatentValues(market, market.startNanos() - TickRoom.WARM_UP_NANOS);
        for (int i = from; i < to; i++) {
            rooms.add(new TickRoom(market, i, values, guest));
        }
        run(market.startNanos() - 1, event -> {});
        nanos = market.startNanos();
        for (TickRoom room : rooms) {
            events.accept(room.snapshot(nanos));
        }
    }

    /**
     * Opens the exchange; a snapshot of each book is told at once.
     *
     * @param events hears what happens, in order of time
     * @param guest hears what happens to a guest's orders, within commands; see {@link BookEvents}
     */
    public static SyntheticExchange open(TickMarket market, Consumer<? super MarketEvent> events, BookEvents guest) {
        return new SyntheticExchange(market, 0, market.listings().size(), events, guest);
    }

    /** One listing alone; it trades as it does beside the others, for only their values are tied to each other. */
    static SyntheticExchange openAlone(TickMarket market, int listing, Consumer<? super MarketEvent> events) {
        return new SyntheticExchange(market, listing, listing + 1, events, BookEvents.NONE);
    }

    /** Where the exchange was last advanced to, nanoseconds since the epoch. */
    public long nanos() {
        return nanos;
    }

    /** When something next happens. */
    public long nextNanos() {
        long next = Long.MAX_VALUE;
        for (TickRoom room : rooms) {
            next = Math.min(next, room.nextNanos());
        }
        return next;
    }

    /** Lets everything happen that does so up to and including this time; a time that has passed changes nothing. */
    public void advanceTo(long until) {
        run(until, events);
        nanos = Math.max(nanos, until);
    }

    private void run(long until, Consumer<? super MarketEvent> out) {
        while (true) {
            TickRoom next = rooms.get(0);
            for (TickRoom room : rooms) {
                next = room.nextNanos() < next.nextNanos() ? room : next;
            }
            if (next.nextNanos() > until) {
                return;
            }
            nanos = Math.max(nanos, next.nextNanos());
            next.act(out);
        }
    }

    /** The book of a listing, to send a guest's orders to; {@link #publish} is due after each command. */
    public MatchingBook book(InstrumentId instrument) {
        return room(instrument).book();
    }

    /** Tells what a guest's command has changed, as of now. */
    public void publish(InstrumentId instrument) {
        room(instrument).publish(nanos, events);
    }

    private TickRoom room(InstrumentId instrument) {
        return rooms.get(market.indexOf(instrument));
    }
}
