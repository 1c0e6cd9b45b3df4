package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.FeeModel;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.math.RoundingMode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Books fills of one instrument, as far as the order may fill and the account can pay. Positions are marked before the
 * account is asked, for what it can pay depends on what they are worth.
 */
final class FillDesk {
    private final Instrument instrument;
    private final FeeModel fees;
    private final VenueAccount account;
    private final VenueAccount.Holding holding;
    private final VenueNumbers numbers;
    private final Runnable markAll;
    private final Consumer<VenueEvent> events;

    FillDesk(
            Instrument instrument,
            FeeModel fees,
            VenueAccount account,
            VenueNumbers numbers,
            Runnable markAll,
            Consumer<VenueEvent> events) {
        this.instrument = instrument;
        this.fees = fees;
        this.account = account;
        this.holding = account.holding(instrument);
        this.numbers = numbers;
        this.markAll = markAll;
        this.events = events;
    }

    /** A position is worth what the market is. */
    void markAt(Price price) {
        if (!holding.quantity().isZero()) {
            holding.lastPrice(price.value());
        }
    }

    /** What the order may fill now: a reduce-only order no more than the position that it reduces. */
    Decimal wanted(BookOrder order) {
        if (!order.request.conditions().reduceOnly()) {
            return order.remaining;
        }
        Decimal held = holding.quantity();
        boolean opposite = order.isBuy() ? held.signum() < 0 : held.signum() > 0;
        return opposite ? order.remaining.min(held.abs()) : Decimal.ZERO;
    }

    /** Why the order cannot be taken, however the market is; null if it can. */
    @Nullable String objection(BookOrder order, Decimal quantity) {
        boolean exit = order.request.conditions().reduceOnly();
        return exit || !account.isUncovered(holding, order.side(), quantity)
                ? null
                : "insufficient balance: it sells " + quantity + " and " + holding.quantity().max(Decimal.ZERO)
                        + " is held; without leverage spot cannot be sold short";
    }

    /** Whether the account could pay this much. */
    boolean canPay(BookOrder order, Price price, Decimal quantity) {
        markAll.run();
        Money fee = fees.fee(instrument, order.side(), price, new Quantity(quantity), Liquidity.TAKER);
        return account.affordable(holding, order.side(), price.value(), quantity, fee).compareTo(quantity) >= 0;
    }

    /**
     * Fills what is possible, in whole lots. The order is over if nothing is left of it, or nothing can be paid or
     * reduced any more.
     *
     * @param most how much the market gives
     * @return how much was filled
     */
    Decimal fill(BookOrder order, Price price, Decimal most, Liquidity liquidity, long nanos) {
        Side side = order.side();
        Decimal wanted = wanted(order);
        if (wanted.isZero()) {
            end(order, "reduce-only: there is nothing left to reduce", nanos);
            return Decimal.ZERO;
        }
        Decimal quantity = roundedDown(wanted.min(most));
        if (quantity.isZero()) {
            return Decimal.ZERO;
        }
        markAll.run();
        Money fee = fees.fee(instrument, side, price, new Quantity(quantity), liquidity);
        Decimal payable = account.affordable(holding, side, price.value(), quantity, fee);
        boolean cut = payable.compareTo(quantity) < 0;
        if (cut) {
            quantity = roundedDown(payable);
            if (quantity.isZero() || order.timeInForce() == TimeInForce.FOK) {
                end(order, "insufficient balance", nanos);
                return Decimal.ZERO;
            }
            fee = fees.fee(instrument, side, price, new Quantity(quantity), liquidity);
        }
        order.remaining = order.remaining.minus(quantity);
        order.over = order.remaining.isZero();
        account.book(holding, side, price.value(), quantity, fee);
        Fill fill = new Fill(numbers.nextTradeId(), price, new Quantity(quantity), fee, liquidity);
        events.accept(new VenueEvent.Filled(instrument.id(), order.id, side, fill, nanos));
        if (cut && !order.over) {
            end(order, "insufficient balance for the rest", nanos);
        }
        return quantity;
    }

    Decimal roundedDown(Decimal quantity) {
        return quantity.roundedTo(instrument.steps().lot(), RoundingMode.DOWN);
    }

    void end(BookOrder order, String reason, long nanos) {
        order.over = true;
        events.accept(new VenueEvent.Cancelled(instrument.id(), order.id, reason, nanos));
    }
}
