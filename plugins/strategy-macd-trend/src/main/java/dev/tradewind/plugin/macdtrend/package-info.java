/** Follows the side of its signal that the MACD line is on. */
@NullMarked
package dev.tradewind.plugin.macdtrend;

import org.jspecify.annotations.NullMarked;
