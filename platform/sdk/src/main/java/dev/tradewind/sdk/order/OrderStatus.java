package dev.tradewind.sdk.order;

/** Where an order is in its life. */
public enum OrderStatus {
    /** Made by a strategy or a person; not yet judged. */
    INITIALISED,
    /** Refused by the rules or by a hard limit; never left the house. */
    DENIED,
    /** Waits for a person's approval. */
    HELD,
    /** On its way to the venue, which has not answered. */
    SUBMITTED,
    /** Rests at the venue. */
    ACCEPTED,
    PARTIALLY_FILLED,
    /** An amendment was sent and not answered; the order still works as before. */
    PENDING_AMEND,
    /** A cancel was sent and not answered; fills may still come. */
    PENDING_CANCEL,
    /** Nobody knows whether the venue has it; it is neither resent nor closed until the venue was asked. */
    UNKNOWN,
    FILLED,
    CANCELLED,
    EXPIRED,
    /** Refused by the venue. */
    REJECTED;

    /** Whether nothing more is expected of the order. Late fills are booked all the same. */
    public boolean isClosed() {
        return this == DENIED || this == FILLED || this == CANCELLED || this == EXPIRED || this == REJECTED;
    }

    /** Whether the venue has the order, as far as is known. */
    public boolean isWorking() {
        return this == ACCEPTED || this == PARTIALLY_FILLED || this == PENDING_AMEND || this == PENDING_CANCEL;
    }
}
