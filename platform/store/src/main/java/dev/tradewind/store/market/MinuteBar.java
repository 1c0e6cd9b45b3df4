package dev.tradewind.store.market;

import dev.tradewind.sdk.value.Decimal;

/**
 * What traded in a minute.
 *
 * @param openNanos start of the minute
 * @param trades how many
 */
public record MinuteBar(
        long openNanos, Decimal open, Decimal high, Decimal low, Decimal close, Decimal volume, long trades) {}
