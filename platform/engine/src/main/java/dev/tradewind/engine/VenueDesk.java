package dev.tradewind.engine;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.AmendRefused;
import dev.tradewind.engine.ledger.LedgerEvent.CancelRefused;
import dev.tradewind.engine.ledger.LedgerEvent.OrderAccepted;
import dev.tradewind.engine.ledger.LedgerEvent.OrderAmended;
import dev.tradewind.engine.ledger.LedgerEvent.OrderCancelled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderExpired;
import dev.tradewind.engine.ledger.LedgerEvent.OrderFateUnknown;
import dev.tradewind.engine.ledger.LedgerEvent.OrderFilled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderRejected;
import dev.tradewind.engine.ledger.LedgerEvent.OrderTriggered;
import dev.tradewind.engine.ledger.LedgerEvent.UnknownOrderFilled;
import dev.tradewind.engine.ledger.LedgerEvent.VenueAnomaly;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.order.VenueEvent;

/**
 * Books what venues say. The venue is right about what happened: a fill is always booked, also when it is late, too
 * large, or of an order that nobody knows; what does not fit is flagged.
 */
final class VenueDesk {
    private final Core core;
    private final OrderGate gate;
    private final LinkedOrders links;

    VenueDesk(Core core, OrderGate gate, LinkedOrders links) {
        this.core = core;
        this.gate = gate;
        this.links = links;
    }

    void on(VenueEvent event) {
        OrderState order = core.ledger.orders().byAttempt(event.clientOrderId());
        if (order == null) {
            onUnknown(event);
            return;
        }
        if (event instanceof VenueEvent.Filled filled) {
            if (isOf(order, filled)) {
                onFill(order, filled);
            } else {
                anomaly(filled, "is of " + filled.instrument() + " " + filled.side() + ", which was not ordered");
                onUnknown(filled);
            }
            return;
        }
        if (order.status().isClosed() && (lostRace(order, event) || isRepeated(order, event))) {
            return;
        }
        if (order.status().isClosed()) {
            anomaly(event, "came after the order was " + order.status());
            return;
        }
        if (!wasExpected(order, event)) {
            anomaly(event, "does not fit an order that is " + order.status());
        }
        onState(order, event);
    }

    /** Our cancel or amendment met an order that had just ended: the venue refuses it, as it should. */
    private static boolean lostRace(OrderState order, VenueEvent event) {
        return (event instanceof VenueEvent.CancelRejected && !order.cancelReason().isEmpty())
                || (event instanceof VenueEvent.AmendRejected && order.hasPendingAmendment());
    }

    /**
     * The end that is known already, of the attempt that ended: it comes by more than one way, such as a venue's
     * stream, the answer to a cancel, and what the venue said when it was asked. Another end is a contradiction.
     */
    private static boolean isRepeated(OrderState order, VenueEvent event) {
        OrderStatus told =
                switch (event) {
                    case VenueEvent.Cancelled e -> OrderStatus.CANCELLED;
                    case VenueEvent.Expired e -> OrderStatus.EXPIRED;
                    case VenueEvent.Rejected e -> OrderStatus.REJECTED;
                    case VenueEvent.Accepted e -> null;
                    case VenueEvent.Filled e -> null;
                    case VenueEvent.Triggered e -> null;
                    case VenueEvent.Amended e -> null;
                    case VenueEvent.AmendRejected e -> null;
                    case VenueEvent.CancelRejected e -> null;
                    case VenueEvent.FateUnknown e -> null;
                };
        return order.status() == told && event.clientOrderId().equals(order.clientOrderId());
    }

    private static boolean isOf(OrderState order, VenueEvent.Filled filled) {
        return filled.side() == order.request().side()
                && filled.instrument().equals(order.request().instrument());
    }

    private void onUnknown(VenueEvent event) {
        if (!(event instanceof VenueEvent.Filled filled)) {
            anomaly(event, "is about an order that is not known");
            return;
        }
        if (core.slot(filled.instrument()) == null) {
            throw new IllegalStateException("the venue filled " + filled + " of an instrument that is not configured;"
                    + " add the instrument and reconcile");
        }
        if (core.ledger.isBooked(filled.instrument(), filled.fill().tradeId())) {
            anomaly(event, "was booked already");
            return;
        }
        core.emit(new UnknownOrderFilled(
                core.nowNanos(),
                filled.instrument(),
                filled.side(),
                filled.clientOrderId(),
                filled.fill(),
                filled.eventNanos()));
    }

    private void onFill(OrderState order, VenueEvent.Filled filled) {
        if (core.ledger.isBooked(filled.instrument(), filled.fill().tradeId())) {
            anomaly(filled, "was booked already");
            return;
        }
        amendIfProven(order, filled);
        OrderStatus previous = order.status();
        boolean tooLarge = filled.fill().quantity().compareTo(order.remainingQuantity()) > 0;
        if (previous.isClosed() || tooLarge) {
            anomaly(filled, previous.isClosed() ? "came after the order was " + previous : "is larger than the order");
        }
        core.emit(new OrderFilled(core.nowNanos(), order.id(), filled.fill(), filled.eventNanos()));
        core.notify(order, previous, filled.fill(), "");
        links.onFill(order, filled.fill());
    }

    /** A fill under the name that a pending amendment would give the order proves that the venue has amended it. */
    private void amendIfProven(OrderState order, VenueEvent.Filled filled) {
        OrderRequest wanted = order.wanted();
        boolean proven = filled.clientOrderId().equals(order.replacement()) && !order.status().isClosed();
        if (wanted != null && proven) {
            core.emit(new OrderAmended(
                    core.nowNanos(), order.id(), filled.clientOrderId(), wanted.quantity(), wanted.prices()));
        }
    }

    /** What does not fit is flagged, and booked all the same. */
    private static boolean wasExpected(OrderState order, VenueEvent event) {
        boolean waits = order.status() == OrderStatus.SUBMITTED || order.status() == OrderStatus.UNKNOWN;
        return switch (event) {
            case VenueEvent.Rejected e -> waits || order.status() == OrderStatus.PENDING_CANCEL;
            case VenueEvent.Triggered e -> order.request().type().isStop() && !order.triggered();
            case VenueEvent.Expired e -> order.request().conditions().timeInForce() != TimeInForce.GTC;
            case VenueEvent.Amended e -> order.hasPendingAmendment();
            case VenueEvent.AmendRejected e -> order.hasPendingAmendment();
            case VenueEvent.CancelRejected e ->
                order.status() == OrderStatus.PENDING_CANCEL || !order.cancelReason().isEmpty();
            case VenueEvent.Accepted e -> true;
            case VenueEvent.Cancelled e -> true;
            case VenueEvent.FateUnknown e -> true;
            case VenueEvent.Filled e -> true;
        };
    }

    private void onState(OrderState order, VenueEvent event) {
        long now = core.nowNanos();
        OrderStatus previous = order.status();
        if (event instanceof VenueEvent.Accepted e) {
            core.emit(new OrderAccepted(now, order.id(), e.venueOrderId(), e.eventNanos()));
            core.notify(order, previous, null, "");
            return;
        }
        LedgerEvent change =
                switch (event) {
                    case VenueEvent.Accepted e -> new OrderAccepted(now, order.id(), e.venueOrderId(), e.eventNanos());
                    case VenueEvent.Rejected e -> new OrderRejected(now, order.id(), e.reason(), e.eventNanos());
                    case VenueEvent.Cancelled e ->
                        new OrderCancelled(now, order.id(), whyCancelled(order, e), e.eventNanos());
                    case VenueEvent.Expired e -> new OrderExpired(now, order.id(), e.eventNanos());
                    case VenueEvent.Triggered e -> new OrderTriggered(now, order.id(), e.eventNanos());
                    case VenueEvent.Amended e ->
                        new OrderAmended(now, order.id(), livesOnAs(order, e), e.quantity(), e.prices());
                    case VenueEvent.AmendRejected e -> new AmendRefused(now, order.id(), e.reason());
                    case VenueEvent.CancelRejected e -> new CancelRefused(now, order.id(), e.reason());
                    case VenueEvent.FateUnknown e -> new OrderFateUnknown(now, order.id(), e.reason());
                    case VenueEvent.Filled e -> throw new IllegalStateException("a fill is booked before this");
                };
        core.emit(change);
        core.notify(
                order, previous, null, change instanceof OrderCancelled ended ? ended.reason() : reasonOf(event));
        if (event instanceof VenueEvent.Triggered) {
            judgeTriggered(order);
        }
    }

    /** A venue that names an attempt that we never made is not believed in that: the order keeps its own. */
    private ClientOrderId livesOnAs(OrderState order, VenueEvent.Amended amended) {
        if (order.hasAttempt(amended.replacement())) {
            return amended.replacement();
        }
        anomaly(amended, "names " + amended.replacement() + " as the new attempt, which was never asked for");
        ClientOrderId last = order.clientOrderId();
        return last == null ? amended.clientOrderId() : last;
    }

    /** A stop is judged when placed and again when triggered; what then still rests is cancelled if it is denied. */
    private void judgeTriggered(OrderState order) {
        InstrumentSlot slot = core.slot(order.request().instrument());
        if (slot == null || order.status().isClosed()) {
            return;
        }
        String objection = gate.objection(order, order.request(), slot, false);
        if (objection != null && order.status() != OrderStatus.PENDING_CANCEL) {
            gate.cancel(order, "denied when triggered: " + objection);
        }
    }

    /** A venue knows that we asked, not why. */
    private static String whyCancelled(OrderState order, VenueEvent.Cancelled event) {
        boolean asked = order.status() == OrderStatus.PENDING_CANCEL && !order.cancelReason().isEmpty();
        return asked ? order.cancelReason() : event.reason();
    }

    private static String reasonOf(VenueEvent event) {
        return switch (event) {
            case VenueEvent.Rejected e -> e.reason();
            case VenueEvent.Cancelled e -> e.reason();
            case VenueEvent.AmendRejected e -> e.reason();
            case VenueEvent.CancelRejected e -> e.reason();
            case VenueEvent.FateUnknown e -> e.reason();
            case VenueEvent.Accepted e -> "";
            case VenueEvent.Filled e -> "";
            case VenueEvent.Expired e -> "its time is over";
            case VenueEvent.Triggered e -> "";
            case VenueEvent.Amended e -> "";
        };
    }

    private void anomaly(VenueEvent event, String what) {
        String text = event.getClass().getSimpleName() + " of " + event.clientOrderId() + detail(event) + " " + what;
        core.emit(new VenueAnomaly(core.nowNanos(), event.instrument(), text));
    }

    private static String detail(VenueEvent event) {
        return event instanceof VenueEvent.Filled filled ? " (trade " + filled.fill().tradeId() + ")" : "";
    }
}
