package dev.tradewind.sdk.plugin;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;

/** What a fill costs. Must be deterministic. */
@FunctionalInterface
public interface FeeModel {
    /** The fee in any currency; negative is a rebate. */
    Money fee(Instrument instrument, Side side, Price price, Quantity quantity, Liquidity liquidity);
}
