package dev.tradewind.engine.guard;

/** What an order does for a guard. */
public enum GuardRole {
    /** Rests at the venue and closes at a loss, or what was won since the best price. */
    STOP,
    /** Rests at the venue and closes in profit. */
    TARGET,
    /** Closes at the market now. */
    EXIT
}
