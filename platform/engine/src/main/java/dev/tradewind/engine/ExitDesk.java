package dev.tradewind.engine;

import dev.tradewind.engine.guard.ExitCause;
import dev.tradewind.engine.guard.GuardRole;
import dev.tradewind.engine.ledger.ExitState;
import dev.tradewind.engine.ledger.LedgerEvent.AccountHalted;
import dev.tradewind.engine.ledger.LedgerEvent.ExitEnded;
import dev.tradewind.engine.ledger.LedgerEvent.ExitStarted;
import dev.tradewind.engine.ledger.LedgerEvent.GuardOrderPlaced;
import dev.tradewind.engine.ledger.LedgerEvent.OrderLinks;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Quantity;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Closes positions at the market. Whatever could sell the same thing a second time is cancelled first and waited for;
 * then one reduce-only order at a time goes out until nothing is left. All of its state is in the ledger.
 */
final class ExitDesk {
    /** Orders in a row that may end without a trade before the account halts with an alert. */
    static final int MAX_PLACEMENTS = 5;

    /** Between two orders of which the first did not trade. */
    static final long RETRY_NANOS = 1_000_000_000L;

    private final Core core;
    private final OrderGate gate;

    ExitDesk(Core core, OrderGate gate) {
        this.core = core;
        this.gate = gate;
    }

    void flatten(@Nullable InstrumentId only, String reason) {
        boolean found = false;
        for (InstrumentSlot slot : List.copyOf(core.slots)) {
            InstrumentId id = slot.instrument.id();
            if ((only == null || only.equals(id)) && (!slot.position.quantity().isZero() || hasOrders(id))) {
                found = true;
                start(slot, ExitCause.FLATTEN, "", reason);
            }
        }
        if (!found) {
            gate.refuse("", "there is nothing to flatten" + (only == null ? "" : " in " + only));
        }
    }

    private boolean hasOrders(InstrumentId id) {
        for (OrderState order : core.ledger.orders().open()) {
            if (order.request().instrument().equals(id)) {
                return true;
            }
        }
        return false;
    }

    /** Begins to close a position. To flatten goes beyond a guard's exit that has begun, and takes its place. */
    void start(InstrumentSlot slot, ExitCause cause, String strategy, String reason) {
        ExitState running = core.ledger.operations().exits().get(slot.instrument.id());
        if (running == null || (cause == ExitCause.FLATTEN && running.cause() != ExitCause.FLATTEN)) {
            core.emit(new ExitStarted(core.nowNanos(), slot.instrument.id(), cause, strategy, reason));
        }
        if (!core.recovering) {
            settle();
        }
    }

    /** Does what can be done now; to be called whenever an order or a position may have changed. */
    void settle() {
        for (Map.Entry<InstrumentId, ExitState> entry :
                List.copyOf(core.ledger.operations().exits().entrySet())) {
            InstrumentSlot slot = core.slot(entry.getKey());
            if (slot != null) {
                settle(slot, entry.getValue());
            }
        }
    }

    private void settle(InstrumentSlot slot, ExitState exit) {
        if (mustWait(slot, exit)) {
            return;
        }
        Decimal held = slot.position.quantity();
        if (held.isZero()) {
            if (exit.cause() != ExitCause.FLATTEN || !hasOrders(slot.instrument.id())) {
                core.emit(new ExitEnded(core.nowNanos(), slot.instrument.id(), "flat"));
            }
            return;
        }
        Quantity quantity = slice(slot, sellable(core, slot));
        boolean whole = quantity.value().compareTo(held.abs()) >= 0;
        if (quantity.isZero() || (!whole && isTooSmall(slot, quantity))) {
            core.emit(new ExitEnded(
                    core.nowNanos(), slot.instrument.id(), "what is left, " + held + ", is too small to be sold"));
            return;
        }
        if (mayPlace(slot, exit)) {
            Side side = held.signum() > 0 ? Side.SELL : Side.BUY;
            OrderId next = new OrderId(core.ledger.lastOrderId() + 1);
            core.emit(new GuardOrderPlaced(core.nowNanos(), slot.instrument.id(), GuardRole.EXIT, next));
            gate.place(
                    exit.strategy(),
                    OrderRequest.market(slot.instrument.id(), side, quantity)
                            .with(OrderConditions.GTC.withReduceOnly())
                            .withReason(exit.cause() + ": " + exit.reason()),
                    OrderLinks.NONE);
        }
    }

    /** Cancels what is in the way; whether something that could sell the same thing is not gone yet. */
    private boolean mustWait(InstrumentSlot slot, ExitState exit) {
        boolean waiting = false;
        int held = slot.position.quantity().signum();
        for (OrderState order : List.copyOf(core.ledger.orders().open())) {
            if (!order.request().instrument().equals(slot.instrument.id())) {
                continue;
            }
            boolean closes = order.request().side().sign() == -held;
            if (order.id().equals(exit.order())) {
                waiting = true;
                continue;
            }
            if (!closes && exit.cause() != ExitCause.FLATTEN) {
                continue;
            }
            gate.takeBack(order, "the position is being closed: " + exit.reason());
            waiting |= closes && !order.status().isClosed();
        }
        return waiting;
    }

    private boolean mayPlace(InstrumentSlot slot, ExitState exit) {
        if (exit.placements() >= MAX_PLACEMENTS) {
            if (!core.ledger.operations().halted()) {
                core.emit(new AccountHalted(
                        core.nowNanos(),
                        "the position in " + slot.instrument.id() + " could not be closed in " + MAX_PLACEMENTS
                                + " orders; look at the last one, then resume the account"));
            }
            return false;
        }
        return exit.placements() == 0 || core.nowNanos() - exit.placedNanos() >= RETRY_NANOS;
    }

    /**
     * What of a position can be sold: whole lots, and where a fee was taken from what was bought, only what is there.
     */
    static Quantity sellable(Core core, InstrumentSlot slot) {
        Decimal held = slot.position.quantity();
        Decimal most = held.abs();
        if (held.signum() > 0 && slot.isSpotPair()) {
            Decimal owed = core.ledger.cash(slot.instrument.base());
            most = owed.signum() < 0 ? most.plus(owed) : most;
        }
        return most.signum() <= 0 ? Quantity.ZERO : slot.instrument.roundedDownToLot(most);
    }

    /** Whether enough is held that an order can close it, or the best part of it. */
    static boolean canSell(Core core, InstrumentSlot slot) {
        Quantity quantity = sellable(core, slot);
        boolean whole = quantity.value().compareTo(slot.position.quantity().abs()) >= 0;
        return !quantity.isZero() && (whole || !isTooSmall(slot, quantity));
    }

    static boolean isTooSmall(InstrumentSlot slot, Quantity quantity) {
        return quantity.value().compareTo(slot.instrument.steps().minQuantity()) < 0;
    }

    /** No more than the hard limit on an order's worth. */
    private Quantity slice(InstrumentSlot slot, Quantity quantity) {
        if (quantity.isZero() || !slot.hasMark() || slot.markPrice().signum() <= 0) {
            return quantity;
        }
        Decimal most = core.config.limits().maxOrderNotional();
        Decimal worth = slot.instrument.notional(slot.markPrice(), quantity.value()).abs();
        if (worth.compareTo(most) <= 0) {
            return quantity;
        }
        Decimal part = quantity.value().times(most).dividedBy(worth, Decimal.MAX_SCALE, RoundingMode.DOWN);
        Quantity slice = slot.instrument.roundedDownToLot(part);
        // A limit below the smallest order would keep the position for ever.
        return slice.isZero() || isTooSmall(slot, slice) ? quantity : slice;
    }
}
