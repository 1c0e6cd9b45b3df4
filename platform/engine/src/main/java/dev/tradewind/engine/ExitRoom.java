package dev.tradewind.engine;

import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a venue does not know reduce-only, whatever rests there may fill: so exits that are at the venue or on their
 * way to it are together no larger than the position, in every order of events. An order for which there is no room
 * stays here, initialised and not sent, until there is; one that is too large when the position shrinks is cut.
 *
 * <p>An order counts with the most that may still fill of it: until the venue has said otherwise, a cancel, a smaller
 * amendment or an order of unknown fate frees nothing. Fills that were not heard of yet do no harm: those of entries
 * make the position larger, those of exits the exit smaller by as much.
 */
final class ExitRoom {
    private final Core core;
    private final boolean needed;
    /** Exits that were to be cut once; a venue that refused gets a cancel. */
    private final Set<OrderId> cut = new LinkedHashSet<>();

    ExitRoom(Core core) {
        this.core = core;
        this.needed = !core.config.running().keeps().reduceOnly();
    }

    /** Whether the engine has to watch this at all. */
    boolean isNeeded() {
        return needed;
    }

    /** Whether an order would close more, with others, than is held; it has to stay here. */
    boolean isTooSmallFor(OrderState order, InstrumentSlot slot) {
        return needed && !fits(order, order.remainingQuantity().value(), slot);
    }

    /** Why an order must not become as large as this; null if it may. */
    @Nullable String objection(OrderState order, OrderRequest wanted, InstrumentSlot slot) {
        boolean grows = wanted.quantity().compareTo(order.request().quantity()) > 0;
        Decimal rest = wanted.quantity().minus(order.filledQuantity()).value();
        return needed && grows && !fits(order, rest, slot)
                ? "with the other exits it would sell more than the position of " + slot.position.quantity()
                : null;
    }

    /** An exit has to fit beside all that closes; an order that may turn the position, beside exits. */
    private boolean fits(OrderState order, Decimal rest, InstrumentSlot slot) {
        Decimal held = slot.position.quantity();
        Side side = order.request().side();
        boolean exit = order.request().conditions().reduceOnly();
        if (side.sign() != -held.signum()) {
            return !exit;
        }
        Decimal promised = promised(slot.instrument.id(), side, order, exit);
        Decimal most = exit ? rest : rest.min(held.abs());
        return (promised.isZero() && !exit) || promised.plus(most).compareTo(held.abs()) <= 0;
    }

    /** What of the other orders on this side may still fill, as far as the venue may have them. */
    private Decimal promised(InstrumentId instrument, Side side, @Nullable OrderState but, boolean all) {
        Decimal sum = Decimal.ZERO;
        for (OrderState other : core.ledger.orders().open()) {
            boolean counts = other != but
                    && other.clientOrderId() != null
                    && other.request().side() == side
                    && (all || other.request().conditions().reduceOnly())
                    && other.request().instrument().equals(instrument);
            sum = counts ? sum.plus(other.mostLeft()) : sum;
        }
        return sum;
    }

    /** An exit at the market takes the place of exits of the same strategy that rest. */
    void make(OrderState exit, OrderGate gate) {
        if (exit.request().type() != OrderType.MARKET) {
            return;
        }
        for (OrderState other : List.copyOf(core.ledger.orders().open())) {
            boolean rests = other != exit
                    && other.request().type() != OrderType.MARKET
                    && other.request().conditions().reduceOnly()
                    && other.request().side() == exit.request().side()
                    && other.strategy().equals(exit.strategy())
                    && other.request().instrument().equals(exit.request().instrument());
            if (rests) {
                gate.takeBack(other, "order " + exit.id() + " closes at the market what this one would");
            }
        }
    }

    /** Cuts exits that are larger than what is held by now, the youngest first. Those of guards cut themselves. */
    void cut(InstrumentSlot slot, OrderGate gate) {
        List<OrderState> exits = new ArrayList<>();
        Decimal held = slot.position.quantity();
        for (OrderState order : core.ledger.orders().open()) {
            boolean exit = order.clientOrderId() != null
                    && order.request().conditions().reduceOnly()
                    && order.request().instrument().equals(slot.instrument.id());
            if (exit) {
                exits.add(order);
            }
        }
        for (OrderState exit : exits.reversed()) {
            Side side = exit.request().side();
            Decimal most = side.sign() == -held.signum() ? held.abs() : Decimal.ZERO;
            Decimal excess =
                    promised(slot.instrument.id(), side, null, true).minus(most);
            boolean quiet = !exit.isInFlight() && !exit.isInDoubt() && exit.status().isWorking();
            if (excess.signum() > 0 && quiet) {
                cut(exit, excess, slot, gate);
            }
        }
    }

    private void cut(OrderState exit, Decimal excess, InstrumentSlot slot, OrderGate gate) {
        Decimal left = exit.remainingQuantity().value().minus(excess);
        boolean canStay = left.compareTo(slot.instrument.steps().minQuantity()) >= 0
                && left.signum() > 0
                && !exit.triggered()
                && cut.add(exit.id());
        if (canStay) {
            Quantity rest = slot.instrument.roundedDownToLot(left);
            gate.amend(exit.strategy(), exit.id(), exit.filledQuantity().plus(rest), exit.request().prices());
        }
        if (exit.status() != OrderStatus.PENDING_AMEND) {
            gate.takeBack(exit, "the position is smaller than its exits");
        }
    }
}
