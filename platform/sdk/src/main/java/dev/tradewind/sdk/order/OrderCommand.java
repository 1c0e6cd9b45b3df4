package dev.tradewind.sdk.order;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.value.Quantity;

/** What the engine tells a venue to do. */
public sealed interface OrderCommand {
    InstrumentId instrument();

    OrderId orderId();

    /** The attempt that this command makes or is about. */
    ClientOrderId clientOrderId();

    /** When the engine decided it, nanoseconds since the epoch. */
    long decidedNanos();

    /**
     * Place an order.
     *
     * @param orderId our name of the order
     * @param clientOrderId this attempt
     * @param request what to place; brackets are the engine's own business
     * @param decidedNanos when the engine decided it
     * @param validUntilNanos the venue must not act on it later
     */
    record SubmitOrder(
            OrderId orderId,
            ClientOrderId clientOrderId,
            OrderRequest request,
            long decidedNanos,
            long validUntilNanos)
            implements OrderCommand {
        @Override
        public InstrumentId instrument() {
            return request.instrument();
        }
    }

    /**
     * Cancel an order.
     *
     * @param instrument what it is about
     * @param orderId our name of the order
     * @param clientOrderId the attempt to cancel
     * @param decidedNanos when the engine decided it
     */
    record CancelOrder(InstrumentId instrument, OrderId orderId, ClientOrderId clientOrderId, long decidedNanos)
            implements OrderCommand {}

    /**
     * Change quantity or prices of a working order.
     *
     * @param orderId our name of the order
     * @param clientOrderId the attempt to change
     * @param replacement the id under which a venue that cancels and replaces places the new order
     * @param request the order as it should be; its quantity counts what is filled already
     * @param decidedNanos when the engine decided it
     */
    record AmendOrder(
            OrderId orderId,
            ClientOrderId clientOrderId,
            ClientOrderId replacement,
            OrderRequest request,
            long decidedNanos)
            implements OrderCommand {
        @Override
        public InstrumentId instrument() {
            return request.instrument();
        }

        /** New total quantity. */
        public Quantity quantity() {
            return request.quantity();
        }
    }
}
