/** A strategy that is long while a fast moving average is above a slow one. */
@NullMarked
package dev.tradewind.strategy.smacross;

import org.jspecify.annotations.NullMarked;
