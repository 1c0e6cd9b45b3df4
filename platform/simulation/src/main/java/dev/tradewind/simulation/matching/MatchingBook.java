package dev.tradewind.simulation.matching;

import static dev.tradewind.simulation.matching.OrderTable.DISPLAY;
import static dev.tradewind.simulation.matching.OrderTable.HIDDEN;
import static dev.tradewind.simulation.matching.OrderTable.ID;
import static dev.tradewind.simulation.matching.OrderTable.META;
import static dev.tradewind.simulation.matching.OrderTable.OPEN;
import static dev.tradewind.simulation.matching.OrderTable.OWNER;
import static dev.tradewind.simulation.matching.OrderTable.PRICE;
import static dev.tradewind.simulation.matching.OrderTable.STRIDE_SHIFT;
import static dev.tradewind.simulation.matching.OrderTable.TRIGGER;
import static dev.tradewind.simulation.matching.RestingOrders.side;

import dev.tradewind.sdk.order.Side;
import org.jspecify.annotations.Nullable;

/**
 * One instrument's order book with continuous matching in price-time priority. Prices are ticks, any {@code long};
 * quantities lots, from 1 on. For one thread; allocates only to grow. What a command leads to is told to
 * {@link BookEvents} within its call; the book itself knows neither time nor fees nor who may touch which order, which
 * is for the venue around it. Ids are unique among open orders; a closed order's id may come again.
 *
 * <p>Left out: auctions (opening, closing, volatility) and trading halts, so the book is never crossed; orders that
 * expire by time, pegged, minimum-quantity and trailing orders.
 *
 * <p>Bounds: a side's open quantity, waiting stop orders included, fits into a {@code long}, and an order that would
 * break that is refused; so no sum in here can overflow. Open orders, see the constructor. Slices of an iceberg order,
 * {@link #MAX_SLICES}.
 */
public final class MatchingBook {
    /** So that one trade with an iceberg order takes bounded time. */
    public static final int MAX_SLICES = 1000;

    /** Prices near the market that are found without a search. */
    public static final int DEFAULT_WINDOW = 1 << 14;

    /** Open orders, waiting stop orders included. */
    public static final int DEFAULT_MAX_ORDERS = 1 << 22;

    private final RestingOrders book;
    private final OrderTable orders;
    private final IdMap ids;
    private final StopOrders stops;
    private final Taker taker;
    private final BookEvents events;
    private final BookDepth depth;

    /** A book with the default bounds. */
    public MatchingBook(BookEvents events) {
        this(events, DEFAULT_WINDOW, DEFAULT_MAX_ORDERS);
    }

    /**
     * @param window prices near the market that are found without a search, a power of two from 4096 on; any other
     *     price works too, more slowly
     * @param maxOrders how many orders may be open, up to 2^24
     */
    public MatchingBook(BookEvents events, int window, int maxOrders) {
        if (maxOrders < 1 || maxOrders > 1 << 24) {
            throw new IllegalArgumentException("maxOrders must be from 1 to 2^24, was " + maxOrders);
        }
        this.events = events;
        book = new RestingOrders(events, window, maxOrders);
        orders = book.orders;
        ids = book.ids;
        stops = new StopOrders(orders);
        taker = new Taker(book, stops);
        depth = new BookDepth(book, stops, taker);
    }

    /** What stands in the book, always as of now. */
    public BookDepth depth() {
        return depth;
    }

    /**
     * Takes a new order in, trades what can be traded, and rests, cancels or holds back what remains.
     *
     * @return whether it was accepted
     */
    public boolean submit(OrderTicket ticket) {
        RejectReason refusal = refusal(ticket);
        if (refusal != null) {
            return refuse(ticket.id, refusal);
        }
        int order = orders.take();
        if (order == 0) {
            return refuse(ticket.id, RejectReason.BOOK_FULL);
        }
        boolean sell = ticket.side == Side.SELL;
        long[] data = orders.data;
        int at = order << STRIDE_SHIFT;
        data[at + ID] = ticket.id;
        data[at + OWNER] = ticket.owner;
        data[at + PRICE] = ticket.price;
        data[at + OPEN] = ticket.quantity;
        data[at + HIDDEN] = 0;
        data[at + DISPLAY] = ticket.display;
        data[at + META] = OrderTable.meta(sell, ticket.kind, ticket.selfTrade);
        data[at + TRIGGER] = ticket.trigger;
        ids.put(ticket.id, order);
        book.addOpen(sell, ticket.quantity);
        events.accepted(ticket.id, ticket.owner, ticket.side, ticket.kind, ticket.price, ticket.quantity);
        if (ticket.stop) {
            hold(order, sell);
        } else {
            execute(order);
        }
        runDue();
        return true;
    }

    private @Nullable RejectReason refusal(OrderTicket ticket) {
        if (ticket.quantity <= 0) {
            return RejectReason.INVALID_QUANTITY;
        }
        if (ticket.display != 0) {
            if (ticket.display < 0 || !ticket.kind.rests()) {
                return RejectReason.INVALID_DISPLAY;
            }
            if (hasTooManySlices(ticket.quantity, ticket.display)) {
                return RejectReason.TOO_MANY_SLICES;
            }
        }
        boolean sell = ticket.side == Side.SELL;
        if (!book.fits(sell, ticket.quantity)) {
            return RejectReason.QUANTITY_OVERFLOW;
        }
        if (ids.get(ticket.id) != 0) {
            return RejectReason.DUPLICATE_ID;
        }
        if (ticket.kind == OrderKind.POST_ONLY && !ticket.stop && book.crosses(sell, ticket.price)) {
            return RejectReason.WOULD_TAKE;
        }
        return null;
    }

    private static boolean hasTooManySlices(long quantity, long display) {
        return display != 0 && (quantity - 1) / display >= MAX_SLICES;
    }

    private boolean refuse(long id, RejectReason reason) {
        events.rejected(id, reason);
        return false;
    }

    /** A stop order waits, unless the last trade was at its trigger or beyond already. */
    private void hold(int order, boolean sell) {
        int at = order << STRIDE_SHIFT;
        long[] data = orders.data;
        long trigger = data[at + TRIGGER];
        if (taker.hasTraded && (sell ? taker.lastPrice <= trigger : taker.lastPrice >= trigger)) {
            trigger(order, sell);
            return;
        }
        data[at + META] = OrderTable.pending(data[at + META], true);
        stops.add(order, sell, trigger);
        events.waiting(data[at + ID], side(sell), trigger);
    }

    private void runDue() {
        while (stops.hasDue()) {
            int order = stops.takeDue();
            int at = order << STRIDE_SHIFT;
            long meta = OrderTable.pending(orders.data[at + META], false);
            orders.data[at + META] = meta;
            trigger(order, OrderTable.isSell(meta));
        }
    }

    private void trigger(int order, boolean sell) {
        int at = order << STRIDE_SHIFT;
        events.triggered(orders.data[at + ID], side(sell), taker.lastPrice);
        boolean postOnly = OrderTable.kind(orders.data[at + META]) == OrderKind.POST_ONLY.ordinal();
        if (postOnly && book.crosses(sell, orders.data[at + PRICE])) {
            drop(order, sell, CancelReason.WOULD_TAKE);
        } else {
            execute(order);
        }
    }

    /** Matches an order that stands in no queue, and finds a place for what is left. */
    private void execute(int order) {
        int at = order << STRIDE_SHIFT;
        long meta = orders.data[at + META];
        boolean sell = OrderTable.isSell(meta);
        OrderKind kind = OrderKind.at(OrderTable.kind(meta));
        long limit = orders.data[at + PRICE];
        switch (kind) {
            case LIMIT, POST_ONLY, IMMEDIATE_OR_CANCEL -> {}
            case MARKET -> limit = sell ? Long.MIN_VALUE : Long.MAX_VALUE;
            case FILL_OR_KILL, FILL_OR_KILL_BUDGET -> {
                if (!taker.canFill(order)) {
                    drop(order, sell, CancelReason.KILLED);
                    return;
                }
                if (kind == OrderKind.FILL_OR_KILL_BUDGET) {
                    limit = sell ? Long.MIN_VALUE : Long.MAX_VALUE;
                }
            }
        }
        if (book.crosses(sell, limit)) {
            boolean stopped = taker.take(order, limit);
            if (orders.data[at + OPEN] == 0) {
                book.forget(order);
                return;
            }
            if (stopped) {
                drop(order, sell, CancelReason.SELF_TRADE);
                return;
            }
        }
        if (kind.rests()) {
            book.rest(order, sell);
        } else {
            drop(order, sell, CancelReason.NOT_FILLED);
        }
    }

    /** Cancels an order that stands in no queue. */
    private void drop(int order, boolean sell, CancelReason reason) {
        int at = order << STRIDE_SHIFT;
        long open = orders.data[at + OPEN];
        long id = orders.data[at + ID];
        long price = orders.data[at + PRICE];
        book.addOpen(sell, -open);
        book.forget(order);
        events.cancelled(id, side(sell), price, open, reason);
    }

    /** Cancels what is open of an order; says whether there was one. */
    public boolean cancel(long id) {
        int order = ids.get(id);
        if (order == 0) {
            return refuse(id, RejectReason.UNKNOWN_ORDER);
        }
        long meta = orders.data[(order << STRIDE_SHIFT) + META];
        boolean sell = OrderTable.isSell(meta);
        if (OrderTable.isPending(meta)) {
            stops.remove(order, sell, orders.data[(order << STRIDE_SHIFT) + TRIGGER]);
        } else {
            book.withdraw(order, sell);
        }
        drop(order, sell, CancelReason.REQUESTED);
        return true;
    }

    /**
     * Takes {@code lots} off what is open of an order, which keeps its place; hidden quantity goes first. Cancels it
     * when that is all, or more.
     *
     * @return whether it was accepted
     */
    public boolean reduce(long id, long lots) {
        int order = ids.get(id);
        if (order == 0) {
            return refuse(id, RejectReason.UNKNOWN_ORDER);
        }
        if (lots <= 0) {
            return refuse(id, RejectReason.INVALID_QUANTITY);
        }
        long open = orders.data[(order << STRIDE_SHIFT) + OPEN];
        return lots >= open ? cancel(id) : shrink(order, lots);
    }

    private boolean shrink(int order, long lots) {
        int at = order << STRIDE_SHIFT;
        long[] data = orders.data;
        boolean sell = OrderTable.isSell(data[at + META]);
        if (OrderTable.isPending(data[at + META])) {
            data[at + OPEN] -= lots;
            book.addOpen(sell, -lots);
        } else if (lots > 0) {
            book.shrink(order, sell, lots);
        }
        long price = data[at + PRICE];
        events.amended(data[at + ID], side(sell), price, price, data[at + OPEN], true);
        return true;
    }

    /**
     * Gives a resting order a new price and a new open quantity (what has traded does not count). At the same price
     * with no more quantity than before it keeps its place; otherwise it goes to the end of the new queue, and trades
     * first where it now can.
     *
     * @return whether it was accepted; a refused order stays as it is
     */
    public boolean amend(long id, long price, long quantity) {
        int order = ids.get(id);
        if (order == 0) {
            return refuse(id, RejectReason.UNKNOWN_ORDER);
        }
        if (quantity <= 0) {
            return refuse(id, RejectReason.INVALID_QUANTITY);
        }
        int at = order << STRIDE_SHIFT;
        long[] data = orders.data;
        if (OrderTable.isPending(data[at + META])) {
            return refuse(id, RejectReason.PENDING_STOP);
        }
        long open = data[at + OPEN];
        if (price == data[at + PRICE] && quantity <= open) {
            return shrink(order, open - quantity);
        }
        if (quantity > open) {
            if (hasTooManySlices(quantity, data[at + DISPLAY])) {
                return refuse(id, RejectReason.TOO_MANY_SLICES);
            }
            if (!book.fits(OrderTable.isSell(data[at + META]), quantity - open)) {
                return refuse(id, RejectReason.QUANTITY_OVERFLOW);
            }
        }
        return replace(order, price, quantity);
    }

    /**
     * Gives a resting order a new price, always at the end of that price's queue, be it the same price.
     *
     * @return whether it was accepted; a refused order stays as it is
     */
    public boolean move(long id, long price) {
        int order = ids.get(id);
        if (order == 0) {
            return refuse(id, RejectReason.UNKNOWN_ORDER);
        }
        int at = order << STRIDE_SHIFT;
        if (OrderTable.isPending(orders.data[at + META])) {
            return refuse(id, RejectReason.PENDING_STOP);
        }
        return replace(order, price, orders.data[at + OPEN]);
    }

    private boolean replace(int order, long price, long quantity) {
        int at = order << STRIDE_SHIFT;
        long[] data = orders.data;
        long meta = data[at + META];
        long id = data[at + ID];
        boolean sell = OrderTable.isSell(meta);
        if (OrderTable.kind(meta) == OrderKind.POST_ONLY.ordinal() && book.crosses(sell, price)) {
            return refuse(id, RejectReason.WOULD_TAKE);
        }
        book.withdraw(order, sell);
        long from = data[at + PRICE];
        data[at + PRICE] = price;
        data[at + HIDDEN] = 0;
        book.addOpen(sell, quantity - data[at + OPEN]);
        data[at + OPEN] = quantity;
        events.amended(id, side(sell), from, price, quantity, false);
        if (!book.crosses(sell, price)) {
            // What rested before is of a kind that rests.
            book.rest(order, sell);
            return true;
        }
        execute(order);
        runDue();
        return true;
    }

    /** Empties the book, without events, and forgets the last trade; keeps the memory. */
    public void clear() {
        book.clear();
        stops.clear();
        taker.clear();
    }
}
