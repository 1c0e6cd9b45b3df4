package dev.tradewind.simulation.matching;

/** Why an accepted order, or what is left of it, was cancelled. */
public enum CancelReason {
    /** It was asked for. */
    REQUESTED,
    /** A market or immediate-or-cancel order found no more to trade with. */
    NOT_FILLED,
    /** A fill-or-kill order could not be filled wholly, or not within its budget. */
    KILLED,
    /** It met an order of its own owner. */
    SELF_TRADE,
    /** A triggered post-only order would have traded at once. */
    WOULD_TAKE
}
