/**
 * An exchange for tests, a process of its own: it speaks the spot dialect of Binance, keeps its own truth, and breaks
 * things on a seed. Started by {@link dev.tradewind.testkit.exchange.ExchangeProcess} or by
 * {@link dev.tradewind.testkit.exchange.ExchangeMain}.
 */
@NullMarked
package dev.tradewind.testkit.exchange;

import org.jspecify.annotations.NullMarked;
