package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.plugin.SlippageModel;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.math.RoundingMode;

/** What a taker pays instead of the reference. */
final class Slipped {
    private Slipped() {}

    /** Rounded to the tick against the trader, and never below one tick; the reference itself is taken as it is. */
    static Price price(
            SlippageModel model, Instrument instrument, Side side, Price reference, Quantity quantity, Bar market) {
        Price slipped = model.slipped(instrument, side, reference, quantity, market);
        if (slipped.equals(reference)) {
            return reference;
        }
        Decimal tick = instrument.steps().tick();
        RoundingMode against = side == Side.BUY ? RoundingMode.CEILING : RoundingMode.FLOOR;
        return new Price(slipped.value().roundedTo(tick, against).max(tick));
    }
}
