package dev.tradewind.simulation.matching;

/** Why a command was refused. A refused command changes nothing. */
public enum RejectReason {
    /** An open order has this id. */
    DUPLICATE_ID,
    /** No open order has this id: it never was, or is filled or cancelled. */
    UNKNOWN_ORDER,
    /** A quantity of zero or less. */
    INVALID_QUANTITY,
    /** A negative display quantity, or one on an order that never rests. */
    INVALID_DISPLAY,
    /** An iceberg order of more than {@link MatchingBook#MAX_SLICES} slices. */
    TOO_MANY_SLICES,
    /** The open quantity of the order's side would not fit into a {@code long}. */
    QUANTITY_OVERFLOW,
    /** A post-only order that would trade at once. */
    WOULD_TAKE,
    /** Price or quantity of a stop order that waits for its trigger can only be reduced or cancelled. */
    PENDING_STOP,
    /** As many orders are open as the book was made for. */
    BOOK_FULL
}
