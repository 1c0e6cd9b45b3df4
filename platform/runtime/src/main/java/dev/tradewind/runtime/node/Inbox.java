package dev.tradewind.runtime.node;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.DataQuality;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.VenueEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a shard: reports of venues, market data, requests. What came first is taken first; what came at the
 * same time in this order.
 *
 * <p>What happens at each bound:
 * <ul>
 * <li>market data conflates: what waits is dropped but for bars, the feed puts a snapshot of each book in its place,
 * and the range of numbers that was dropped is journaled with the next batch; bars too are dropped once they are half
 * of the queue;
 * <li>reports never drop: when too many wait, {@link #isOverrun} says so, and the shard is made anew from its journal
 * and goes on with the same inbox;
 * <li>requests are refused: {@link #offerRequest} returns false.
 * </ul>
 */
final class Inbox implements MarketFeed.Taker {
    private final Bounds bounds;
    private final ArrayDeque<Item> reports = new ArrayDeque<>();
    private final ArrayDeque<Item> market = new ArrayDeque<>();
    private final ArrayDeque<Item> requests = new ArrayDeque<>();
    private boolean needsBooks = true;
    private long droppedFrom;
    private long conflations;
    private long generation;
    private boolean woken;

    /** Most of each kind that wait. */
    record Bounds(int market, int reports, int requests) {}

    /** Something that waits, and when it came. */
    sealed interface Item {
        long receivedNanos();
    }

    /** A venue's report. */
    record Report(long receivedNanos, VenueEvent event) implements Item {}

    /**
     * Market data.
     *
     * @param number its number in the feed
     * @param droppedFrom number of the first event of those before it that were dropped; 0 if none. A snapshot of a
     *     book stands for them, a bar does not
     */
    record Market(long receivedNanos, MarketEvent event, long number, long droppedFrom) implements Item {}

    /** The event of this number is not told. */
    record Skipped(long receivedNanos, long number) implements Item {}

    /** How good the data of an instrument is; comes before the data that it is about. */
    record Quality(long receivedNanos, DataQuality quality) implements Item {}

    /** Bars of the past, which were missing. */
    record History(long receivedNanos, InstrumentId instrument, List<Bar> bars) implements Item {}

    /** The data of a venue comes from another source. */
    record Source(long receivedNanos, String venue, String source, String reason) implements Item {}

    /** A request of a person or of the node itself. */
    record Asked(long receivedNanos, Request request) implements Item {}

    Inbox(Bounds bounds) {
        this.bounds = bounds;
    }

    synchronized void offerReport(long receivedNanos, VenueEvent event) {
        reports.addLast(new Report(receivedNanos, event));
        notifyAll();
    }

    @Override
    public synchronized void skip(long receivedNanos, long number) {
        if (needsBooks) {
            droppedFrom = droppedFrom == 0 ? number : droppedFrom;
        } else {
            market.addLast(new Skipped(receivedNanos, number));
            notifyAll();
        }
    }

    /** Never dropped; there are few, since a fault lasts for a while. */
    @Override
    public synchronized void offerQuality(long receivedNanos, DataQuality quality) {
        reports.addLast(new Quality(receivedNanos, quality));
        notifyAll();
    }

    @Override
    public synchronized void offerHistory(long receivedNanos, InstrumentId instrument, List<Bar> bars) {
        reports.addLast(new History(receivedNanos, instrument, List.copyOf(bars)));
        notifyAll();
    }

    @Override
    public synchronized void offerSource(long receivedNanos, String venue, String source, String reason) {
        reports.addLast(new Source(receivedNanos, venue, source, reason));
        notifyAll();
    }

    /** Puts back what a shard took and did not decide. */
    synchronized void putBack(Item item) {
        switch (item) {
            case Report report -> reports.addFirst(report);
            case Quality quality -> reports.addFirst(quality);
            case History history -> reports.addFirst(history);
            case Source source -> reports.addFirst(source);
            case Asked asked -> requests.addFirst(asked);
            case Market dropped -> {
                droppedFrom = droppedFrom == 0 ? dropped.number() : Math.min(droppedFrom, dropped.number());
                needsBooks = true;
            }
            case Skipped skipped -> market.addFirst(skipped);
        }
        notifyAll();
    }

    /** @return false if too many wait */
    synchronized boolean offerRequest(long receivedNanos, Request request) {
        if (requests.size() >= bounds.requests()) {
            return false;
        }
        requests.addLast(new Asked(receivedNanos, request));
        notifyAll();
        return true;
    }

    /** @return false if the queue was full, so that the feed has to tell its books anew */
    @Override
    public synchronized boolean offerMarket(long receivedNanos, MarketEvent event, long number) {
        if (needsBooks) {
            droppedFrom = droppedFrom == 0 ? number : droppedFrom;
            return false;
        }
        if (market.size() >= bounds.market()) {
            dropMarket(number);
            return false;
        }
        market.addLast(new Market(receivedNanos, event, number, 0));
        notifyAll();
        return true;
    }

    private void dropMarket(long number) {
        List<Item> bars = new ArrayList<>();
        long first = firstOf(market.peekFirst());
        long from = 0;
        for (Item item : market) {
            if (item instanceof Market one && one.event() instanceof Bar) {
                long since = from == 0 ? one.droppedFrom() : from;
                bars.add(new Market(one.receivedNanos(), one.event(), one.number(), since));
                from = 0;
            } else {
                from = from == 0 ? firstOf(item) : from;
            }
        }
        market.clear();
        if (bars.size() > bounds.market() / 2) {
            from = first;
        } else {
            market.addAll(bars);
        }
        droppedFrom = from == 0 ? number : from;
        needsBooks = true;
        conflations++;
    }

    /** Number of the first event that an item stands for; 0 for none. */
    private static long firstOf(@Nullable Item item) {
        return switch (item) {
            case Market one -> one.droppedFrom() == 0 ? one.number() : one.droppedFrom();
            case Skipped one -> one.number();
            case null, default -> 0;
        };
    }

    /** Whether the feed has to tell its books before anything else. */
    synchronized boolean needsBooks() {
        return needsBooks;
    }

    /** Forgets market data that waits; the feed tells its books anew, for an engine that begins anew. */
    synchronized void restartMarket() {
        if (droppedFrom == 0) {
            droppedFrom = firstOf(market.peekFirst());
        }
        market.clear();
        needsBooks = true;
        generation++;
    }

    /** How often {@link #restartMarket} was called: names the engine that takes from here. */
    synchronized long generation() {
        return generation;
    }

    /** Takes the state of a feed in place of what was dropped: its books at this number. */
    @Override
    public synchronized void offerBooks(long receivedNanos, Iterable<? extends MarketEvent> books, long number) {
        long from = droppedFrom;
        for (MarketEvent book : books) {
            market.addLast(new Market(receivedNanos, book, number, from));
            from = 0;
        }
        droppedFrom = 0;
        needsBooks = false;
        notifyAll();
    }

    /**
     * The next, which is taken out; null if none came in time.
     *
     * @param patienceMillis how long to wait, at least 1
     */
    synchronized @Nullable Item take(long patienceMillis) throws InterruptedException {
        Item first = first();
        long deadline = System.nanoTime() + patienceMillis * 1_000_000L;
        long left = patienceMillis;
        while (first == null && !woken && left > 0) {
            wait(left);
            first = first();
            left = (deadline - System.nanoTime()) / 1_000_000L;
        }
        woken = false;
        if (first == null) {
            return null;
        }
        switch (first) {
            case Report report -> reports.removeFirst();
            case Quality quality -> reports.removeFirst();
            case History history -> reports.removeFirst();
            case Source source -> reports.removeFirst();
            case Market one -> market.removeFirst();
            case Skipped one -> market.removeFirst();
            case Asked asked -> requests.removeFirst();
        }
        return first;
    }

    private @Nullable Item first() {
        Item best = reports.peekFirst();
        best = earlier(best, market.peekFirst());
        return earlier(best, requests.peekFirst());
    }

    private static @Nullable Item earlier(@Nullable Item one, @Nullable Item other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.receivedNanos() < one.receivedNanos() ? other : one;
    }

    /** Lets whoever waits in {@link #take} look at the world again. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    synchronized boolean isOverrun() {
        return reports.size() > bounds.reports();
    }

    /** How many wait, of all kinds. */
    synchronized int size() {
        return reports.size() + market.size() + requests.size();
    }

    /** How often market data was conflated. */
    synchronized long conflations() {
        return conflations;
    }
}
