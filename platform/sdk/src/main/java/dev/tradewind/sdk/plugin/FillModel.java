package dev.tradewind.sdk.plugin;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;

/** How much of a bar our orders may take, and when a resting limit order counts as filled. Must be deterministic. */
public interface FillModel {
    /** The most that all our orders together can fill in this bar, before rounding down to the lot. */
    Quantity available(Instrument instrument, Bar bar);

    /**
     * Whether a limit order resting at {@code limit} fills when the price went as far as {@code reached} (its low for a
     * buy, its high for a sell).
     */
    boolean fillsResting(Side side, Price limit, Price reached);
}
