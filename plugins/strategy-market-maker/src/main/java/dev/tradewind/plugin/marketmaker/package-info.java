/** A strategy that quotes both sides of an order book. */
@NullMarked
package dev.tradewind.plugin.marketmaker;

import org.jspecify.annotations.NullMarked;
