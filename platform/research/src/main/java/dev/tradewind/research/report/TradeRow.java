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
     * How far the trade ran against and for itself before it was closed, in the account's currency.
     *
     * @param adverse the largest loss on paper, zero or below
     * @param favourable the largest profit on paper, zero or above
     */
    public record Excursion(Decimal adverse, Decimal favourable) {}
}
