package dev.tradewind.sdk.order;

/** How long an order stays. */
public enum TimeInForce {
    /** Good till cancelled. */
    GTC,
    /** Good till a date: expires then. */
    GTD,
    /** Immediate or cancel: what cannot be filled at once is cancelled. */
    IOC,
    /** Fill or kill: filled wholly at once, or cancelled. */
    FOK
}
