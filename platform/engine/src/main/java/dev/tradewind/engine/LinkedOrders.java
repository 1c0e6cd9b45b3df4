package dev.tradewind.engine;

import dev.tradewind.engine.guard.Distance;
import dev.tradewind.engine.guard.GuardSpec;
import dev.tradewind.engine.ledger.GuardState;
import dev.tradewind.engine.ledger.LedgerEvent.GuardSet;
import dev.tradewind.engine.ledger.LedgerEvent.OrderLinks;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Bracket;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Price;
import java.util.ArrayList;
import java.util.List;

/** Orders that belong together: protective exits of an entry, and orders of which one cancels the other. */
final class LinkedOrders {
    private final Core core;
    private final OrderGate gate;

    LinkedOrders(Core core, OrderGate gate) {
        this.core = core;
        this.gate = gate;
    }

    /** Places two orders in one group. The group's number is the first order's. */
    List<OrderId> placePair(String strategy, OrderRequest first, OrderRequest second, long parent) {
        long group = core.ledger.lastOrderId() + 1;
        OrderLinks links = new OrderLinks(parent, group);
        OrderId firstId = gate.place(strategy, first, links);
        OrderState placed = core.ledger.orders().get(firstId);
        OrderId secondId = gate.place(strategy, second, links);
        // One leg alone is not what was asked for; protective exits, though, are better alone than not at all.
        if (placed != null && parent == 0) {
            OrderState other = core.ledger.orders().get(secondId);
            if (placed.status() == OrderStatus.DENIED && other != null && !other.status().isClosed()) {
                gate.cancel(other, "the other order of the pair was denied");
            } else if (other != null && other.status() == OrderStatus.DENIED && !placed.status().isClosed()) {
                gate.cancel(placed, "the other order of the pair was denied");
            }
        }
        return List.of(firstId, secondId);
    }

    /** A fill of an entry gets its exits; a fill of one of a group takes the others back. */
    void onFill(OrderState order, Fill fill) {
        Bracket bracket = order.request().bracket();
        if (bracket != null) {
            protect(order, bracket, fill);
        }
        if (order.links().group() != 0) {
            for (OrderState other : othersOf(order)) {
                takeBack(order, other);
            }
        }
    }

    private void protect(OrderState entry, Bracket bracket, Fill fill) {
        if (!core.config.running().keeps().brackets()) {
            guard(entry, bracket);
            return;
        }
        Side side = entry.request().side().opposite();
        List<OrderRequest> exits = new ArrayList<>(2);
        if (bracket.stopLoss() != null) {
            exits.add(OrderRequest.stop(entry.request().instrument(), side, fill.quantity(), bracket.stopLoss())
                    .with(OrderConditions.GTC.withReduceOnly())
                    .withReason("stop-loss of " + entry.id()));
        }
        if (bracket.takeProfit() != null) {
            exits.add(OrderRequest.limit(entry.request().instrument(), side, fill.quantity(), bracket.takeProfit())
                    .with(OrderConditions.GTC.withReduceOnly())
                    .withReason("take-profit of " + entry.id()));
        }
        long parent = entry.id().value();
        if (exits.size() == 2) {
            placePair(entry.strategy(), exits.get(0), exits.get(1), parent);
        } else {
            gate.place(entry.strategy(), exits.get(0), new OrderLinks(parent, 0));
        }
    }

    /** Where both exits cannot rest at the venue, a guard at their prices takes their place; one that is set stays. */
    private void guard(OrderState entry, Bracket bracket) {
        InstrumentId instrument = entry.request().instrument();
        GuardState present = core.ledger.operations().guards().get(instrument);
        InstrumentSlot slot = core.slot(instrument);
        boolean opens = slot != null
                && slot.position.quantity().signum() == entry.request().side().sign();
        if (!opens || (present != null && !present.once())) {
            return;
        }
        Price loss = bracket.stopLoss();
        Price profit = bracket.takeProfit();
        GuardSpec spec = new GuardSpec(
                loss == null ? null : new Distance.At(loss),
                profit == null ? null : new Distance.At(profit),
                null,
                null,
                0);
        if (present == null || !present.spec().equals(spec)) {
            core.emit(new GuardSet(core.nowNanos(), instrument, entry.strategy(), spec, true));
        }
    }

    private List<OrderState> othersOf(OrderState order) {
        List<OrderState> others = new ArrayList<>(1);
        for (OrderState other : core.ledger.orders().open()) {
            if (other != order && other.links().group() == order.links().group()) {
                others.add(other);
            }
        }
        return others;
    }

    private void takeBack(OrderState filled, OrderState other) {
        if (other.status() == OrderStatus.PENDING_CANCEL) {
            return;
        }
        boolean exitsOfOneEntry = filled.links().parent() != 0;
        boolean stillOpen = !filled.status().isClosed() && !filled.remainingQuantity().isZero();
        boolean canShrink = other.status() == OrderStatus.ACCEPTED || other.status() == OrderStatus.PARTIALLY_FILLED;
        if (exitsOfOneEntry && stillOpen && canShrink) {
            gate.amend(
                    other.strategy(),
                    other.id(),
                    other.filledQuantity().plus(filled.remainingQuantity()),
                    other.request().prices());
        } else if (!exitsOfOneEntry || !stillOpen) {
            gate.cancel(other, "the other order of the pair filled");
        }
    }
}
