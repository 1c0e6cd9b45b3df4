package dev.tradewind.sdk.plugin;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;

/** How much worse than the reference a market order fills. Must be deterministic. */
@FunctionalInterface
public interface SlippageModel {
    /** The price paid instead of {@code reference}; the venue rounds it to the tick, against the trader. */
    Price slipped(Instrument instrument, Side side, Price reference, Quantity quantity, Bar bar);
}
