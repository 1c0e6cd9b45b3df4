/** Order books rebuilt from a venue's feed, the same in a backtest and live. */
@NullMarked
package dev.tradewind.engine.book;

import org.jspecify.annotations.NullMarked;
