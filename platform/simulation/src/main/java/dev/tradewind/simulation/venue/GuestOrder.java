package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import dev.tradewind.simulation.matching.OrderKind;
import dev.tradewind.simulation.matching.OrderTicket;
import dev.tradewind.simulation.matching.SelfTrade;
import dev.tradewind.simulation.synthetic.SyntheticExchange;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** An order of ours in a matching book. */
final class GuestOrder {
    final ClientOrderId id;
    final Instrument instrument;
    OrderRequest request;
    /** Its name in the book; a stop that is changed gets a new one. */
    long bookId;

    long openLots;
    long filledLots;
    /** A stop that has been triggered already comes as what it became. */
    private boolean triggered;

    GuestOrder(ClientOrderId id, Instrument instrument, OrderRequest request, long bookId) {
        this.id = id;
        this.instrument = instrument;
        this.request = request;
        this.bookId = bookId;
        this.openLots = lots(request);
    }

    /** An order that worked before the venue was opened. */
    static GuestOrder restored(OpeningAccount.OpeningOrder opening, Instrument instrument, long bookId) {
        GuestOrder order = new GuestOrder(opening.id(), instrument, opening.request(), bookId);
        order.filledLots = whole(opening.filled().value(), instrument.steps().lot());
        order.openLots -= order.filledLots;
        order.triggered = opening.triggered();
        return order;
    }

    /** The order as it is now. */
    OpeningAccount.OpeningOrder asOpening() {
        Decimal filled = instrument.steps().lot().times(Decimal.of(filledLots));
        return new OpeningAccount.OpeningOrder(id, request, new Quantity(filled), triggered);
    }

    void trigger() {
        triggered = true;
    }

    /** The request's quantity in lots of the instrument. */
    long lots(OrderRequest wanted) {
        return whole(wanted.quantity().value(), instrument.steps().lot());
    }

    /** The price in ticks; 0 for none. */
    long ticks(@Nullable Price price) {
        return price == null ? 0 : whole(price.value(), instrument.steps().tick());
    }

    private static long whole(Decimal value, Decimal step) {
        return value.dividedBy(step, 0, RoundingMode.UNNECESSARY).unscaledAt(0);
    }

    TimeInForce timeInForce() {
        return request.conditions().timeInForce();
    }

    /** When its time is over; {@link Long#MAX_VALUE} if never. */
    long expireNanos() {
        return timeInForce() == TimeInForce.GTD ? request.conditions().expireNanos() : Long.MAX_VALUE;
    }

    /** What is open of it, for the book; two orders of ours do not trade with each other, the later one ends. */
    OrderTicket ticket(OrderTicket ticket) {
        boolean limited = request.type().hasLimitPrice();
        OrderKind kind = kind();
        // A fill-or-kill order without a limit takes any price.
        long price = limited ? ticks(request.prices().limit()) : request.side().sign() > 0 ? Long.MAX_VALUE : 1;
        ticket.of(kind, bookId, SyntheticExchange.GUEST, request.side(), price, openLots)
                .selfTrade(SelfTrade.CANCEL_NEWEST);
        boolean waits = request.type() == OrderType.STOP || request.type() == OrderType.STOP_LIMIT;
        return waits && !triggered
                ? ticket.stop(ticks(request.prices().stop()))
                : ticket;
    }

    private OrderKind kind() {
        return switch (timeInForce()) {
            case FOK -> OrderKind.FILL_OR_KILL;
            case IOC -> request.type().hasLimitPrice() ? OrderKind.IMMEDIATE_OR_CANCEL : OrderKind.MARKET;
            case GTC, GTD ->
                !request.type().hasLimitPrice()
                        ? OrderKind.MARKET
                        : request.conditions().postOnly() ? OrderKind.POST_ONLY : OrderKind.LIMIT;
        };
    }
}
