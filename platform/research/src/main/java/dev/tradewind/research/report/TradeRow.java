package dev.tradewind.research.report;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * A closed trade, from flat to flat.
 *
 * @param side BUY for a long trade
 * @param quantity the largest position held
 * @param reason why it was opened or closed, in the strategy's words; may be empty
 */
public record TradeRow(
        InstrumentId instrument, Side side, Decimal quantity, Leg entry, Leg exit, Result result, String reason) {

    /** One end of the trade: when, and at what average price. */
    public record Leg(long timeNanos, Decimal price) {}

    /**
     * What came of it, in the account's currency.
     *
     * @param net gross minus fees
     * @param barsHeld bars from entry to exit
     */
    public record Result(Decimal gross, Decimal fees, Decimal net, long barsHeld, @Nullable Excursion excursion) {}

    /**
     * How far the price ran against and for the trade while it was open, in the account's currency: the value of the
     * largest quantity held at the worst and at the best price, less that at the average entry price. Prices are those
     * of its fills and the lows and highs of the bars that ended while it was open, the bar of the entry as a whole.
     *
     * @param adverse the largest loss on paper, before fees, zero or below
     * @param favourable the largest profit on paper, before fees, zero or above
     */
    public record Excursion(Decimal adverse, Decimal favourable) {}
}
