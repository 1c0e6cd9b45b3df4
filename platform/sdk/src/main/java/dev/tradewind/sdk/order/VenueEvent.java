package dev.tradewind.sdk.order;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.value.Quantity;

/**
 * What a venue says about an order. The venue is right about what happened: the engine books it, whatever it thought
 * before.
 */
public sealed interface VenueEvent {
    InstrumentId instrument();

    ClientOrderId clientOrderId();

    /** When it happened, by the venue's clock. */
    long eventNanos();

    /** The order rests at the venue, under the venue's id. */
    record Accepted(InstrumentId instrument, ClientOrderId clientOrderId, String venueOrderId, long eventNanos)
            implements VenueEvent {}

    /** The venue refused the order. */
    record Rejected(InstrumentId instrument, ClientOrderId clientOrderId, String reason, long eventNanos)
            implements VenueEvent {}

    /** The order traded. */
    record Filled(InstrumentId instrument, ClientOrderId clientOrderId, Side side, Fill fill, long eventNanos)
            implements VenueEvent {}

    /** The order, or what was left of it, is gone. Told after its fills: other exits may take its place. */
    record Cancelled(InstrumentId instrument, ClientOrderId clientOrderId, String reason, long eventNanos)
            implements VenueEvent {}

    /** The order's time is over. */
    record Expired(InstrumentId instrument, ClientOrderId clientOrderId, long eventNanos) implements VenueEvent {}

    /** A stop order's trigger traded: from now it is a market or limit order. */
    record Triggered(InstrumentId instrument, ClientOrderId clientOrderId, long eventNanos) implements VenueEvent {}

    /**
     * The order was changed.
     *
     * @param instrument what it is about
     * @param clientOrderId the attempt that was changed
     * @param replacement the attempt that lives on; the same if the venue changed it in place
     * @param quantity the new total quantity
     * @param prices the new prices
     * @param eventNanos when, by the venue's clock
     */
    record Amended(
            InstrumentId instrument,
            ClientOrderId clientOrderId,
            ClientOrderId replacement,
            Quantity quantity,
            OrderPrices prices,
            long eventNanos)
            implements VenueEvent {}

    /** The venue would not change the order; it stays as it was. */
    record AmendRejected(InstrumentId instrument, ClientOrderId clientOrderId, String reason, long eventNanos)
            implements VenueEvent {}

    /** The venue would not cancel the order, mostly because it is gone already. */
    record CancelRejected(InstrumentId instrument, ClientOrderId clientOrderId, String reason, long eventNanos)
            implements VenueEvent {}

    /** No answer came in time: the order's fate is unknown until the venue was asked. */
    record FateUnknown(InstrumentId instrument, ClientOrderId clientOrderId, String reason, long eventNanos)
            implements VenueEvent {}
}
