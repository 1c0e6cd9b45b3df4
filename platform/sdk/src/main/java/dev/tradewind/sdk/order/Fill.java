package dev.tradewind.sdk.order;

import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;

/**
 * A trade on one of our orders.
 *
 * @param tradeId the venue's id of the trade, unique by instrument
 * @param price at which price
 * @param quantity how much, positive
 * @param fee what it cost, in any currency; negative is a rebate
 * @param liquidity maker or taker
 */
public record Fill(String tradeId, Price price, Quantity quantity, Money fee, Liquidity liquidity) {}
