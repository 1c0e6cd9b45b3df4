package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderCommand.AmendOrder;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.FeeModel;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import dev.tradewind.simulation.matching.BookEvents;
import dev.tradewind.simulation.matching.CancelReason;
import dev.tradewind.simulation.matching.MatchingBook;
import dev.tradewind.simulation.matching.OrderKind;
import dev.tradewind.simulation.matching.OrderTicket;
import dev.tradewind.simulation.matching.RejectReason;
import dev.tradewind.simulation.synthetic.SyntheticExchange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Our orders at a synthetic exchange: sends them to the books, and says what becomes of them. */
final class GuestDesk implements BookEvents {
    private static final String GONE = "the order does not work any more";

    private final FeeModel fees;
    private final Accounts accounts;
    private final Consumer<VenueEvent> events;
    private final VenueNumbers numbers;
    private final Map<ClientOrderId, GuestOrder> byId = new LinkedHashMap<>();
    private final Map<Long, GuestOrder> byBookId = new LinkedHashMap<>();
    private final OrderTicket ticket = new OrderTicket();
    private long nextBookId = SyntheticExchange.FIRST_GUEST_ID;
    private long nanos;
    private long nextExpiryNanos = Long.MAX_VALUE;

    /** What the command now in a book is. */
    private Doing doing = Doing.OTHER;

    private @Nullable AmendOrder amendment;

    /** The venue's books of each of our accounts. */
    interface Accounts {
        VenueAccount of(String name);

        Collection<VenueAccount> all();
    }

    private enum Doing {
        AMENDING,
        REPLACING,
        RESTORING,
        EXPIRING,
        OTHER
    }

    GuestDesk(FeeModel fees, Accounts accounts, VenueNumbers numbers, Consumer<VenueEvent> events) {
        this.fees = fees;
        this.accounts = accounts;
        this.numbers = numbers;
        this.events = events;
    }

    /** Puts an order that worked before into the book; it stands behind what is there. */
    void restore(OpeningAccount.OpeningOrder opening, Instrument instrument, MatchingBook book) {
        GuestOrder order = GuestOrder.restored(opening, instrument, nextBookId++);
        byId.put(order.id, order);
        byBookId.put(order.bookId, order);
        nextExpiryNanos = Math.min(nextExpiryNanos, order.expireNanos());
        doing = Doing.RESTORING;
        book.submit(order.ticket(ticket));
        doing = Doing.OTHER;
    }

    /** The orders of an account that work, oldest first. */
    List<OpeningAccount.OpeningOrder> working(String account) {
        List<OpeningAccount.OpeningOrder> working = new ArrayList<>();
        for (GuestOrder order : byId.values()) {
            if (order.id.account().equals(account)) {
                working.add(order.asOpening());
            }
        }
        return working;
    }

    private VenueAccount account(GuestOrder order) {
        return accounts.of(order.id.account());
    }

    /** What happens from now on happens then. */
    void now(long newNanos) {
        nanos = newNanos;
    }

    void submit(SubmitOrder submit, Instrument instrument, MatchingBook book) {
        GuestOrder order = new GuestOrder(submit.clientOrderId(), instrument, submit.request(), nextBookId);
        String objection = null;
        if (nanos > submit.validUntilNanos()) {
            objection = "it arrived after its validity";
        } else if (order.expireNanos() <= nanos) {
            objection = "its time was over when it arrived";
        } else if (!canPay(order, submit.request(), order.openLots, book)) {
            objection = "insufficient balance";
        }
        if (objection != null) {
            events.accept(new VenueEvent.Rejected(instrument.id(), order.id, objection, nanos));
            return;
        }
        nextBookId++;
        byId.put(order.id, order);
        byBookId.put(order.bookId, order);
        nextExpiryNanos = Math.min(nextExpiryNanos, order.expireNanos());
        book.submit(order.ticket(ticket));
    }

    /** Whether the account can pay for this and what else is open on that side, at this order's price. */
    private boolean canPay(GuestOrder order, OrderRequest request, long lots, MatchingBook book) {
        long all = lots;
        for (GuestOrder other : byId.values()) {
            boolean sameSide = other != order
                    && other.request.side() == request.side()
                    && other.id.account().equals(order.id.account());
            if (sameSide && other.instrument.id().equals(order.instrument.id())) {
                all = Math.addExact(all, other.openLots);
            }
        }
        Price price = likelyPrice(order, request, lots, book);
        if (price == null) {
            return true;
        }
        Decimal quantity = order.instrument.steps().lot().times(Decimal.of(all));
        Money fee = fees.fee(order.instrument, request.side(), price, new Quantity(quantity), Liquidity.TAKER);
        VenueAccount account = account(order);
        VenueAccount.Holding holding = account.holding(order.instrument);
        return account.affordable(holding, request.side(), price.value(), quantity, fee).compareTo(quantity) >= 0;
    }

    /** The worst price that the order may get now; null if nobody offers anything. */
    private static @Nullable Price likelyPrice(GuestOrder order, OrderRequest request, long lots, MatchingBook book) {
        Price named = request.prices().limit() == null ? request.prices().stop() : request.prices().limit();
        if (named != null) {
            return named;
        }
        long[] left = {lots};
        long[] worst = {0};
        book.depth().levels(request.side().opposite(), (price, quantity, orders) -> {
            worst[0] = price;
            left[0] -= quantity;
            return left[0] > 0;
        });
        return worst[0] == 0 ? null : price(order.instrument, worst[0]);
    }

    private static Price price(Instrument instrument, long ticks) {
        return new Price(instrument.steps().tick().times(Decimal.of(ticks)));
    }

    void cancel(CancelOrder cancel, MatchingBook book) {
        GuestOrder order = byId.get(cancel.clientOrderId());
        if (order == null || !order.instrument.id().equals(cancel.instrument())) {
            events.accept(VenueGate.refusal(cancel, GONE, nanos));
        } else {
            book.cancel(order.bookId);
        }
    }

    void amend(AmendOrder amend, MatchingBook book) {
        GuestOrder order = byId.get(amend.clientOrderId());
        if (order == null || !order.instrument.id().equals(amend.instrument())) {
            events.accept(VenueGate.refusal(amend, GONE, nanos));
            return;
        }
        OrderRequest wanted = order.request.withQuantity(amend.quantity()).withPrices(amend.request().prices());
        long open = order.lots(wanted) - order.filledLots;
        if (open <= 0) {
            events.accept(VenueGate.refusal(amend, "that much has been filled already", nanos));
        } else if (!canPay(order, wanted, open, book)) {
            events.accept(VenueGate.refusal(amend, "insufficient balance", nanos));
        } else if (book.depth().isWaiting(order.bookId)) {
            replaceStop(order, amend, wanted, open, book);
        } else {
            amendment = amend;
            doing = Doing.AMENDING;
            book.amend(order.bookId, order.ticks(wanted.prices().limit()), open);
            doing = Doing.OTHER;
            amendment = null;
        }
    }

    /** A book does not change stops that wait: the order goes out and comes in again under a new name in the book. */
    private void replaceStop(GuestOrder order, AmendOrder amend, OrderRequest wanted, long open, MatchingBook book) {
        doing = Doing.REPLACING;
        book.cancel(order.bookId);
        byBookId.remove(order.bookId);
        order.bookId = nextBookId++;
        order.request = wanted;
        order.openLots = open;
        byBookId.put(order.bookId, order);
        sayAmended(order, amend);
        book.submit(order.ticket(ticket));
        doing = Doing.OTHER;
    }

    private void sayAmended(GuestOrder order, AmendOrder amend) {
        events.accept(new VenueEvent.Amended(
                order.instrument.id(), order.id, order.id, amend.quantity(), amend.request().prices(), nanos));
    }

    /** When the next order's time is over; {@link Long#MAX_VALUE} if never. */
    long nextExpiryNanos() {
        return nextExpiryNanos;
    }

    /** The orders whose time is over by then, in that order. */
    List<GuestOrder> expired(long until) {
        List<GuestOrder> due = new ArrayList<>(byId.values());
        due.removeIf(order -> order.expireNanos() > until);
        due.sort(Comparator.comparingLong(GuestOrder::expireNanos).thenComparingLong(order -> order.bookId));
        nextExpiryNanos = byId.values().stream()
                .mapToLong(GuestOrder::expireNanos)
                .filter(expiry -> expiry > until)
                .min()
                .orElse(Long.MAX_VALUE);
        return due;
    }

    void expire(GuestOrder order, MatchingBook book) {
        doing = Doing.EXPIRING;
        book.cancel(order.bookId);
        doing = Doing.OTHER;
    }

    /** Long positions pay the rate on what they are worth, short ones get it. */
    void pay(FundingRate funding, Instrument instrument, MatchingBook book) {
        mark(instrument, book);
        for (VenueAccount account : accounts.all()) {
            Decimal held = account.holding(instrument).quantity();
            Decimal worth = account.holding(instrument).worth().times(funding.rate());
            if (!held.isZero()) {
                account.deposit(new Money(held.signum() > 0 ? worth.negate() : worth, instrument.settlement()));
            }
        }
    }

    /** Positions are worth what would be got for them: the best price of the other side. */
    void mark(Instrument instrument, MatchingBook book) {
        for (VenueAccount account : accounts.all()) {
            VenueAccount.Holding holding = account.holding(instrument);
            Side buyers = holding.quantity().signum() < 0 ? Side.SELL : Side.BUY;
            if (!holding.quantity().isZero() && !book.depth().isEmpty(buyers)) {
                holding.lastPrice(price(instrument, book.depth().bestPrice(buyers)).value());
            }
        }
    }

    private GuestOrder order(long bookId) {
        GuestOrder order = byBookId.get(bookId);
        if (order == null) {
            throw new IllegalStateException("the book speaks of an order that is not ours: " + bookId);
        }
        return order;
    }

    private void forget(GuestOrder order) {
        byId.remove(order.id);
        byBookId.remove(order.bookId);
    }

    @Override
    public void accepted(long id, long owner, Side side, OrderKind kind, long price, long quantity) {
        if (doing != Doing.REPLACING && doing != Doing.RESTORING) {
            GuestOrder order = order(id);
            events.accept(new VenueEvent.Accepted(order.instrument.id(), order.id, numbers.nextOrderId(), nanos));
        }
    }

    @Override
    public void rejected(long id, RejectReason reason) {
        GuestOrder order = order(id);
        String text = reason == RejectReason.WOULD_TAKE
                ? "post-only: it would have traded at once"
                : "the book refused it: " + reason;
        AmendOrder amend = amendment;
        if (amend != null) {
            events.accept(VenueGate.refusal(amend, text, nanos));
            return;
        }
        forget(order);
        events.accept(
                doing == Doing.REPLACING || doing == Doing.RESTORING
                        ? new VenueEvent.Cancelled(order.instrument.id(), order.id, text, nanos)
                        : new VenueEvent.Rejected(order.instrument.id(), order.id, text, nanos));
    }

    @Override
    public void traded(
            long makerId, long takerId, Side takerSide, long price, long quantity, long makerOpen, long takerOpen) {
        if (makerId >= SyntheticExchange.FIRST_GUEST_ID) {
            fill(order(makerId), price, quantity, makerOpen, Liquidity.MAKER);
        }
        if (takerId >= SyntheticExchange.FIRST_GUEST_ID) {
            fill(order(takerId), price, quantity, takerOpen, Liquidity.TAKER);
        }
    }

    private void fill(GuestOrder order, long ticks, long lots, long open, Liquidity liquidity) {
        Instrument instrument = order.instrument;
        Side side = order.request.side();
        Price price = price(instrument, ticks);
        Decimal quantity = instrument.steps().lot().times(Decimal.of(lots));
        Money fee = fees.fee(instrument, side, price, new Quantity(quantity), liquidity);
        VenueAccount account = account(order);
        account.book(account.holding(instrument), side, price.value(), quantity, fee);
        order.openLots = open;
        order.filledLots += lots;
        if (open == 0) {
            forget(order);
        }
        Fill fill = new Fill(numbers.nextTradeId(), price, new Quantity(quantity), fee, liquidity);
        events.accept(new VenueEvent.Filled(instrument.id(), order.id, side, fill, nanos));
    }

    @Override
    public void amended(long id, Side side, long oldPrice, long newPrice, long open, boolean kept) {
        AmendOrder amend = amendment;
        if (amend != null) {
            GuestOrder order = order(id);
            order.request = order.request.withQuantity(amend.quantity()).withPrices(amend.request().prices());
            order.openLots = open;
            sayAmended(order, amend);
        }
    }

    @Override
    public void cancelled(long id, Side side, long price, long quantity, CancelReason reason) {
        GuestOrder order = order(id);
        if (doing == Doing.REPLACING && reason == CancelReason.REQUESTED) {
            return;
        }
        forget(order);
        if (doing == Doing.EXPIRING) {
            events.accept(new VenueEvent.Expired(order.instrument.id(), order.id, nanos));
        } else {
            events.accept(new VenueEvent.Cancelled(order.instrument.id(), order.id, text(reason, order), nanos));
        }
    }

    private static String text(CancelReason reason, GuestOrder order) {
        return switch (reason) {
            case REQUESTED -> "cancelled on request";
            case NOT_FILLED ->
                order.timeInForce() == TimeInForce.IOC ? "IOC: not filled at once" : "the book holds no more";
            case KILLED -> "FOK: not filled at once";
            case SELF_TRADE -> "it would have traded with an order of the same account";
            case WOULD_TAKE -> "post-only: it would have traded at once";
        };
    }

    @Override
    public void triggered(long id, Side side, long tradePrice) {
        GuestOrder order = order(id);
        order.trigger();
        events.accept(new VenueEvent.Triggered(order.instrument.id(), order.id, nanos));
    }
}
