package dev.tradewind.engine.guard;

/** Why the engine closes a position at the market. */
public enum ExitCause {
    STOP_LOSS,
    TAKE_PROFIT,
    /** It lasted too long. */
    TIME,
    EMERGENCY,
    /** Somebody asked for it. */
    FLATTEN
}
