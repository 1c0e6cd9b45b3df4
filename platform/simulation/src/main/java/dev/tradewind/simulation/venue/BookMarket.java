package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookView;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.SlippageModel;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Orders of one instrument at the venue, and how the market that the data shows fills them. */
final class BookMarket {
    private static final Timeframe INSTANT = new Timeframe(1);

    private final Instrument instrument;
    private final ShownMarket shown;
    private final SlippageModel slippage;
    private final FillDesk desk;
    private final Consumer<VenueEvent> events;
    private final QueueStatistics statistics;
    private final TakenLiquidity taken = new TakenLiquidity();

    /** Best price first, then the oldest. */
    private final List<BookOrder> bids = new ArrayList<>();

    private final List<BookOrder> asks = new ArrayList<>();
    private final List<BookOrder> stops = new ArrayList<>();
    /** Would trade, and the market is not known. */
    private final List<BookOrder> waiting = new ArrayList<>();

    private Scales units;

    BookMarket(
            Instrument instrument,
            ShownMarket shown,
            SlippageModel slippage,
            FillDesk desk,
            Consumer<VenueEvent> events,
            QueueStatistics statistics) {
        this.instrument = instrument;
        this.shown = shown;
        this.slippage = slippage;
        this.desk = desk;
        this.events = events;
        this.statistics = statistics;
        this.units = shown.units();
    }

    boolean hasOrders() {
        return !bids.isEmpty() || !asks.isEmpty() || !stops.isEmpty() || !waiting.isEmpty();
    }

    /** The orders that work, in no promised order. */
    List<BookOrder> orders() {
        List<BookOrder> all = new ArrayList<>(bids);
        all.addAll(asks);
        all.addAll(stops);
        all.addAll(waiting);
        return all;
    }

    private List<BookOrder> restingOf(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    /** Takes in an order that the venue has accepted. */
    void enter(BookOrder order, long nanos) {
        adaptUnits();
        if (!order.active) {
            Price reference = triggerPrice(order.side());
            if (reference != null) {
                order.follow(reference);
            }
            stops.add(order);
            checkStop(order, nanos);
        } else {
            meet(order, nanos);
        }
        clean();
    }

    /** Whether an order at this limit would trade at once, as far as the data shows. */
    boolean isMarketable(BookOrder order) {
        if (!shown.isBook()) {
            TradeTick last = shown.lastTrade();
            return last != null && last.price().compareTo(order.limit()) * order.side().sign() < 0;
        }
        Price best = shown.best(order.side().opposite());
        return best != null && order.accepts(best);
    }

    /** An active order meets the market: it takes what it may, and what is left rests, waits or is cancelled. */
    private void meet(BookOrder order, long nanos) {
        boolean known = shown.isBook() ? shown.isReady() : shown.lastTrade() != null;
        if (known) {
            if (!order.hasLimit() || isMarketable(order)) {
                take(order, nanos);
            }
            if (!order.over && order.isImmediate()) {
                desk.end(order, order.timeInForce() + ": not filled at once", nanos);
            } else if (!order.over && !order.hasLimit()) {
                desk.end(order, "the book holds no more", nanos);
            } else if (!order.over) {
                rest(order, nanos);
            }
        } else if (order.isImmediate()) {
            desk.end(order, order.timeInForce() + ": the market is not known", nanos);
        } else if (order.hasLimit()) {
            rest(order, nanos);
        } else {
            waiting.add(order);
        }
    }

    private void rest(BookOrder order, long nanos) {
        order.resting = true;
        order.restingSinceNanos = nanos;
        order.limitUnits = order.limitAt(units.price());
        joinQueue(order);
        List<BookOrder> side = restingOf(order.side());
        int at = side.size();
        while (at > 0 && isBetter(order, side.get(at - 1))) {
            at--;
        }
        side.add(at, order);
        if (order.place.isKnown()) {
            statistics.joined(Decimal.toDouble(Math.round(order.place.ahead()), units.quantity()));
        }
    }

    private static boolean isBetter(BookOrder one, BookOrder other) {
        return one.isBuy() ? one.limitUnits > other.limitUnits : one.limitUnits < other.limitUnits;
    }

    private void joinQueue(BookOrder order) {
        if (!shown.isBook()) {
            TradeTick last = shown.lastTrade();
            order.place.joinWithoutBook(last == null ? 0 : quantityOf(last));
            return;
        }
        long atLevel = shown.isReady() ? shown.book().quantityAtUnscaled(order.side(), order.limitUnits) : 0;
        boolean better = shown.isReady()
                && shown.book().depth(order.side()) > 0
                && shown.isVisible(order.side(), order.limitUnits);
        if (atLevel > 0 || better) {
            order.place.join(atLevel);
        } else {
            order.place.joinUnseen();
        }
    }

    /** Takes an order out, that is cancelled, expired or about to be entered anew. */
    void remove(BookOrder order) {
        if (!bids.remove(order) && !asks.remove(order) && !stops.remove(order)) {
            waiting.remove(order);
        }
        order.resting = false;
    }

    private void clean() {
        bids.removeIf(order -> order.over);
        asks.removeIf(order -> order.over);
        waiting.removeIf(order -> order.over);
        stops.removeIf(order -> order.over || order.active);
    }

    /** The book or quote has changed. */
    void onBook(long nanos, long eventNanos) {
        if (!hasOrders() && taken.isEmpty()) {
            return;
        }
        adaptUnits();
        BookView book = shown.book();
        if (!book.isReady()) {
            return;
        }
        if (!taken.isEmpty()) {
            taken.follow(book);
        }
        if (!hasOrders()) {
            return;
        }
        followQueues(bids, Side.BUY, eventNanos);
        followQueues(asks, Side.SELL, eventNanos);
        boolean filledBid = meetBook(Side.BUY, nanos);
        boolean filledAsk = meetBook(Side.SELL, nanos);
        if (shown.lastTrade() == null && !stops.isEmpty()) {
            checkStops(nanos);
        }
        if (!waiting.isEmpty()) {
            meetAll(nanos);
        }
        if (filledBid || filledAsk) {
            clean();
        }
    }

    private void meetAll(long nanos) {
        List<BookOrder> ready = List.copyOf(waiting);
        waiting.clear();
        for (BookOrder order : ready) {
            meet(order, nanos);
        }
        clean();
    }

    private void followQueues(List<BookOrder> orders, Side side, long eventNanos) {
        for (int i = 0; i < orders.size(); i++) {
            BookOrder order = orders.get(i);
            if (shown.isVisible(side, order.limitUnits)) {
                order.place.onLevel(shown.book().quantityAtUnscaled(side, order.limitUnits), eventNanos);
            }
        }
    }

    /** Where the other side of the book has come to a resting order, it fills at its limit what is shown there. */
    private boolean meetBook(Side side, long nanos) {
        List<BookOrder> orders = restingOf(side);
        Side other = side.opposite();
        BookView book = shown.book();
        boolean any = false;
        for (int i = 0; i < orders.size() && book.depth(other) > 0; i++) {
            BookOrder order = orders.get(i);
            long best = book.priceUnscaled(other, 0);
            if (side == Side.BUY ? best > order.limitUnits : best < order.limitUnits) {
                break;
            }
            walk(order, other, true, nanos);
            any |= order.over;
        }
        return any;
    }

    private void take(BookOrder order, long nanos) {
        if (!shown.isBook()) {
            takeAtLastTrade(order, nanos);
            return;
        }
        Side other = order.side().opposite();
        if (order.timeInForce() != TimeInForce.FOK || canFillWholly(order, other, nanos)) {
            walk(order, other, false, nanos);
        }
    }

    /**
     * Fills from the other side of the book, the best level first.
     *
     * @param resting whether the book came to the order, which then fills at its own price
     */
    private void walk(BookOrder order, Side other, boolean resting, long nanos) {
        BookView book = shown.book();
        for (int level = 0; level < book.depth(other) && !order.over; level++) {
            Price price = priceOf(book, other, level);
            if (!order.accepts(price)) {
                return;
            }
            long at = book.priceUnscaled(other, level);
            Decimal free = free(book, other, level);
            if (free.signum() > 0) {
                Decimal filled = resting
                        ? fillResting(order, free, nanos)
                        : desk.fill(order, price, free, Liquidity.TAKER, nanos);
                if (!filled.isZero()) {
                    taken.take(other, at, filled.rounded(units.quantity(), RoundingMode.UP)
                            .unscaledAt(units.quantity()));
                }
            }
        }
    }

    private static Price priceOf(BookView book, Side side, int level) {
        return Price.ofUnscaled(book.priceUnscaled(side, level), book.scales().price());
    }

    /** What a level shows and we have not taken. */
    private Decimal free(BookView book, Side side, int level) {
        long free = book.quantityUnscaled(side, level) - taken.at(side, book.priceUnscaled(side, level));
        return free <= 0 ? Decimal.ZERO : Decimal.ofUnscaled(free, units.quantity());
    }

    private boolean canFillWholly(BookOrder order, Side other, long nanos) {
        BookView book = shown.book();
        Decimal found = Decimal.ZERO;
        for (int level = 0; level < book.depth(other); level++) {
            Price price = priceOf(book, other, level);
            if (!order.accepts(price)) {
                return false;
            }
            found = found.plus(desk.roundedDown(free(book, other, level)));
            if (found.compareTo(order.remaining) >= 0) {
                if (desk.wanted(order).equals(order.remaining) && !desk.canPay(order, price, order.remaining)) {
                    desk.end(order, "insufficient balance", nanos);
                }
                return !order.over && desk.wanted(order).equals(order.remaining);
            }
        }
        return false;
    }

    /** Without a book the last trade is all that is known: the whole order fills there, with slippage. */
    private void takeAtLastTrade(BookOrder order, long nanos) {
        TradeTick last = shown.lastTrade();
        if (last == null || (order.timeInForce() == TimeInForce.FOK && !desk.wanted(order).equals(order.remaining))) {
            return;
        }
        Price reference = last.price();
        Quantity asked = new Quantity(order.remaining);
        Price price = Slipped.price(slippage, instrument, order.side(), reference, asked, asBar(last));
        if (!order.accepts(price)) {
            price = order.limit();
        }
        desk.fill(order, price, order.remaining, Liquidity.TAKER, nanos);
    }

    private static Bar asBar(TradeTick trade) {
        long price = trade.priceUnscaled();
        return Bar.ofUnscaled(
                trade.instrument(),
                INSTANT,
                trade.eventNanos(),
                price,
                price,
                price,
                price,
                trade.quantityUnscaled(),
                trade.scales());
    }

    private Decimal fillResting(BookOrder order, Decimal most, long nanos) {
        Decimal filled = desk.fill(order, order.limit(), most, Liquidity.MAKER, nanos);
        if (!filled.isZero()) {
            statistics.filled(filled.toDouble(), nanos - order.restingSinceNanos);
        }
        return filled;
    }

    /** Somebody traded. */
    void onTrade(TradeTick trade, long nanos) {
        if (!hasOrders()) {
            return;
        }
        adaptUnits();
        fillByTrade(trade, Side.BUY, nanos);
        fillByTrade(trade, Side.SELL, nanos);
        if (!stops.isEmpty()) {
            checkStops(nanos);
        }
        if (!waiting.isEmpty() && !shown.isBook()) {
            meetAll(nanos);
        }
        clean();
    }

    /**
     * A trade through a limit would have come to us first; one at the limit serves who is ahead, then us. All our
     * orders together get no more than was traded.
     */
    private void fillByTrade(TradeTick trade, Side side, long nanos) {
        List<BookOrder> orders = restingOf(side);
        if (orders.isEmpty()) {
            return;
        }
        // A price between two units counts as the one that is worse for us.
        long price = ShownMarket.units(
                trade.priceUnscaled(),
                trade.scales().price(),
                units.price(),
                side == Side.BUY ? RoundingMode.CEILING : RoundingMode.FLOOR);
        long left = quantityOf(trade);
        if (trade.aggressor() != side.opposite()) {
            // Who traded beside us took what the other side showed: what we took of that is not there twice.
            left -= taken.at(side.opposite(), price);
        }
        for (int i = 0; i < orders.size() && left > 0; i++) {
            BookOrder order = orders.get(i);
            long through = side == Side.BUY ? order.limitUnits - price : price - order.limitUnits;
            if (through < 0) {
                return;
            }
            long ours = left;
            if (through == 0) {
                ours = trade.aggressor() == side ? 0 : order.place.onTrade(left, trade.eventNanos());
            }
            if (ours > 0) {
                Decimal filled = fillResting(order, Decimal.ofUnscaled(ours, units.quantity()), nanos);
                left -= filled.rounded(units.quantity(), RoundingMode.UP).unscaledAt(units.quantity());
            }
        }
    }

    private long quantityOf(TradeTick trade) {
        return ShownMarket.units(
                trade.quantityUnscaled(), trade.scales().quantity(), units.quantity(), RoundingMode.DOWN);
    }

    /** What triggers stops: the last trade; in data without trades, the price that the order would take. */
    private @Nullable Price triggerPrice(Side side) {
        TradeTick last = shown.lastTrade();
        return last == null ? shown.best(side.opposite()) : last.price();
    }

    private void checkStops(long nanos) {
        for (BookOrder order : List.copyOf(stops)) {
            checkStop(order, nanos);
        }
        clean();
    }

    private void checkStop(BookOrder order, long nanos) {
        Price reference = triggerPrice(order.side());
        if (reference == null) {
            return;
        }
        if (!order.isTriggeredBy(reference)) {
            order.follow(reference);
            return;
        }
        order.active = true;
        events.accept(new VenueEvent.Triggered(instrument.id(), order.id, nanos));
        meet(order, nanos);
    }

    /** The data may turn out finer than it was: what rests is put into its units. */
    private void adaptUnits() {
        Scales now = shown.units();
        if (now.equals(units)) {
            return;
        }
        units = now;
        taken.clear();
        for (Side side : Side.values()) {
            for (BookOrder order : restingOf(side)) {
                order.limitUnits = order.limitAt(units.price());
                joinQueue(order);
            }
        }
    }

    void mark() {
        double middle = shown.middle();
        if (!Double.isNaN(middle)) {
            desk.markAt(new Price(Decimal.of(middle, RoundingMode.HALF_EVEN)));
        }
    }

    double middle() {
        return shown.middle();
    }
}
