package dev.tradewind.engine;

/**
 * A failure for which a strategy was halted.
 *
 * @param strategy its name
 * @param callback where it failed, such as {@code onBar}
 * @param cause what it threw
 */
public record StrategyFailure(String strategy, String callback, Throwable cause) {}
