package dev.tradewind.engine;

import dev.tradewind.engine.guard.ExitCause;
import dev.tradewind.engine.guard.GuardLevels;
import dev.tradewind.engine.guard.GuardRole;
import dev.tradewind.engine.ledger.GuardState;
import dev.tradewind.engine.ledger.LedgerEvent.GuardArmed;
import dev.tradewind.engine.ledger.LedgerEvent.GuardDisarmed;
import dev.tradewind.engine.ledger.LedgerEvent.GuardOrderPlaced;
import dev.tradewind.engine.ledger.LedgerEvent.GuardRemoved;
import dev.tradewind.engine.ledger.LedgerEvent.GuardSet;
import dev.tradewind.engine.ledger.LedgerEvent.GuardTrailed;
import dev.tradewind.engine.ledger.LedgerEvent.OrderLinks;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Guards positions: keeps exits at the venue in step with what is held, watches those that the venue cannot keep, and
 * takes them back when the position is gone. All of its state but the average true range is in the ledger.
 */
final class GuardDesk {
    /** A trailing stop moves when that gains a twentieth of its distance: not with every price. */
    private static final Decimal TRAIL_STEP = Decimal.parse("0.05");

    private final Core core;
    private final OrderGate gate;
    private final ExitDesk exits;
    private final GuardMeasures measures;

    GuardDesk(Core core, OrderGate gate, ExitDesk exits) {
        this.core = core;
        this.gate = gate;
        this.exits = exits;
        this.measures = new GuardMeasures();
    }

    void set(Input.SetGuard set) {
        if (core.slot(set.instrument()) == null) {
            gate.refuse(set.strategy(), set.instrument() + " is not traded in this account and cannot be guarded");
            return;
        }
        core.emit(new GuardSet(core.nowNanos(), set.instrument(), set.strategy(), set.spec(), false));
    }

    void remove(InstrumentId instrument, String reason) {
        GuardState guard = core.ledger.operations().guards().get(instrument);
        if (guard == null) {
            gate.refuse("", "there is no guard of " + instrument);
            return;
        }
        cancelResting(guard, reason);
        core.emit(new GuardRemoved(core.nowNanos(), instrument, reason));
    }

    /** When the next guarded position has lasted long enough; {@link Long#MAX_VALUE} if none will. */
    long nextDeadlineNanos() {
        long next = Long.MAX_VALUE;
        if (core.ledger.operations().hasGuards()) {
            for (GuardState guard : core.ledger.operations().guards().values()) {
                GuardLevels levels = guard.levels();
                next = levels == null ? next : Math.min(next, levels.times().deadlineNanos());
            }
        }
        return next;
    }

    /** Brings every guard in step; to be called whenever an order or a position may have changed, or time passed. */
    void settle() {
        for (Map.Entry<InstrumentId, GuardState> entry :
                List.copyOf(core.ledger.operations().guards().entrySet())) {
            InstrumentSlot slot = core.slot(entry.getKey());
            if (slot != null) {
                settle(slot, entry.getValue());
            }
        }
    }

    private void settle(InstrumentSlot slot, GuardState guard) {
        InstrumentId id = slot.instrument.id();
        Decimal held = slot.position.quantity();
        GuardLevels levels = guard.levels();
        boolean turned = levels != null && levels.side().sign() == -held.signum();
        if (levels != null && (held.isZero() || turned)) {
            String why = turned ? "the position turned" : "the position is closed";
            cancelResting(guard, why);
            core.emit(new GuardDisarmed(core.nowNanos(), id, why));
            if (guard.once()) {
                core.emit(new GuardRemoved(core.nowNanos(), id, why));
                return;
            }
        }
        if (held.isZero() || core.ledger.operations().isExiting(id)) {
            return;
        }
        arm(slot, guard);
        GuardLevels armed = guard.levels();
        boolean over = armed != null && core.nowNanos() >= armed.times().deadlineNanos();
        if (over && ExitDesk.canSell(core, slot)) {
            exits.start(slot, ExitCause.TIME, guard.strategy(), "it lasted long enough");
        } else if (armed != null) {
            keepResting(slot, guard, GuardRole.STOP, armed.exits().stop());
            keepResting(slot, guard, GuardRole.TARGET, armed.exits().target());
        }
    }

    private void arm(InstrumentSlot slot, GuardState guard) {
        Price average = slot.averagePrice();
        if (average == null) {
            return;
        }
        // A part that is sold leaves the average as it was, but for the last of eighteen places.
        Decimal entry = average.value().rounded(12, RoundingMode.HALF_EVEN);
        GuardLevels levels = guard.levels();
        if (levels == null || !levels.entry().equals(entry)) {
            core.emit(new GuardArmed(
                    core.nowNanos(), slot.instrument.id(), measures.levels(slot, guard, entry, core.nowNanos())));
        }
    }

    /** Whether the venue keeps an exit of this role, so that the engine need not watch its price. */
    private boolean restsAtVenue(GuardRole role) {
        RunSettings.VenueKeeps keeps = core.config.running().keeps();
        return role == GuardRole.STOP ? keeps.stops() : keeps.brackets();
    }

    private void keepResting(InstrumentSlot slot, GuardState guard, GuardRole role, @Nullable Decimal price) {
        OrderState order = open(guard, role);
        Quantity quantity = price == null || !restsAtVenue(role) ? Quantity.ZERO : free(slot, order);
        if (quantity.isZero() || price == null) {
            if (order != null) {
                gate.takeBack(order, "nothing is left to guard");
            }
            return;
        }
        boolean tooSoon = guard.placements() > 0 && core.nowNanos() - guard.placedNanos() < ExitDesk.RETRY_NANOS;
        boolean first = guard.order(role) == null;
        if (guard.placements() >= ExitDesk.MAX_PLACEMENTS || (tooSoon && !first)) {
            return;
        }
        OrderPrices prices =
                role == GuardRole.STOP ? OrderPrices.stop(new Price(price)) : OrderPrices.limit(new Price(price));
        if (order == null) {
            place(slot, guard, role, quantity, new Price(price));
        } else if (order.status().isWorking() && !order.isInFlight() && !order.isInDoubt()) {
            boolean same = order.remainingQuantity().equals(quantity)
                    && order.request().prices().equals(prices);
            if (!same && !order.triggered()) {
                core.emit(new GuardOrderPlaced(core.nowNanos(), slot.instrument.id(), role, order.id()));
                gate.amend(order.strategy(), order.id(), order.filledQuantity().plus(quantity), prices);
            }
        }
    }

    private void place(InstrumentSlot slot, GuardState guard, GuardRole role, Quantity quantity, Price price) {
        InstrumentId id = slot.instrument.id();
        Side side = slot.position.quantity().signum() > 0 ? Side.SELL : Side.BUY;
        OrderRequest request = role == GuardRole.STOP
                ? OrderRequest.stop(id, side, quantity, price)
                : OrderRequest.limit(id, side, quantity, price);
        core.emit(new GuardOrderPlaced(core.nowNanos(), id, role, new OrderId(core.ledger.lastOrderId() + 1)));
        gate.place(
                guard.strategy(),
                request.with(OrderConditions.GTC.withReduceOnly())
                        .withReason(role == GuardRole.STOP ? "guard: stop" : "guard: target"),
                OrderLinks.NONE);
    }

    /** What an exit can rest for; where the venue does not know reduce-only, without what other exits rest for. */
    private Quantity free(InstrumentSlot slot, @Nullable OrderState own) {
        Decimal free = ExitDesk.sellable(core, slot).value();
        if (!core.config.running().keeps().reduceOnly()) {
            int held = slot.position.quantity().signum();
            for (OrderState other : core.ledger.orders().open()) {
                boolean closes = other != own
                        && other.request().side().sign() == -held
                        && other.request().instrument().equals(slot.instrument.id());
                free = closes ? free.minus(other.mostLeft()) : free;
            }
        }
        if (free.signum() <= 0) {
            return Quantity.ZERO;
        }
        Quantity quantity = slot.instrument.roundedDownToLot(free);
        boolean whole = quantity.value().compareTo(slot.position.quantity().abs()) >= 0;
        return !whole && ExitDesk.isTooSmall(slot, quantity) ? Quantity.ZERO : quantity;
    }

    private @Nullable OrderState open(GuardState guard, GuardRole role) {
        OrderId id = guard.order(role);
        OrderState order = id == null ? null : core.ledger.orders().get(id);
        return order == null || order.status().isClosed() ? null : order;
    }

    private void cancelResting(GuardState guard, String why) {
        for (GuardRole role : GuardRole.values()) {
            OrderState order = open(guard, role);
            if (order != null) {
                gate.takeBack(order, why);
            }
        }
    }

    /** What has to be known of the past after a restart. */
    List<RangeNeed> needed() {
        return GuardMeasures.needed(core.ledger.operations().guards());
    }

    /** Bars of the past, as they were needed. */
    void warm(InstrumentId instrument, List<Bar> past) {
        GuardState guard = core.ledger.operations().guards().get(instrument);
        if (guard != null) {
            measures.warm(instrument, past, guard);
        }
    }

    /** A bar that comes late is measured; its prices are over. */
    void onLate(Bar bar) {
        measures.late(bar);
    }

    /** A bar closed. Its extremes count if the position was there all along, its close if not. */
    void onBar(Bar bar, InstrumentSlot slot) {
        GuardState guard = core.ledger.operations().guards().get(slot.instrument.id());
        if (guard == null) {
            return;
        }
        measures.update(bar, slot, guard);
        GuardLevels levels = guard.levels();
        if (levels != null) {
            boolean whole = bar.openNanos() >= levels.times().openedNanos();
            Decimal close = bar.close().value();
            watch(slot, guard, levels, whole ? bar.low().value() : close, whole ? bar.high().value() : close);
        }
    }

    /** The price changed. */
    void onPrice(InstrumentSlot slot) {
        GuardState guard = core.ledger.operations().guards().get(slot.instrument.id());
        GuardLevels levels = guard == null ? null : guard.levels();
        if (guard != null && levels != null && slot.hasMark()) {
            watch(slot, guard, levels, slot.markPrice(), slot.markPrice());
        }
    }

    private void watch(InstrumentSlot slot, GuardState guard, GuardLevels levels, Decimal low, Decimal high) {
        boolean exiting = core.ledger.operations().isExiting(slot.instrument.id());
        // What is too small to be sold would be found too small with every price.
        if (core.recovering || exiting || !ExitDesk.canSell(core, slot)) {
            return;
        }
        boolean isLong = levels.side() == Side.BUY;
        Decimal worst = isLong ? low : high;
        Decimal best = isLong ? high : low;
        GuardLevels.Exits at = levels.exits();
        if (isBeyond(worst, at.emergency(), !isLong)) {
            exits.start(slot, ExitCause.EMERGENCY, guard.strategy(), "the price came to " + worst);
        } else if (isBeyond(worst, at.stop(), !isLong) && !isKept(guard, GuardRole.STOP)) {
            exits.start(slot, ExitCause.STOP_LOSS, guard.strategy(), "the price came to " + worst);
        } else if (isBeyond(best, at.target(), isLong) && !isKept(guard, GuardRole.TARGET)) {
            exits.start(slot, ExitCause.TAKE_PROFIT, guard.strategy(), "the price came to " + best);
        } else if (core.nowNanos() >= levels.times().deadlineNanos()) {
            exits.start(slot, ExitCause.TIME, guard.strategy(), "it lasted long enough");
        } else {
            trail(slot, guard, levels, best);
        }
    }

    private static boolean isBeyond(Decimal price, @Nullable Decimal level, boolean above) {
        return level != null && (above ? price.compareTo(level) >= 0 : price.compareTo(level) <= 0);
    }

    /** Whether the exit rests at the venue as far as is known, so that the venue acts on it. */
    private boolean isKept(GuardState guard, GuardRole role) {
        OrderState order = open(guard, role);
        return order != null
                && (order.status() == OrderStatus.ACCEPTED
                        || order.status() == OrderStatus.PARTIALLY_FILLED
                        || order.status() == OrderStatus.PENDING_AMEND);
    }

    private void trail(InstrumentSlot slot, GuardState guard, GuardLevels levels, Decimal best) {
        Decimal distance = levels.exits().trail();
        if (distance == null) {
            return;
        }
        boolean isLong = levels.side() == Side.BUY;
        Decimal before = levels.exits().best();
        Decimal gain = isLong ? best.minus(before) : before.minus(best);
        if (gain.signum() <= 0 || gain.compareTo(distance.times(TRAIL_STEP)) < 0) {
            return;
        }
        Decimal stop = GuardMeasures.onTick(slot, isLong ? best.minus(distance) : best.plus(distance));
        Decimal old = levels.exits().stop();
        Decimal nearer = old == null ? stop : isLong ? stop.max(old) : stop.min(old);
        core.emit(new GuardTrailed(core.nowNanos(), slot.instrument.id(), best, nearer));
        keepResting(slot, guard, GuardRole.STOP, nearer);
    }
}
