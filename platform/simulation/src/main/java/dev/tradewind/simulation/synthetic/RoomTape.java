package dev.tradewind.simulation.synthetic;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.simulation.matching.BookDepth;
import dev.tradewind.simulation.matching.BookEvents;
import dev.tradewind.simulation.matching.CancelReason;
import dev.tradewind.simulation.matching.OrderKind;
import dev.tradewind.simulation.matching.RejectReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Writes down what commands do to a book, and publishes it as trades and numbered deltas; what happens to a guest's
 * orders goes to the guest at once.
 */
final class RoomTape implements BookEvents {
    private final InstrumentId instrument;
    private final Scales scales;
    private final long tick;
    private final long lot;
    private final BookEvents guest;
    private final TradeFlow flow;
    private final List<Trade> trades = new ArrayList<>();
    private final TreeSet<Long> touchedBids = new TreeSet<>();
    private final TreeSet<Long> touchedAsks = new TreeSet<>();
    /** What is published of each side, by price. */
    private final Map<Long, Long> bids = new TreeMap<>();

    private final Map<Long, Long> asks = new TreeMap<>();
    private long sequence = 1;
    private long tradeNumber;

    private record Trade(Side aggressor, long price, long quantity) {}

    RoomTape(Instrument instrument, TradeFlow flow, BookEvents guest) {
        this.instrument = instrument.id();
        this.scales = Scales.of(instrument);
        this.tick = instrument.steps().tick().unscaledAt(scales.price());
        this.lot = instrument.steps().lot().unscaledAt(scales.quantity());
        this.flow = flow;
        this.guest = guest;
    }

    private static boolean isGuests(long id) {
        return id >= SyntheticExchange.FIRST_GUEST_ID;
    }

    private void touch(Side side, long price) {
        (side == Side.BUY ? touchedBids : touchedAsks).add(price);
    }

    @Override
    public void accepted(long id, long owner, Side side, OrderKind kind, long price, long quantity) {
        if (isGuests(id)) {
            guest.accepted(id, owner, side, kind, price, quantity);
        }
    }

    @Override
    public void rejected(long id, RejectReason reason) {
        if (isGuests(id)) {
            guest.rejected(id, reason);
        }
    }

    @Override
    public void traded(
            long makerId, long takerId, Side takerSide, long price, long quantity, long makerOpen, long takerOpen) {
        touch(takerSide.opposite(), price);
        trades.add(new Trade(takerSide, price, quantity));
        flow.add(takerSide.sign() * quantity);
        if (isGuests(makerId) || isGuests(takerId)) {
            guest.traded(makerId, takerId, takerSide, price, quantity, makerOpen, takerOpen);
        }
    }

    @Override
    public void rested(long id, Side side, long price, long shown) {
        touch(side, price);
        if (isGuests(id)) {
            guest.rested(id, side, price, shown);
        }
    }

    @Override
    public void amended(long id, Side side, long oldPrice, long newPrice, long open, boolean kept) {
        touch(side, oldPrice);
        touch(side, newPrice);
        if (isGuests(id)) {
            guest.amended(id, side, oldPrice, newPrice, open, kept);
        }
    }

    @Override
    public void cancelled(long id, Side side, long price, long quantity, CancelReason reason) {
        touch(side, price);
        if (isGuests(id)) {
            guest.cancelled(id, side, price, quantity, reason);
        }
    }

    @Override
    public void triggered(long id, Side side, long tradePrice) {
        if (isGuests(id)) {
            guest.triggered(id, side, tradePrice);
        }
    }

    /** The whole book, with which a feed begins; what happened before it is forgotten. */
    BookSnapshot snapshot(BookDepth depth, long nanos) {
        trades.clear();
        tradeNumber = 0;
        sequence = 1;
        clearTouched();
        bids.clear();
        asks.clear();
        depth.levels(Side.BUY, (price, quantity, orders) -> bids.put(price, quantity) == null);
        depth.levels(Side.SELL, (price, quantity, orders) -> asks.put(price, quantity) == null);
        long[] prices = new long[bids.size() + asks.size()];
        long[] quantities = new long[prices.length];
        int bidCount = bids.size();
        int at = bidCount;
        for (Map.Entry<Long, Long> bid : bids.entrySet()) {
            put(--at, bid.getKey(), bid.getValue(), prices, quantities);
        }
        at = bidCount;
        for (Map.Entry<Long, Long> ask : asks.entrySet()) {
            put(at++, ask.getKey(), ask.getValue(), prices, quantities);
        }
        return new BookSnapshot(
                instrument, nanos, sequence, BookLevels.ofUnscaled(scales, bidCount, prices, quantities));
    }

    private void put(int at, long price, long quantity, long[] prices, long[] quantities) {
        prices[at] = Math.multiplyExact(price, tick);
        quantities[at] = Math.multiplyExact(quantity, lot);
    }

    /** Publishes what happened since the last time: the trades in order, then one delta if the book has changed. */
    void publish(BookDepth depth, long nanos, Consumer<? super MarketEvent> out) {
        for (Trade trade : trades) {
            out.accept(TradeTick.ofUnscaled(
                    instrument,
                    nanos,
                    scales,
                    Math.multiplyExact(trade.price(), tick),
                    Math.multiplyExact(trade.quantity(), lot),
                    trade.aggressor(),
                    Long.toString(++tradeNumber)));
        }
        trades.clear();
        if (touchedBids.isEmpty() && touchedAsks.isEmpty()) {
            return;
        }
        int most = touchedBids.size() + touchedAsks.size();
        long[] prices = new long[most];
        long[] quantities = new long[most];
        int count = 0;
        for (long price : touchedBids.descendingSet()) {
            if (changes(bids, price, depth.quantityAt(Side.BUY, price))) {
                put(count++, price, depth.quantityAt(Side.BUY, price), prices, quantities);
            }
        }
        int bidCount = count;
        for (long price : touchedAsks) {
            if (changes(asks, price, depth.quantityAt(Side.SELL, price))) {
                put(count++, price, depth.quantityAt(Side.SELL, price), prices, quantities);
            }
        }
        clearTouched();
        if (count > 0) {
            sequence++;
            BookLevels levels = BookLevels.ofUnscaled(
                    scales, bidCount, Arrays.copyOf(prices, count), Arrays.copyOf(quantities, count));
            out.accept(new BookDelta(instrument, nanos, BookDelta.Sequences.contiguous(sequence, sequence), levels));
        }
    }

    private void clearTouched() {
        touchedBids.clear();
        touchedAsks.clear();
    }

    private static boolean changes(Map<Long, Long> published, long price, long now) {
        Long before = now == 0 ? published.remove(price) : published.put(price, now);
        return before == null ? now != 0 : before != now;
    }
}
