package dev.tradewind.sdk.plugin;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Side;

/**
 * A fill as the venue has it.
 *
 * @param instrument what traded
 * @param ids the order's names; the client's is empty where the venue cannot tell any more
 * @param side of the order
 * @param fill price, quantity, fee
 * @param eventNanos when, by the venue's clock
 */
public record VenueFill(InstrumentId instrument, VenueOrder.Ids ids, Side side, Fill fill, long eventNanos) {}
