package dev.tradewind.plugin.binance;

/**
 * What the parts of a connection share.
 *
 * @param rest makes requests
 * @param teller tells the listener
 * @param attempts knows the orders
 */
record Wire(Rest rest, Teller teller, Attempts attempts) {}
