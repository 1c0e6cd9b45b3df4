package dev.tradewind.research.report;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;

/**
 * One fill.
 *
 * @param orderId the order that it belongs to
 * @param liquidity whether it rested or took
 */
public record FillRow(
        long timeNanos,
        String orderId,
        InstrumentId instrument,
        Side side,
        Decimal quantity,
        Decimal price,
        Money fee,
        Liquidity liquidity) {}
