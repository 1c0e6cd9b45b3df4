package dev.tradewind.sdk.instrument;

import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.math.RoundingMode;

/**
 * A tradable instrument.
 *
 * @param id symbol and venue
 * @param kind what it is
 * @param steps tick, lot and minima that the venue enforces
 * @param contract multiplier and currencies
 * @param assetId joins the same thing across venues, such as {@code BTC/USDT}
 */
public record Instrument(
        InstrumentId id, InstrumentKind kind, TradingSteps steps, ContractTerms contract, String assetId) {

    public Currency base() {
        return contract.base();
    }

    public Currency quote() {
        return contract.quote();
    }

    /** What profit, loss and fees are paid in. */
    public Currency settlement() {
        return contract.settlement();
    }

    /** Whether the market never closes, so that a year has 365 trading days. */
    public boolean tradesAroundTheClock() {
        return kind == InstrumentKind.SPOT || kind == InstrumentKind.PERPETUAL;
    }

    /** The quantity rounded down to a whole number of lots. */
    public Quantity roundedDownToLot(Decimal quantity) {
        return quantity.signum() <= 0
                ? Quantity.ZERO
                : new Quantity(quantity.roundedTo(steps.lot(), RoundingMode.DOWN));
    }

    /** The price rounded to a whole number of ticks. */
    public Price roundedToTick(Decimal price, RoundingMode rounding) {
        return new Price(price.roundedTo(steps.tick(), rounding));
    }

    /**
     * What a trade of this size is worth, in the settlement currency: price × quantity × multiplier, and
     * quantity × multiplier ÷ price for an inverse contract (18 places, half-even).
     */
    public Decimal notional(Decimal price, Decimal quantity) {
        Decimal units = contract.hasUnitMultiplier() ? quantity : quantity.times(contract.multiplier());
        return contract.inverse()
                ? units.dividedBy(price, Decimal.MAX_SCALE, RoundingMode.HALF_EVEN)
                : units.times(price);
    }

    public Money notional(Price price, Quantity quantity) {
        return new Money(notional(price.value(), quantity.value()), settlement());
    }
}
