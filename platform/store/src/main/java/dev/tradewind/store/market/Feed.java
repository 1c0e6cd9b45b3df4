package dev.tradewind.store.market;

/**
 * A source of ticks.
 *
 * @param id its number in the tables
 * @param name such as {@code binance-spot}
 */
public record Feed(int id, String name) {}
