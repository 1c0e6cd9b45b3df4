/** A strategy that is long while a fast moving average is above a slow one. */
@NullMarked
package dev.tradewind.plugin.smacross;

import org.jspecify.annotations.NullMarked;
