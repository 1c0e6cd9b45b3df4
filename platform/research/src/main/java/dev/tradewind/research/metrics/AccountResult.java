package dev.tradewind.research.metrics;

import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;

/**
 * What became of the account, exactly.
 *
 * @param currency of every amount here
 * @param cash what it began with, above zero
 * @param finalEquity what it was worth at the last bar's close
 * @param fees the sum of all fees
 * @param tradedNotional the sum of price × quantity over all fills, both sides
 * @param barsInMarket how many bars closed with an open position
 */
public record AccountResult(
        Currency currency,
        Decimal cash,
        Decimal finalEquity,
        Decimal fees,
        Decimal tradedNotional,
        long barsInMarket) {
    public AccountResult {
        if (cash.signum() <= 0) {
            throw new IllegalArgumentException("the cash must be above zero, was " + cash);
        }
    }
}
