package dev.tradewind.engine;

import dev.tradewind.engine.ledger.OpenSide;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Exposures;
import dev.tradewind.sdk.order.Side;
import org.jspecify.annotations.Nullable;

/** What the account would hold of each instrument once the order that is judged has been filled. */
final class AccountExposures implements Exposures {
    private final Core core;
    private final Valuation valuation;
    private @Nullable InstrumentSlot judged;
    private @Nullable OrderState judgedOrder;
    private double judgedNotional;
    private double equity;

    AccountExposures(Core core, Valuation valuation) {
        this.core = core;
        this.valuation = valuation;
    }

    /**
     * Names the order that is judged.
     *
     * @param notionalAfter what its position would be worth, in its settlement currency
     * @param worth equity, 0 where it is unknown
     */
    void about(OrderState order, InstrumentSlot slot, double notionalAfter, double worth) {
        judged = slot;
        judgedOrder = order;
        judgedNotional = notionalAfter;
        equity = worth;
    }

    @Override
    public int count() {
        return core.slots.size();
    }

    @Override
    public String symbol(int index) {
        return core.slots.get(index).instrument.id().symbol();
    }

    @Override
    public String venue(int index) {
        return core.slots.get(index).instrument.id().venue();
    }

    @Override
    public double percentAfter(int index) {
        InstrumentSlot slot = core.slots.get(index);
        double notional = slot == judged ? Math.max(judgedNotional, largest(slot)) : largest(slot);
        if (notional == 0) {
            return 0;
        }
        double percent = valuation.toBase(notional, slot.instrument.settlement()) / equity * 100;
        return equity > 0 && percent < Check.VERY_LARGE ? percent : Check.VERY_LARGE;
    }

    /** The value of the position with the other open orders of the side that makes it larger; infinite unpriced. */
    private double largest(InstrumentSlot slot) {
        double held = slot.quantityAsDouble();
        double bought = held;
        OpenSide buys = slot.open(Side.BUY);
        for (int i = 0; i < buys.size(); i++) {
            bought += counted(buys.order(i));
        }
        double sold = held;
        OpenSide sells = slot.open(Side.SELL);
        for (int i = 0; i < sells.size(); i++) {
            sold -= counted(sells.order(i));
        }
        double quantity = Math.max(Math.abs(bought), Math.abs(sold));
        if (quantity == 0) {
            return 0;
        }
        return slot.hasMark() ? Math.abs(slot.notional(slot.markAsDouble(), quantity)) : Double.POSITIVE_INFINITY;
    }

    @SuppressWarnings("ReferenceEquality") // each order is one object
    private double counted(OrderState order) {
        boolean counts = order != judgedOrder && !order.request().conditions().reduceOnly();
        return counts ? order.mostLeft().toDouble() : 0;
    }
}
