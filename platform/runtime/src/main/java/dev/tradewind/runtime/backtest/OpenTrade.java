package dev.tradewind.runtime.backtest;

import dev.tradewind.research.report.TradeRow;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import java.math.RoundingMode;

/** A trade that has not come back to flat. Sums are exact; prices are averages to 18 places. */
final class OpenTrade {
    private final Instrument instrument;
    private final Side side;
    private final long entryNanos;
    private final long entryBar;
    private final String reason;

    private Decimal open = Decimal.ZERO;
    private Decimal largest = Decimal.ZERO;
    private Decimal entered = Decimal.ZERO;
    private Decimal entryValue = Decimal.ZERO;
    private Decimal exited = Decimal.ZERO;
    private Decimal exitValue = Decimal.ZERO;
    private Decimal entryNotional = Decimal.ZERO;
    private Decimal exitNotional = Decimal.ZERO;
    private Decimal fees = Decimal.ZERO;

    /** The extremes of the price while the trade was open; the doubles are what a bar is compared with. */
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;
    private Decimal lowestPrice = Decimal.ZERO;
    private Decimal highestPrice = Decimal.ZERO;

    OpenTrade(Instrument instrument, Side side, long entryNanos, long entryBar, String reason) {
        this.instrument = instrument;
        this.side = side;
        this.entryNanos = entryNanos;
        this.entryBar = entryBar;
        this.reason = reason;
    }

    Side side() {
        return side;
    }

    Decimal open() {
        return open;
    }

    /** Takes the range of a bar at whose end the trade is open into account. */
    void see(Bar bar) {
        if (bar.lowAsDouble() < lowest) {
            lowest = bar.lowAsDouble();
            lowestPrice = bar.low().value();
        }
        if (bar.highAsDouble() > highest) {
            highest = bar.highAsDouble();
            highestPrice = bar.high().value();
        }
    }

    private void see(Decimal price) {
        double value = price.toDouble();
        if (value < lowest) {
            lowest = value;
            lowestPrice = price;
        }
        if (value > highest) {
            highest = value;
            highestPrice = price;
        }
    }

    /** What the largest quantity lost at the worst price, against the average entry; zero or below. */
    Decimal adverse() {
        return result(side == Side.BUY ? lowestPrice : highestPrice).min(Decimal.ZERO);
    }

    /** What the largest quantity earned at the best price, against the average entry; zero or above. */
    Decimal favourable() {
        return result(side == Side.BUY ? highestPrice : lowestPrice).max(Decimal.ZERO);
    }

    private Decimal result(Decimal price) {
        Decimal difference = instrument.notional(price, largest)
                .minus(instrument.notional(average(entryValue, entered), largest));
        return gainsWhenWorthMore() ? difference : difference.negate();
    }

    void enter(Decimal price, Decimal quantity, Decimal fee) {
        see(price);
        open = open.plus(quantity);
        largest = largest.max(open);
        entered = entered.plus(quantity);
        entryValue = entryValue.plus(price.times(quantity));
        entryNotional = entryNotional.plus(instrument.notional(price, quantity));
        fees = fees.plus(fee);
    }

    void exit(Decimal price, Decimal quantity, Decimal fee) {
        see(price);
        open = open.minus(quantity);
        exited = exited.plus(quantity);
        exitValue = exitValue.plus(price.times(quantity));
        exitNotional = exitNotional.plus(instrument.notional(price, quantity));
        fees = fees.plus(fee);
    }

    boolean isFlat() {
        return open.isZero();
    }

    /** Profit and loss before fees, in the settlement currency. */
    Decimal gross() {
        Decimal difference = exitNotional.minus(entryNotional);
        return gainsWhenWorthMore() ? difference : difference.negate();
    }

    /** A long position in an inverse contract gains when its notional, in the settlement currency, falls. */
    private boolean gainsWhenWorthMore() {
        return side == Side.BUY != instrument.contract().inverse();
    }

    Decimal fees() {
        return fees;
    }

    long barsHeld(long exitBar) {
        return exitBar - entryBar;
    }

    TradeRow row(long exitNanos, long exitBar, Decimal grossInBase, TradeRow.Excursion excursion) {
        return new TradeRow(
                instrument.id(),
                side,
                largest,
                new TradeRow.Leg(entryNanos, average(entryValue, entered)),
                new TradeRow.Leg(exitNanos, average(exitValue, exited)),
                new TradeRow.Result(grossInBase, fees, grossInBase.minus(fees), barsHeld(exitBar), excursion),
                reason);
    }

    private static Decimal average(Decimal value, Decimal quantity) {
        return value.dividedBy(quantity, Decimal.MAX_SCALE, RoundingMode.HALF_EVEN);
    }
}
