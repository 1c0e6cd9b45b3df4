package dev.tradewind.testkit.venue;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.order.VenueEvent.Accepted;
import dev.tradewind.sdk.order.VenueEvent.AmendRejected;
import dev.tradewind.sdk.order.VenueEvent.Amended;
import dev.tradewind.sdk.order.VenueEvent.CancelRejected;
import dev.tradewind.sdk.order.VenueEvent.Cancelled;
import dev.tradewind.sdk.order.VenueEvent.Expired;
import dev.tradewind.sdk.order.VenueEvent.FateUnknown;
import dev.tradewind.sdk.order.VenueEvent.Filled;
import dev.tradewind.sdk.order.VenueEvent.Rejected;
import dev.tradewind.sdk.order.VenueEvent.Triggered;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import java.util.ArrayList;
import java.util.List;

/** What was asked about one order, what the venue said about it, and whether the two fit. */
final class OrderStory {
    int repeats;
    int cancels;
    int amends;
    /** What the last command waits for. */
    Answer awaits = Answer.NONE;

    /** What answers a command, besides the order's end. */
    enum Answer {
        NONE,
        ANY,
        CANCEL,
        AMEND
    }

    private final OrderId orderId;
    private final ClientOrderId id;
    private final OrderRequest request;
    private final List<VenueEvent> events = new ArrayList<>();
    private ClientOrderId liveId;

    OrderStory(OrderId orderId, ClientOrderId id, OrderRequest request) {
        this.orderId = orderId;
        this.id = id;
        this.request = request;
        this.liveId = id;
    }

    OrderId orderId() {
        return orderId;
    }

    ClientOrderId id() {
        return id;
    }

    /** The id under which it works now. */
    ClientOrderId liveId() {
        return liveId;
    }

    OrderRequest request() {
        return request;
    }

    void heard(VenueEvent event) {
        events.add(event);
        boolean answered =
                switch (awaits) {
                    case NONE -> true;
                    case ANY -> !(event instanceof FateUnknown);
                    case CANCEL -> event instanceof CancelRejected || isOver();
                    case AMEND -> event instanceof Amended || event instanceof AmendRejected || isOver();
                };
        awaits = answered ? Answer.NONE : awaits;
        if (event instanceof Amended amended) {
            liveId = amended.replacement();
        }
    }

    long count(Class<? extends VenueEvent> type) {
        return events.stream().filter(type::isInstance).count();
    }

    boolean has(Class<? extends VenueEvent> type) {
        return count(type) > 0;
    }

    Decimal filled() {
        Decimal sum = Decimal.ZERO;
        for (Filled fill : fills()) {
            sum = sum.plus(fill.fill().quantity().value());
        }
        return sum;
    }

    List<Filled> fills() {
        return events.stream().filter(Filled.class::isInstance).map(Filled.class::cast).toList();
    }

    /** How much is wanted of it by now. */
    private Decimal total() {
        Decimal total = request.quantity().value();
        for (VenueEvent event : events) {
            total = event instanceof Amended amended ? amended.quantity().value() : total;
        }
        return total;
    }

    boolean isFilled() {
        return has(Filled.class) && filled().compareTo(total()) >= 0;
    }

    /** Whether nothing more will happen to it. */
    boolean isOver() {
        boolean refused = has(Rejected.class) && !has(Accepted.class);
        return refused || has(Cancelled.class) || has(Expired.class) || isFilled();
    }

    AssertionError wrong(String what) {
        return new AssertionError(what + ". The order " + id + " was " + request.side() + " " + request.quantity() + " "
                + request.type() + " " + request.conditions() + "; sent again " + repeats + " times, " + cancels
                + " cancels, " + amends + " amendments; the venue said " + events);
    }

    /** Every command about it got exactly one final answer. */
    void checkAnswers() {
        long accepted = count(Accepted.class);
        long rejected = count(Rejected.class);
        long ends = count(Cancelled.class) + count(Expired.class) + (isFilled() ? 1 : 0);
        if (accepted > 1) {
            throw wrong("an order was accepted " + accepted + " times");
        }
        if (rejected != repeats + (accepted == 0 ? 1 : 0)) {
            throw wrong("an order was rejected " + rejected + " times; one that is accepted is not rejected, any other"
                    + " once, and so is each that repeats its id");
        }
        if (ends != accepted) {
            throw wrong("an accepted order must end exactly once, filled, cancelled or expired; this one did so "
                    + ends + " times");
        }
        long refused = count(CancelRejected.class);
        long done = cancels - refused;
        if (done < 0 || done > Math.min(1, count(Cancelled.class))) {
            throw wrong("every cancel is done or refused, once; here " + cancels + " cancels led to "
                    + count(Cancelled.class) + " cancellations and " + refused + " refusals");
        }
        if (count(Amended.class) + count(AmendRejected.class) != amends) {
            throw wrong("every amendment is done or refused, once; here are " + count(Amended.class) + " done and "
                    + count(AmendRejected.class) + " refused");
        }
    }

    /** It was accepted before anything else became of it, and nothing became of it after its end. */
    void checkOrder() {
        boolean accepted = false;
        boolean over = false;
        for (VenueEvent event : events) {
            boolean refusal = event instanceof Rejected
                    || event instanceof CancelRejected
                    || event instanceof AmendRejected
                    || event instanceof FateUnknown;
            if (refusal) {
                continue;
            }
            if (event instanceof Accepted) {
                accepted = true;
            } else if (!accepted) {
                throw wrong("an order must be accepted before " + event);
            } else if (over) {
                throw wrong("an order that was cancelled or expired must not see " + event);
            }
            over |= event instanceof Cancelled || event instanceof Expired;
        }
    }

    /** A stop says that it was triggered before it trades. */
    void checkTrigger() {
        boolean triggered = !request.type().isStop();
        for (VenueEvent event : events) {
            triggered |= event instanceof Triggered;
            if (event instanceof Filled && !triggered) {
                throw wrong("a stop order must be triggered before it fills");
            }
        }
    }

    /** Fills are no more than was asked for, no worse than the limit, and in the instrument's steps. */
    void checkFills(Instrument instrument) {
        Decimal total = request.quantity().value();
        Decimal sum = Decimal.ZERO;
        Price limit = request.prices().limit();
        for (VenueEvent event : events) {
            if (event instanceof Amended amended) {
                total = amended.quantity().value();
                limit = amended.prices().limit();
            }
            if (event instanceof Filled filled) {
                Decimal quantity = filled.fill().quantity().value();
                Price price = filled.fill().price();
                sum = sum.plus(quantity);
                if (sum.compareTo(total) > 0) {
                    throw wrong("an order of " + total + " was filled with " + sum);
                }
                if (quantity.signum() <= 0 || !quantity.isMultipleOf(instrument.steps().lot())) {
                    throw wrong("a fill of " + quantity + " is not a positive multiple of the lot");
                }
                if (limit != null && (request.side() == Side.BUY ? price.isAbove(limit) : price.isBelow(limit))) {
                    throw wrong("a fill at " + price + " is worse than the limit of " + limit);
                }
                if (filled.side() != request.side()) {
                    throw wrong("a fill is on the other side");
                }
                if (request.conditions().postOnly() && filled.fill().liquidity() == Liquidity.TAKER) {
                    throw wrong("a post-only order was filled as a taker");
                }
            }
        }
    }

    @Override
    public String toString() {
        return id + " " + events;
    }
}
