package dev.tradewind.runtime.node;

import dev.tradewind.engine.book.FeedBook;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.value.Decimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The market data of one venue on its way to the accounts: numbers each event, keeps the books, makes bars of a second
 * from trades, and hands everything to the inboxes that want it. One thread at a time.
 */
final class MarketFeed {
    /** Bars that strategies ask for are made of these. */
    static final Timeframe BARS = new Timeframe(1_000_000_000L);

    private final String name;
    private final TickSink ticks;
    private final Map<InstrumentId, Room> rooms = new LinkedHashMap<>();
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final Map<InstrumentId, Decimal> lastPrices = new ConcurrentHashMap<>();
    private final Set<InstrumentId> priced = ConcurrentHashMap.newKeySet();
    private volatile long number;
    private volatile long lastReceivedNanos = Long.MIN_VALUE;

    /** Takes ticks to be stored; must not wait. */
    interface TickSink {
        TickSink NONE = (feed, number, receivedNanos, event) -> {};

        void accept(String feed, long number, long receivedNanos, MarketEvent event);
    }

    /** Whoever market data go to. */
    interface Taker {
        /** @return false if it was not taken, so that the feed has to tell its books anew */
        boolean offerMarket(long receivedNanos, MarketEvent event, long number);

        /** Takes the state of the books in place of what was not taken. */
        void offerBooks(long receivedNanos, Iterable<? extends MarketEvent> books, long number);
    }

    private record Room(FeedBook book, TradeBars bars) {}

    private record Subscription(Taker taker, Set<InstrumentId> instruments) {}

    /** @param first events are numbered after this; higher at each start, so that no number comes twice */
    MarketFeed(String name, List<Instrument> instruments, TickSink ticks, long first) {
        this.name = name;
        this.number = first;
        this.ticks = ticks;
        for (Instrument instrument : instruments) {
            rooms.put(instrument.id(), new Room(new FeedBook(instrument), new TradeBars(instrument.id(), BARS)));
        }
    }

    String name() {
        return name;
    }

    /** Sends these instruments to somebody from now on, beginning with their books. */
    void subscribe(Taker taker, Set<InstrumentId> instruments) {
        subscriptions.add(new Subscription(taker, new LinkedHashSet<>(instruments)));
    }

    void onMarket(MarketEvent event, long receivedNanos) {
        Room room = rooms.get(event.instrument());
        if (room == null) {
            return;
        }
        long next = number + 1;
        number = next;
        lastReceivedNanos = receivedNanos;
        Bar bar = room.bars().closeBefore(event.eventNanos());
        if (bar != null) {
            send(bar, receivedNanos);
            number = next + 1;
        }
        switch (event) {
            case BookSnapshot snapshot -> {
                room.book().apply(snapshot);
                notePrice(room.book(), snapshot.instrument());
            }
            case BookDelta delta -> room.book().apply(delta);
            case TradeTick trade -> {
                room.bars().add(trade);
                lastPrices.put(trade.instrument(), trade.price().value());
                priced.add(trade.instrument());
            }
            default -> {}
        }
        ticks.accept(name, number, receivedNanos, event);
        send(event, receivedNanos);
    }

    private void notePrice(FeedBook book, InstrumentId instrument) {
        if (book.isReady() && book.isTwoSided()) {
            priced.add(instrument);
        }
    }

    private void send(MarketEvent event, long receivedNanos) {
        for (Subscription subscription : subscriptions) {
            if (!subscription.instruments().contains(event.instrument())) {
                continue;
            }
            if (!subscription.taker().offerMarket(receivedNanos, event, number)) {
                tellBooks(subscription, receivedNanos);
            }
        }
    }

    /** Tells everybody the books as they are now. */
    void tellBooks(long receivedNanos) {
        subscriptions.forEach(subscription -> tellBooks(subscription, receivedNanos));
    }

    /** In place of what an inbox did not take: the books as they are now, which hold the event at hand already. */
    private void tellBooks(Subscription subscription, long receivedNanos) {
        List<MarketEvent> books = new ArrayList<>();
        for (InstrumentId id : subscription.instruments()) {
            Room room = rooms.get(id);
            FeedBook book = room == null ? null : room.book();
            if (book != null && book.isReady()) {
                books.add(new BookSnapshot(id, book.eventNanos(), book.sequence(), book.toLevels()));
            }
        }
        if (!books.isEmpty()) {
            subscription.taker().offerBooks(receivedNanos, books, number);
        }
    }

    /** Number of the last event. */
    long number() {
        return number;
    }

    /** When the last event was received; {@link Long#MIN_VALUE} before the first. */
    long lastReceivedNanos() {
        return lastReceivedNanos;
    }

    /** Whether there is a price: of a trade, or between the two sides of a book. */
    boolean isPriced(InstrumentId instrument) {
        return priced.contains(instrument);
    }

    /** The price of the last trade; null before the first. */
    @Nullable Decimal lastPrice(InstrumentId instrument) {
        return lastPrices.get(instrument);
    }

    /** The last prices of all instruments that traded. */
    Map<InstrumentId, Decimal> lastPrices() {
        return new LinkedHashMap<>(lastPrices);
    }
}
