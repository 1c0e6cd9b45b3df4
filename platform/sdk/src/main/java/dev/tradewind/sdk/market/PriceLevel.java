package dev.tradewind.sdk.market;

import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;

/**
 * A price and what rests there.
 *
 * @param price the level
 * @param quantity how much; zero in a delta removes the level
 */
public record PriceLevel(Price price, Quantity quantity) {}
