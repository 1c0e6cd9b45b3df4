package dev.tradewind.engine.ledger;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import java.math.RoundingMode;

/**
 * What is held of one instrument, at average cost. Money is in the settlement currency.
 *
 * <p>Instead of an average price the ledger keeps what the open quantity cost in all, so that a position that is closed
 * wholly leaves no rounding behind. A part that is closed takes its share of the cost, rounded half-even at 18 places.
 */
public final class PositionState {
    private final Instrument instrument;
    private final boolean exchangesCash;

    final RememberedIds trades = new RememberedIds(Ledger.REMEMBERED_TRADES);

    /** Positive when long, negative when short. */
    Decimal quantity = Decimal.ZERO;
    /** Sum of the notional that opened what is open; never negative for positive prices. */
    Decimal cost = Decimal.ZERO;
    /** Profit and loss of what was closed, before fees. */
    Decimal realised = Decimal.ZERO;
    /** What had been realised when the position was opened. */
    Decimal tripBegin = Decimal.ZERO;
    /** Fees in the settlement currency since then. */
    double tripFees;

    PositionState(Instrument instrument) {
        this.instrument = instrument;
        InstrumentKind kind = instrument.kind();
        this.exchangesCash = kind != InstrumentKind.PERPETUAL && kind != InstrumentKind.FUTURE;
    }

    public Instrument instrument() {
        return instrument;
    }

    public Decimal quantity() {
        return quantity;
    }

    public Decimal cost() {
        return cost;
    }

    public Decimal realised() {
        return realised;
    }

    /** Whether buying pays the whole price now, as for spot, rather than leaving a margined contract open. */
    public boolean exchangesCash() {
        return exchangesCash;
    }

    /** Books a trade and returns how the cash in the settlement currency changes, fees apart. */
    Decimal book(Side side, Decimal price, Decimal traded) {
        Decimal signed = side == Side.BUY ? traded : traded.negate();
        Decimal realisedBefore = realised;
        Decimal notional = instrument.notional(price, traded);
        if (quantity.isZero() || quantity.signum() == signed.signum()) {
            quantity = quantity.plus(signed);
            cost = cost.plus(notional);
        } else if (traded.compareTo(quantity.abs()) <= 0) {
            close(notional, traded);
        } else {
            Decimal closing = quantity.abs();
            Decimal rest = traded.minus(closing);
            close(instrument.notional(price, closing), closing);
            quantity = side == Side.BUY ? rest : rest.negate();
            cost = instrument.notional(price, rest);
        }
        if (exchangesCash()) {
            return side == Side.BUY ? notional.negate() : notional;
        }
        return realised.minus(realisedBefore);
    }

    /**
     * Notes a trade that was booked, for the round trip that it belongs to: from nothing held to nothing held, or to
     * the other side. Fees in other currencies than that of the settlement are not counted.
     *
     * @param before the sign of what was held before the trade
     * @return -1 where it ended a round trip at a loss, 1 where at none, 0 where the trip goes on
     */
    int endTrip(int before, Money fee) {
        if (!fee.amount().isZero() && fee.currency().equals(instrument.settlement())) {
            tripFees += fee.amount().toDouble();
        }
        if (before == 0 || before == quantity.signum()) {
            return 0;
        }
        double result = realised.minus(tripBegin).toDouble() - tripFees;
        beginTrip();
        return result < 0 ? -1 : 1;
    }

    private void beginTrip() {
        tripBegin = realised;
        tripFees = 0;
    }

    /**
     * Takes over what the venue says is held. What came is taken in at this price, what went leaves at its cost: an
     * adjustment explains nothing, so it makes neither profit nor loss.
     */
    void adjust(Decimal said, Decimal price) {
        Decimal before = quantity;
        boolean sameSide = before.signum() == said.signum();
        if (said.isZero()) {
            cost = Decimal.ZERO;
        } else if (!sameSide) {
            cost = instrument.notional(price, said.abs());
        } else if (said.abs().compareTo(before.abs()) > 0) {
            cost = cost.plus(instrument.notional(price, said.abs().minus(before.abs())));
        } else {
            cost = share(said.abs(), before.abs());
        }
        quantity = said;
        if (!sameSide) {
            beginTrip();
        }
    }

    private Decimal share(Decimal part, Decimal whole) {
        return Decimal.of(cost.toBigDecimal()
                .multiply(part.toBigDecimal())
                .divide(whole.toBigDecimal(), Decimal.MAX_SCALE, RoundingMode.HALF_EVEN));
    }

    private void close(Decimal proceeds, Decimal traded) {
        boolean wasLong = quantity.signum() > 0;
        Decimal open = quantity.abs();
        Decimal costClosed = traded.equals(open) ? cost : share(traded, open);
        // An inverse contract is worth less of the base asset the higher the price: profit is the other way round.
        boolean gainsWhenHigher = wasLong != instrument.contract().inverse();
        Decimal difference = proceeds.minus(costClosed);
        realised = realised.plus(gainsWhenHigher ? difference : difference.negate());
        quantity = quantity.plus(wasLong ? traded.negate() : traded);
        cost = quantity.isZero() ? Decimal.ZERO : cost.minus(costClosed);
    }

    /** Profit and loss of what is open at this price, before fees. */
    public Decimal unrealised(Decimal price) {
        if (quantity.isZero()) {
            return Decimal.ZERO;
        }
        Decimal worth = instrument.notional(price, quantity.abs());
        Decimal difference = worth.minus(cost);
        boolean gainsWhenHigher = quantity.signum() > 0 != instrument.contract().inverse();
        return gainsWhenHigher ? difference : difference.negate();
    }

    /** What the position adds to equity at this price: its value where cash was paid for it, else its open profit. */
    public Decimal equityAt(Decimal price) {
        if (quantity.isZero()) {
            return Decimal.ZERO;
        }
        if (!exchangesCash()) {
            return unrealised(price);
        }
        Decimal worth = instrument.notional(price, quantity.abs());
        return quantity.signum() > 0 ? worth : worth.negate();
    }
}
