package dev.tradewind.runtime.backtest;

import dev.tradewind.research.report.TradeRow;
import dev.tradewind.sdk.instrument.Instrument;
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

    void enter(Decimal price, Decimal quantity, Decimal fee) {
        open = open.plus(quantity);
        largest = largest.max(open);
        entered = entered.plus(quantity);
        entryValue = entryValue.plus(price.times(quantity));
        entryNotional = entryNotional.plus(instrument.notional(price, quantity));
        fees = fees.plus(fee);
    }

    void exit(Decimal price, Decimal quantity, Decimal fee) {
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
        boolean gainsWhenHigher = side == Side.BUY != instrument.contract().inverse();
        Decimal difference = exitNotional.minus(entryNotional);
        return gainsWhenHigher ? difference : difference.negate();
    }

    Decimal fees() {
        return fees;
    }

    long barsHeld(long exitBar) {
        return exitBar - entryBar;
    }

    TradeRow row(long exitNanos, long exitBar, Decimal grossInBase) {
        return new TradeRow(
                instrument.id(),
                side,
                largest,
                new TradeRow.Leg(entryNanos, average(entryValue, entered)),
                new TradeRow.Leg(exitNanos, average(exitValue, exited)),
                new TradeRow.Result(grossInBase, fees, grossInBase.minus(fees), barsHeld(exitBar), null),
                reason);
    }

    private static Decimal average(Decimal value, Decimal quantity) {
        return value.dividedBy(quantity, Decimal.MAX_SCALE, RoundingMode.HALF_EVEN);
    }
}
