package dev.tradewind.testkit.exchange;

import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.matching.BookDepth;
import dev.tradewind.simulation.matching.BookEvents;
import dev.tradewind.simulation.matching.CancelReason;
import dev.tradewind.simulation.matching.MatchingBook;
import dev.tradewind.simulation.matching.OrderKind;
import dev.tradewind.simulation.matching.OrderTicket;
import dev.tradewind.simulation.matching.RejectReason;
import dev.tradewind.simulation.synthetic.SyntheticExchange;
import dev.tradewind.testkit.exchange.ExchangeFill.TradeMark;
import dev.tradewind.testkit.exchange.ExchangeOrder.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Clients' orders: takes them, sends them to the books, books what becomes of them. Within the hall's lock. */
final class Desk implements BookEvents {
    /** From here on orders are the house's own, with which it fills clients' orders on demand. */
    private static final long FIRST_HOUSE_ID = SyntheticExchange.FIRST_GUEST_ID + (1L << 40);

    private static final long HOUSE = 2;

    final OrderRegister register = new OrderRegister();
    private final LongSupplier now;
    private final OrderTicket ticket = new OrderTicket();
    private final List<Report> reports = new ArrayList<>();
    private final Map<Symbol, Deque<TradeMark>> unnumbered = new LinkedHashMap<>();
    private long nextHouseId = FIRST_HOUSE_ID;
    private String cancelId = "";

    /** @param now the time of what happens in the books */
    Desk(LongSupplier now) {
        this.now = now;
    }

    /**
     * Takes an order.
     *
     * @throws ApiError if it is refused; then nothing has changed
     */
    ExchangeOrder place(Account account, OrderTerms terms, MatchingBook book) {
        Symbol symbol = terms.symbol();
        long lots = lots(account, terms, book.depth());
        check(account, terms, lots, book.depth());
        long nanos = now.getAsLong();
        ExchangeOrder order = new ExchangeOrder(register.nextOrderId(), account, terms, lots, nanos);
        register.add(order);
        lock(order, Funds.toLock(terms, symbol.quantity(lots)));
        if (terms.type().isStop()) {
            reports.add(Report.of(order, "NEW", nanos));
        } else {
            send(order, book);
        }
        return order;
    }

    private static long lots(Account account, OrderTerms terms, BookDepth depth) {
        if (terms.amounts().quoteQuantity().isZero()) {
            return terms.symbol().lots(terms.quantity());
        }
        long lots = Funds.lotsFor(terms.symbol(), depth, terms, account.owner);
        if (lots == 0) {
            throw ApiError.rejected("Order book liquidity is less than `LOT_SIZE` filter minimum quantity.");
        }
        return lots;
    }

    private void check(Account account, OrderTerms terms, long lots, BookDepth depth) {
        Symbol symbol = terms.symbol();
        ExchangeOrder same = register.byClientId(account, symbol, terms.clientOrderId());
        if (same != null && same.isOpen()) {
            throw ApiError.rejected("Duplicate order sent.");
        }
        List<ExchangeOrder> open = register.open(account, symbol);
        if (open.size() >= Symbol.MAX_OPEN_ORDERS) {
            throw ApiError.filter("MAX_NUM_ORDERS");
        }
        if (terms.type().isStop()) {
            if (open.stream().filter(ExchangeOrder::isWaiting).count() >= Symbol.MAX_STOP_ORDERS) {
                throw ApiError.filter("MAX_NUM_ALGO_ORDERS");
            }
            if (depth.hasTraded() && terms.isTriggeredBy(symbol.price(depth.lastPrice()))) {
                throw ApiError.rejected("Order would trigger immediately.");
            }
        }
        if (terms.type() == DialectOrderType.LIMIT_MAKER && crosses(terms, depth)) {
            throw ApiError.rejected("Order would immediately match and take.");
        }
        if (!canPay(account, terms, lots, depth)) {
            throw ApiError.insufficientBalance();
        }
    }

    private static boolean crosses(OrderTerms terms, BookDepth depth) {
        Side other = terms.side().opposite();
        if (depth.isEmpty(other)) {
            return false;
        }
        long price = terms.symbol().ticks(terms.price());
        return terms.isBuy() ? price >= depth.bestPrice(other) : price <= depth.bestPrice(other);
    }

    private static boolean canPay(Account account, OrderTerms terms, long lots, BookDepth depth) {
        Symbol symbol = terms.symbol();
        Decimal quantity = symbol.quantity(lots);
        if (!terms.isBuy()) {
            return account.free(symbol.base()).compareTo(quantity) >= 0;
        }
        Decimal needed = terms.type() == DialectOrderType.MARKET
                ? Funds.walk(symbol, depth, terms.side(), lots, account.owner).quote()
                : Funds.toLock(terms, quantity);
        return account.free(symbol.quote()).compareTo(needed) >= 0;
    }

    private void lock(ExchangeOrder order, Decimal amount) {
        order.locked = amount;
        order.account.lock(order.lockedAsset(), amount, now.getAsLong());
    }

    private void unlock(ExchangeOrder order) {
        order.account.lock(order.lockedAsset(), order.locked.negate(), now.getAsLong());
        order.locked = Decimal.ZERO;
    }

    private void send(ExchangeOrder order, MatchingBook book) {
        OrderTerms terms = order.terms;
        long price = terms.type().hasPrice() ? order.symbol().ticks(terms.price()) : 0;
        long id = SyntheticExchange.FIRST_GUEST_ID + order.orderId;
        book.submit(ticket.of(terms.kind(), id, order.account.owner, terms.side(), price, order.lots)
                .selfTrade(terms.prevention()));
    }

    /**
     * Cancels an open order.
     *
     * @param newCancelId the client's name for the cancellation
     */
    void cancel(ExchangeOrder order, String newCancelId, MatchingBook book) {
        cancelId = newCancelId;
        if (order.isWaiting()) {
            end(order, Status.CANCELED);
            reports.add(Report.cancelled(order, newCancelId, now.getAsLong()));
        } else {
            book.cancel(SyntheticExchange.FIRST_GUEST_ID + order.orderId);
        }
    }

    /**
     * Sends the stops to the book that a trade between these prices sets off, oldest first.
     *
     * @return whether any
     */
    boolean trigger(Symbol symbol, long lowTicks, long highTicks, MatchingBook book) {
        boolean any = false;
        for (ExchangeOrder order : register.open()) {
            boolean due = order.symbol().equals(symbol)
                    && order.isWaiting()
                    && (order.terms.isTriggeredBy(symbol.price(lowTicks))
                            || order.terms.isTriggeredBy(symbol.price(highTicks)));
            if (due) {
                any = true;
                release(order, book);
            }
        }
        return any;
    }

    private void release(ExchangeOrder order, MatchingBook book) {
        if (order.terms.type().hasPrice()) {
            send(order, book);
            return;
        }
        // From here on it is a market order, which has nothing taken aside.
        unlock(order);
        if (canPayAtMarket(order, book.depth())) {
            send(order, book);
        } else {
            end(order, Status.EXPIRED);
            reports.add(Report.of(order, "EXPIRED", now.getAsLong()));
        }
    }

    private static boolean canPayAtMarket(ExchangeOrder order, BookDepth depth) {
        Symbol symbol = order.symbol();
        if (!order.terms.isBuy()) {
            return order.account.free(symbol.base()).compareTo(order.quantity()) >= 0;
        }
        Decimal cost = Funds.walk(symbol, depth, order.terms.side(), order.lots, order.account.owner).quote();
        return order.account.free(symbol.quote()).compareTo(cost) >= 0;
    }

    /**
     * Somebody comes and takes what stands before an order, and then {@code lots} of the order itself.
     *
     * @return whether any of it traded
     */
    boolean fillByHouse(ExchangeOrder order, long lots, MatchingBook book) {
        long ahead = book.depth().quantityAhead(SyntheticExchange.FIRST_GUEST_ID + order.orderId);
        long[] better = {0};
        long price = order.symbol().ticks(order.terms.price());
        book.depth().levels(order.terms.side(), (level, quantity, orders) -> {
            boolean before = order.terms.isBuy() ? level > price : level < price;
            better[0] += before ? quantity : 0;
            return before;
        });
        long before = order.filledLots;
        long all = Math.addExact(Math.addExact(ahead, better[0]), lots);
        Side side = order.terms.side().opposite();
        book.submit(ticket.of(OrderKind.IMMEDIATE_OR_CANCEL, nextHouseId++, HOUSE, side, price, all));
        return order.filledLots > before;
    }

    /** The next public trade of a symbol has this number. */
    void numberTrade(Symbol symbol, long number, long ticks, long lots, boolean buyerTook) {
        Deque<TradeMark> waiting = unnumbered.get(symbol);
        TradeMark next = waiting == null ? null : waiting.peek();
        // Others trade, too: theirs are passed over. One that looks the same is as good.
        if (waiting != null
                && next != null
                && next.ticks == ticks
                && next.lots == lots
                && next.buyerTook == buyerTook) {
            next.number(number);
            waiting.remove();
        }
    }

    /** What happened since it was last asked, in order. */
    List<Report> takeReports() {
        List<Report> taken = List.copyOf(reports);
        reports.clear();
        return taken;
    }

    private static boolean isHouse(long id) {
        return id >= FIRST_HOUSE_ID;
    }

    private ExchangeOrder order(long id) {
        ExchangeOrder order = register.byId(id - SyntheticExchange.FIRST_GUEST_ID);
        if (order == null) {
            throw new IllegalStateException("the book speaks of an order that is unknown: " + id);
        }
        return order;
    }

    @Override
    public void accepted(long id, long owner, Side side, OrderKind kind, long price, long quantity) {
        if (!isHouse(id)) {
            ExchangeOrder order = order(id);
            order.workingNanos = now.getAsLong();
            order.updatedNanos = order.workingNanos;
            reports.add(Report.of(order, "NEW", order.workingNanos));
        }
    }

    @Override
    public void rejected(long id, RejectReason reason) {
        // All that a book refuses was checked before.
        throw new IllegalStateException("the book refused order " + id + ": " + reason);
    }

    @Override
    public void traded(
            long makerId, long takerId, Side takerSide, long price, long quantity, long makerOpen, long takerOpen) {
        TradeMark trade = new TradeMark(price, quantity, takerSide == Side.BUY, now.getAsLong());
        boolean ours = false;
        if (makerId >= SyntheticExchange.FIRST_GUEST_ID && !isHouse(makerId)) {
            ours = true;
            fill(order(makerId), trade, true);
        }
        if (takerId >= SyntheticExchange.FIRST_GUEST_ID && !isHouse(takerId)) {
            ours = true;
            fill(order(takerId), trade, false);
        }
        if (ours) {
            unnumbered
                    .computeIfAbsent(symbolOf(makerId, takerId), symbol -> new ArrayDeque<>())
                    .add(trade);
        }
    }

    private Symbol symbolOf(long makerId, long takerId) {
        boolean byMaker = makerId >= SyntheticExchange.FIRST_GUEST_ID && !isHouse(makerId);
        return order(byMaker ? makerId : takerId).symbol();
    }

    private void fill(ExchangeOrder order, TradeMark trade, boolean maker) {
        Symbol symbol = order.symbol();
        Account account = order.account;
        Decimal price = symbol.price(trade.ticks);
        Decimal quantity = symbol.quantity(trade.lots);
        Decimal value = price.times(quantity);
        boolean buy = order.terms.isBuy();
        Decimal received = buy ? quantity : value;
        Decimal commission = Funds.commission(received);
        ExchangeFill fill = new ExchangeFill(order, trade, price, quantity, commission, maker);

        pay(order, buy ? value : quantity, quantity);
        account.add(buy ? symbol.base() : symbol.quote(), received.minus(commission), trade.nanos);
        order.filledLots += trade.lots;
        order.quoteFilled = order.quoteFilled.plus(value);
        order.updatedNanos = trade.nanos;
        if (order.filledLots == order.lots) {
            end(order, Status.FILLED);
        } else {
            order.status = Status.PARTIALLY_FILLED;
        }
        register.add(fill);
        order.fills.add(fill);
        reports.add(Report.trade(order, fill, trade.nanos));
    }

    /** Out of what was taken aside, where something was; what a better price saves is free again. */
    private void pay(ExchangeOrder order, Decimal amount, Decimal quantity) {
        Account account = order.account;
        String asset = order.lockedAsset();
        if (order.locked.isZero()) {
            account.add(asset, amount.negate(), now.getAsLong());
            return;
        }
        Decimal share = order.terms.isBuy() ? quantity.times(order.terms.price()) : quantity;
        order.locked = order.locked.minus(share);
        account.spendLocked(asset, share, now.getAsLong());
        account.add(asset, share.minus(amount), now.getAsLong());
    }

    @Override
    public void cancelled(long id, Side side, long price, long quantity, CancelReason reason) {
        if (isHouse(id)) {
            return;
        }
        ExchangeOrder order = order(id);
        long nanos = now.getAsLong();
        switch (reason) {
            case REQUESTED -> {
                end(order, Status.CANCELED);
                reports.add(Report.cancelled(order, cancelId, nanos));
            }
            case NOT_FILLED, KILLED, WOULD_TAKE -> {
                end(order, Status.EXPIRED);
                reports.add(Report.of(order, "EXPIRED", nanos));
            }
            case SELF_TRADE -> {
                end(order, Status.EXPIRED_IN_MATCH);
                reports.add(Report.of(order, "TRADE_PREVENTION", nanos));
            }
        }
    }

    private void end(ExchangeOrder order, Status status) {
        order.status = status;
        order.updatedNanos = now.getAsLong();
        unlock(order);
        register.closed(order);
    }
}
