package dev.tradewind.runtime.node;

import dev.tradewind.engine.book.BookOutcome;
import dev.tradewind.engine.book.FeedBook;
import dev.tradewind.runtime.config.DataLimits;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.DataQuality;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.value.Decimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The market data of one venue on its way to the accounts: looks at how good it is, numbers each event, keeps the
 * books, makes bars of a second from trades, and hands everything to the inboxes that want it. Trades that were missed
 * are asked for; bars wait meanwhile, and are told as bars of the past once the missing ones are in their place.
 */
final class MarketFeed {
    /** Bars that strategies ask for are made of these. */
    static final Timeframe BARS = new Timeframe(1_000_000_000L);
    /** Ticks that were fetched later are stored under the feed's name with this behind it. */
    static final String FETCHED = "+fetched";
    /** What is missing must be there by then; bars go on without it otherwise. */
    static final long FILL_NANOS = 10_000_000_000L;
    /** So many trades wait for those that are missing. */
    static final int MOST_WAITING = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(MarketFeed.class);

    private final String name;
    private final TickSink ticks;
    private final Map<InstrumentId, Room> rooms = new LinkedHashMap<>();
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final Map<InstrumentId, Decimal> lastPrices = new ConcurrentHashMap<>();
    private final Set<InstrumentId> priced = ConcurrentHashMap.newKeySet();
    private final Map<InstrumentId, DataQuality> qualities = new ConcurrentHashMap<>();
    private @Nullable GapFiller filler;
    private @Nullable Onlooker onlooker;
    private volatile long number;
    private volatile long lastReceivedNanos = Long.MIN_VALUE;
    private long fetched;

    /** Takes ticks to be stored; must not wait. */
    interface TickSink {
        TickSink NONE = (feed, number, receivedNanos, event) -> {};

        void accept(String feed, long number, long receivedNanos, MarketEvent event);

        /** The last stored trade of a period, its end not counted; waits for the store. */
        default Optional<TradeTick> lastTrade(InstrumentId instrument, long fromNanos, long toNanos) {
            return Optional.empty();
        }
    }

    /** Fetches trades that were missed, on another thread, and calls {@link #fill}. */
    interface GapFiller {
        void fetch(TradeTick before, TradeTick after);
    }

    /** Sees what goes on to the accounts. */
    interface Onlooker {
        void saw(MarketEvent event, long receivedNanos);
    }

    /** Whoever market data go to. */
    interface Taker {
        /** @return false if it was not taken, so that the feed has to tell its books anew */
        boolean offerMarket(long receivedNanos, MarketEvent event, long number);

        /** Takes the state of the books in place of what was not taken. */
        void offerBooks(long receivedNanos, Iterable<? extends MarketEvent> books, long number);

        /** An event has a number and is not told: a bar that lacks trades, and comes as history later. */
        default void skip(long receivedNanos, long number) {}

        default void offerQuality(long receivedNanos, DataQuality quality) {}

        /** Bars that come late. */
        default void offerHistory(long receivedNanos, InstrumentId instrument, List<Bar> bars) {}

        /** The data comes from another source now. */
        default void offerSource(long receivedNanos, String venue, String source, String reason) {}
    }

    private record Subscription(Taker taker, Set<InstrumentId> instruments) {}

    /** What is kept of one instrument. */
    private final class Room implements DataWatch.Onwards {
        final InstrumentId id;
        final FeedBook book;
        final TradeBars bars;
        final DataWatch watch;
        final BarMender mender = new BarMender();
        long lastEventNanos = Long.MIN_VALUE;

        Room(Instrument instrument, DataLimits limits, boolean numbered) {
            id = instrument.id();
            book = new FeedBook(instrument);
            bars = new TradeBars(id, BARS);
            watch = new DataWatch(id, limits, numbered);
        }

        @Override
        public void pass(MarketEvent event, long receivedNanos) {
            go(this, event, receivedNanos);
        }

        @Override
        public boolean onGap(TradeTick before, TradeTick after, long receivedNanos) {
            GapFiller with = filler;
            if (with == null) {
                return false;
            }
            mender.begin(bars, receivedNanos);
            with.fetch(before, after);
            return true;
        }
    }

    /** @param first events are numbered after this; higher at each start, so that no number comes twice */
    MarketFeed(String name, List<Instrument> instruments, TickSink ticks, long first) {
        this(name, instruments, ticks, first, DataLimits.LENIENT, false);
    }

    /**
     * A feed whose data is looked at.
     *
     * @param limits when it counts as bad
     * @param numbered whether ids of trades are consecutive numbers
     */
    MarketFeed(
            String name,
            List<Instrument> instruments,
            TickSink ticks,
            long first,
            DataLimits limits,
            boolean numbered) {
        this.name = name;
        this.number = first;
        this.fetched = first;
        this.ticks = ticks;
        for (Instrument instrument : instruments) {
            rooms.put(instrument.id(), new Room(instrument, limits, numbered));
        }
    }

    String name() {
        return name;
    }

    /** Who fetches trades that were missed; without it they stay so. Before the start. */
    synchronized void fillGapsWith(GapFiller with) {
        filler = with;
    }

    /** Shows everything that goes on to somebody. Before the start. */
    synchronized void show(Onlooker to) {
        onlooker = to;
    }

    /** Sends these instruments to somebody from now on, beginning with their books. */
    void subscribe(Taker taker, Set<InstrumentId> instruments) {
        subscriptions.add(new Subscription(taker, new LinkedHashSet<>(instruments)));
    }

    /** Something came in. */
    synchronized void onMarket(MarketEvent event, long receivedNanos) {
        Room room = rooms.get(event.instrument());
        if (room == null) {
            return;
        }
        lastReceivedNanos = receivedNanos;
        room.watch.admit(event, receivedNanos, room);
        tellQuality(room, receivedNanos);
    }

    /**
     * The connection that the data comes by is lost, or there again.
     *
     * @param reason why it is lost; empty if it is there
     */
    synchronized void onConnection(String reason, long nowNanos) {
        for (Room room : rooms.values()) {
            room.watch.onConnection(reason);
            tellQuality(room, nowNanos);
        }
    }

    /** Looks at the time: what has not come, and what was waited for long enough. To be called again and again. */
    synchronized void check(long nowNanos) {
        for (Room room : rooms.values()) {
            if (room.mender.isWaiting() && nowNanos - room.mender.beganNanos() > FILL_NANOS) {
                settle(room, List.of(), true, "missing trades were not found in time", nowNanos);
            }
            tellQuality(room, nowNanos);
        }
    }

    private void tellQuality(Room room, long nowNanos) {
        DataQuality changed = room.watch.changed(nowNanos);
        if (changed == null) {
            return;
        }
        qualities.put(room.id, changed);
        toEach(room.id, taker -> taker.offerQuality(nowNanos, changed));
        LOG.info("data of {} is {} {}", room.id, changed.isGood() ? "good" : changed.faults(), changed.reason());
    }

    private void go(Room room, MarketEvent event, long receivedNanos) {
        countOn();
        makeBars(room, event, receivedNanos);
        BookOutcome outcome =
                switch (event) {
                    case BookSnapshot snapshot -> room.book.apply(snapshot);
                    case BookDelta delta -> room.book.apply(delta);
                    default -> BookOutcome.APPLIED;
                };
        if (event instanceof BookSnapshot) {
            notePrice(room.book, room.id);
        }
        room.watch.onBook(outcome, room.book.problem(), room.book.isReady(), receivedNanos);
        tellQuality(room, receivedNanos);
        ticks.accept(name, number, receivedNanos, event);
        send(event, receivedNanos);
        Onlooker to = onlooker;
        if (to != null) {
            to.saw(event, receivedNanos);
        }
    }

    private void countOn() {
        long next = number + 1;
        number = next;
    }

    private void makeBars(Room room, MarketEvent event, long receivedNanos) {
        room.lastEventNanos = Math.max(room.lastEventNanos, event.eventNanos());
        boolean late = room.mender.isMending();
        Bar mended = room.mender.closeBefore(event.eventNanos());
        Bar bar = room.bars.closeBefore(event.eventNanos());
        if (bar != null && late) {
            long skipped = number;
            toEach(room.id, taker -> taker.skip(receivedNanos, skipped));
            countOn();
        } else if (bar != null) {
            send(bar, receivedNanos);
            countOn();
        }
        if (mended != null) {
            toEach(room.id, taker -> taker.offerHistory(receivedNanos, room.id, List.of(mended)));
        }
        if (event instanceof TradeTick trade) {
            lastPrices.put(trade.instrument(), trade.price().value());
            priced.add(trade.instrument());
            room.bars.add(trade);
            room.mender.add(trade);
            if (room.mender.waiting() >= MOST_WAITING) {
                settle(room, List.of(), true, "too many trades waited for the missing ones", receivedNanos);
            }
        }
    }

    /**
     * Trades that were missing, in their order; none if they cannot be had. Bars of them, and of those that came since,
     * are told as bars of the past.
     *
     * @param outcome what came of it, for people
     */
    synchronized void fill(InstrumentId instrument, List<TradeTick> missing, String outcome, long nowNanos) {
        Room room = rooms.get(instrument);
        if (room != null && room.mender.isWaiting()) {
            settle(room, missing, false, outcome, nowNanos);
            tellQuality(room, nowNanos);
        }
    }

    /** Stores trades that nobody heard, and tells nobody. */
    synchronized void keep(List<TradeTick> missed, long nowNanos) {
        for (TradeTick trade : missed) {
            ticks.accept(name + FETCHED, ++fetched, nowNanos, trade);
        }
    }

    private void settle(Room room, List<TradeTick> missing, boolean all, String outcome, long nowNanos) {
        keep(missing, nowNanos);
        List<Bar> past = room.mender.fill(missing, all, room.lastEventNanos);
        if (room.mender.isWaiting()) {
            return;
        }
        room.watch.onFilled(outcome, nowNanos);
        LOG.info("{}: {}, {} bars are told late", room.id, outcome, past.size());
        if (!past.isEmpty()) {
            toEach(room.id, taker -> taker.offerHistory(nowNanos, room.id, past));
        }
    }

    private void toEach(InstrumentId instrument, Consumer<Taker> told) {
        for (Subscription subscription : subscriptions) {
            if (subscription.instruments().contains(instrument)) {
                told.accept(subscription.taker());
            }
        }
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
    synchronized void tellBooks(long receivedNanos) {
        subscriptions.forEach(subscription -> tellBooks(subscription, receivedNanos));
    }

    /** In place of what an inbox did not take: the books as they are now, which hold the event at hand already. */
    private void tellBooks(Subscription subscription, long receivedNanos) {
        List<MarketEvent> books = new ArrayList<>();
        for (InstrumentId id : subscription.instruments()) {
            Room room = rooms.get(id);
            FeedBook book = room == null ? null : room.book;
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

    /** The venue's number of the last update in a book; the lowest number where there is none. */
    synchronized long bookSequence(InstrumentId instrument) {
        Room room = rooms.get(instrument);
        return room == null || !room.book.isReady() ? Long.MIN_VALUE : room.book.sequence();
    }

    Set<InstrumentId> instruments() {
        return rooms.keySet();
    }

    /** Events of an instrument that did not go on: doubled, late, or a price that nothing confirmed. */
    synchronized long heldBack(InstrumentId instrument) {
        Room room = rooms.get(instrument);
        return room == null ? 0 : room.watch.dropped();
    }

    /** Tells all that the data comes from another source now. */
    void tellSource(String source, String reason, long nowNanos) {
        subscriptions.forEach(
                subscription -> subscription.taker().offerSource(nowNanos, name, source, reason));
    }

    /** How good the data of instruments is, as far as anything is known of it. */
    Map<InstrumentId, DataQuality> qualities() {
        return new LinkedHashMap<>(qualities);
    }
}
