package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderCommand.AmendOrder;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Quantity;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes commands of one instrument: accepts, amends, cancels, lets expire. */
final class BookCounter {
    private static final String WOULD_TRADE = "post-only: it would have traded at once";
    private static final String GONE = "the order does not work any more";

    private final Instrument instrument;
    private final QueueModel queue;
    private final BookMarket market;
    private final FillDesk desk;
    private final VenueNumbers numbers;
    private final Consumer<VenueEvent> events;

    BookCounter(
            Instrument instrument,
            QueueModel queue,
            BookMarket market,
            FillDesk desk,
            VenueNumbers numbers,
            Consumer<VenueEvent> events) {
        this.instrument = instrument;
        this.queue = queue;
        this.market = market;
        this.desk = desk;
        this.numbers = numbers;
        this.events = events;
    }

    void receive(OrderCommand command, long nanos) {
        switch (command) {
            case SubmitOrder submit -> accept(submit, nanos);
            case CancelOrder cancel -> cancel(cancel, nanos);
            case AmendOrder amend -> amend(amend, nanos);
        }
    }

    private void accept(SubmitOrder submit, long nanos) {
        BookOrder order = new BookOrder(submit.clientOrderId(), submit.request(), queue);
        String objection = null;
        if (nanos > submit.validUntilNanos()) {
            objection = "it arrived after its validity";
        } else if (order.timeInForce() == TimeInForce.GTD && order.expireNanos() <= nanos) {
            objection = "its time was over when it arrived";
        } else if (order.request.conditions().postOnly() && market.isMarketable(order)) {
            objection = WOULD_TRADE;
        } else {
            objection = desk.objection(order, order.remaining);
        }
        if (objection != null) {
            events.accept(new VenueEvent.Rejected(instrument.id(), order.id, objection, nanos));
            return;
        }
        events.accept(new VenueEvent.Accepted(instrument.id(), order.id, numbers.nextOrderId(), nanos));
        market.enter(order, nanos);
    }

    /** Puts an order back that worked before. The market is not known yet. */
    void restore(OpeningAccount.OpeningOrder opening, long nanos) {
        BookOrder order = new BookOrder(opening.id(), opening.request(), queue);
        order.remaining = opening.request().quantity().value().minus(opening.filled().value());
        order.active |= opening.triggered();
        market.enter(order, nanos);
    }

    /** The orders that work, in no promised order. */
    List<OpeningAccount.OpeningOrder> working() {
        return market.orders().stream()
                .map(order -> new OpeningAccount.OpeningOrder(
                        order.id,
                        order.request,
                        new Quantity(order.filled()),
                        order.request.type().isStop() && order.active))
                .toList();
    }

    private @Nullable BookOrder find(ClientOrderId id) {
        for (BookOrder order : market.orders()) {
            if (order.id.equals(id)) {
                return order;
            }
        }
        return null;
    }

    private void cancel(CancelOrder cancel, long nanos) {
        BookOrder order = find(cancel.clientOrderId());
        if (order == null) {
            events.accept(
                    new VenueEvent.CancelRejected(instrument.id(), cancel.clientOrderId(), GONE, nanos));
            return;
        }
        market.remove(order);
        desk.end(order, "cancelled on request", nanos);
    }

    /** Less at the same price keeps the order's place; all else makes it a new arrival. */
    private void amend(AmendOrder amend, long nanos) {
        BookOrder order = find(amend.clientOrderId());
        String objection = order == null ? GONE : objection(order, amend);
        if (order == null || objection != null) {
            events.accept(new VenueEvent.AmendRejected(
                    instrument.id(), amend.clientOrderId(), String.valueOf(objection), nanos));
            return;
        }
        boolean keepsPlace = amend.request().prices().equals(order.request.prices())
                && amend.quantity().compareTo(order.request.quantity()) <= 0;
        order.amend(amend.request());
        events.accept(new VenueEvent.Amended(
                instrument.id(), order.id, order.id, amend.quantity(), amend.request().prices(), nanos));
        if (!keepsPlace) {
            market.remove(order);
            market.enter(order, nanos);
        }
    }

    private @Nullable String objection(BookOrder order, AmendOrder amend) {
        Decimal filled = order.filled();
        if (amend.quantity().value().compareTo(filled) <= 0) {
            return "that much has been filled already";
        }
        String uncovered = desk.objection(order, amend.quantity().value().minus(filled));
        if (uncovered != null) {
            return uncovered;
        }
        boolean moves = !amend.request().prices().equals(order.request.prices());
        boolean trades = moves
                && order.request.conditions().postOnly()
                && market.isMarketable(new BookOrder(order.id, amend.request(), queue));
        return trades ? WOULD_TRADE : null;
    }

    /** When the next order's time is over; {@link Long#MAX_VALUE} if never. */
    long nextExpiryNanos() {
        long next = Long.MAX_VALUE;
        for (BookOrder order : market.orders()) {
            next = Math.min(next, order.expireNanos());
        }
        return next;
    }

    void expire(long nanos) {
        List<BookOrder> due = market.orders().stream()
                .filter(order -> order.expireNanos() <= nanos)
                .sorted(Comparator.comparingLong(BookOrder::expireNanos).thenComparingLong(order -> order.id.counter()))
                .toList();
        for (BookOrder order : due) {
            market.remove(order);
            order.over = true;
            events.accept(new VenueEvent.Expired(instrument.id(), order.id, order.expireNanos()));
        }
    }
}
