/** Binance's spot market as a venue. */
@NullMarked
package dev.tradewind.plugin.binance;

import org.jspecify.annotations.NullMarked;
