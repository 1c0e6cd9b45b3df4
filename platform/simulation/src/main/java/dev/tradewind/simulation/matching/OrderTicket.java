package dev.tradewind.simulation.matching;

import dev.tradewind.sdk.order.Side;

/**
 * A new order, as {@link MatchingBook#submit} reads it. Made once and filled anew for each order, so that submitting
 * allocates nothing: {@code book.submit(ticket.limit(id, owner, Side.BUY, price, lots).display(10))}. The methods that
 * name a kind reset everything else.
 */
public final class OrderTicket {
    long id;
    long owner;
    Side side = Side.BUY;
    OrderKind kind = OrderKind.LIMIT;
    long price;
    long quantity;
    long display;
    long trigger;
    boolean stop;
    SelfTrade selfTrade = SelfTrade.ALLOW;

    /** An order of any kind but {@link OrderKind#MARKET}, which has no price. */
    public OrderTicket of(OrderKind orderKind, long orderId, long ownerId, Side orderSide, long ticks, long lots) {
        id = orderId;
        owner = ownerId;
        side = orderSide;
        kind = orderKind;
        price = ticks;
        quantity = lots;
        display = 0;
        trigger = 0;
        stop = false;
        selfTrade = SelfTrade.ALLOW;
        return this;
    }

    /** A limit order, good till cancelled. */
    public OrderTicket limit(long orderId, long ownerId, Side orderSide, long ticks, long lots) {
        return of(OrderKind.LIMIT, orderId, ownerId, orderSide, ticks, lots);
    }

    /** A market order. */
    public OrderTicket market(long orderId, long ownerId, Side orderSide, long lots) {
        return of(OrderKind.MARKET, orderId, ownerId, orderSide, 0, lots);
    }

    /** Makes it an iceberg order that shows up to {@code lots} at a time; 0: shows all. */
    public OrderTicket display(long lots) {
        display = lots;
        return this;
    }

    /** Makes it a stop order: a buy waits for a trade at {@code ticks} or higher, a sell at or lower. */
    public OrderTicket stop(long ticks) {
        trigger = ticks;
        stop = true;
        return this;
    }

    /** What to do where it would trade with its owner's own order. */
    public OrderTicket selfTrade(SelfTrade mode) {
        selfTrade = mode;
        return this;
    }
}
