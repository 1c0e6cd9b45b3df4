package dev.tradewind.simulation.venue;

import dev.tradewind.engine.ledger.Amounts;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The venue's own books of our account, from which it refuses what we cannot pay. It is kept apart from the engine's
 * ledger on purpose: the two must agree, and a test compares them.
 *
 * <p>In each settlement currency, the value of all positions must stay within equity × leverage. With leverage 1 and no
 * short positions that is: one cannot spend more than the cash there is.
 */
public final class VenueAccount {
    private final Decimal leverage;
    private final boolean lends;
    private final Amounts cash = new Amounts();
    private final Map<InstrumentId, Holding> holdings = new LinkedHashMap<>();

    /** What is held of one instrument. */
    static final class Holding {
        final Instrument instrument;
        private Decimal quantity = Decimal.ZERO;
        /** What the open quantity was opened for, in the settlement currency. */
        private Decimal cost = Decimal.ZERO;
        private Decimal last = Decimal.ZERO;

        Holding(Instrument instrument) {
            this.instrument = instrument;
        }

        Decimal quantity() {
            return quantity;
        }

        /** Takes over a position that somebody else kept the books of. */
        void restore(Decimal held, Decimal openedFor) {
            quantity = held;
            cost = openedFor;
        }

        void lastPrice(Decimal price) {
            last = price;
        }

        boolean exchangesCash() {
            return instrument.kind() != InstrumentKind.PERPETUAL && instrument.kind() != InstrumentKind.FUTURE;
        }

        /** Without sign. */
        Decimal worth() {
            return quantity.isZero() ? Decimal.ZERO : instrument.notional(last, quantity.abs());
        }

        /** Profit of a part that cost this much and is now worth that much. */
        private Decimal profit(Decimal costOfPart, Decimal worthOfPart) {
            boolean gainsWhenWorthMore = quantity.signum() > 0 != instrument.contract().inverse();
            return gainsWhenWorthMore ? worthOfPart.minus(costOfPart) : costOfPart.minus(worthOfPart);
        }

        /** What the holding adds to equity at the last price. */
        Decimal equity() {
            if (!exchangesCash()) {
                return quantity.isZero() ? Decimal.ZERO : profit(cost, worth());
            }
            return quantity.signum() > 0 ? worth() : worth().negate();
        }

        /** Books a trade at average cost and returns the profit of what it closed. */
        Decimal trade(Side side, Decimal price, Decimal traded) {
            Decimal held = quantity.abs();
            boolean opposite = quantity.signum() * side.sign() < 0;
            Decimal closing = opposite ? traded.min(held) : Decimal.ZERO;
            Decimal opening = traded.minus(closing);
            Decimal profit = Decimal.ZERO;
            if (!closing.isZero()) {
                Decimal costOfPart = closing.equals(held)
                        ? cost
                        : Decimal.of(cost.toBigDecimal()
                                .multiply(closing.toBigDecimal())
                                .divide(held.toBigDecimal(), Decimal.MAX_SCALE, RoundingMode.HALF_EVEN));
                profit = profit(costOfPart, instrument.notional(price, closing));
                cost = cost.minus(costOfPart);
            }
            if (!opening.isZero()) {
                cost = cost.plus(instrument.notional(price, opening));
            }
            quantity = side == Side.BUY ? quantity.plus(traded) : quantity.minus(traded);
            return profit;
        }
    }

    VenueAccount(Decimal leverage) {
        this(leverage, true);
    }

    /** @param lends whether more of a spot instrument may be sold than is held */
    VenueAccount(Decimal leverage, boolean lends) {
        this.leverage = leverage;
        this.lends = lends;
    }

    /** Whether such an order would sell what has to be borrowed first, where nothing is lent. */
    boolean isUncovered(Holding holding, Side side, Decimal quantity) {
        boolean spot = holding.instrument.kind() == InstrumentKind.SPOT;
        return !lends && spot && side == Side.SELL && quantity.compareTo(holding.quantity) > 0;
    }

    void deposit(Money amount) {
        cash.add(amount.currency(), amount.amount());
    }

    Holding holding(Instrument instrument) {
        Holding holding = holdings.get(instrument.id());
        if (holding == null) {
            holding = new Holding(instrument);
            holdings.put(instrument.id(), holding);
        }
        return holding;
    }

    Decimal cash(Currency currency) {
        return cash.get(currency);
    }

    /**
     * How much of this trade the account can pay, before rounding to lots; the part that brings a position towards zero
     * is always allowed.
     */
    Decimal affordable(Holding holding, Side side, Decimal price, Decimal quantity, Money fee) {
        Instrument instrument = holding.instrument;
        boolean opposite =
                holding.quantity.signum() != 0 && (holding.quantity.signum() > 0) == (side == Side.SELL);
        Decimal closing = opposite ? quantity.min(holding.quantity.abs()) : Decimal.ZERO;
        Decimal opening = quantity.minus(closing);
        if (opening.signum() <= 0) {
            return quantity;
        }
        if (isUncovered(holding, side, quantity)) {
            return closing;
        }
        Decimal costs = fee.currency().equals(instrument.settlement()) ? fee.amount().max(Decimal.ZERO) : Decimal.ZERO;
        Decimal needed = instrument.notional(price, opening).plus(costs.times(leverage));
        Decimal room = room(instrument.settlement()).plus(freedBy(holding, price, closing));
        if (needed.compareTo(room) <= 0) {
            return quantity;
        }
        if (room.signum() <= 0) {
            return closing;
        }
        return closing.plus(opening.times(room).dividedBy(needed, Decimal.MAX_SCALE, RoundingMode.DOWN));
    }

    /** Closing a position gives back the exposure that it took. */
    private static Decimal freedBy(Holding holding, Decimal price, Decimal closing) {
        return closing.isZero() ? Decimal.ZERO : holding.instrument.notional(price, closing);
    }

    /** How much more may be opened: equity × leverage less what is open. */
    private Decimal room(Currency currency) {
        Decimal equity = cash(currency);
        Decimal open = Decimal.ZERO;
        for (Holding holding : holdings.values()) {
            if (holding.quantity.isZero() || !holding.instrument.settlement().equals(currency)) {
                continue;
            }
            open = open.plus(holding.worth());
            equity = equity.plus(holding.equity());
        }
        return equity.times(leverage).minus(open);
    }

    void book(Holding holding, Side side, Decimal price, Decimal quantity, Money fee) {
        Instrument instrument = holding.instrument;
        holding.last = price;
        Decimal profit = holding.trade(side, price, quantity);
        if (holding.exchangesCash()) {
            Decimal notional = instrument.notional(price, quantity);
            cash.add(instrument.settlement(), side == Side.BUY ? notional.negate() : notional);
        } else {
            cash.add(instrument.settlement(), profit);
        }
        cash.add(fee.currency(), fee.amount().negate());
    }
}
