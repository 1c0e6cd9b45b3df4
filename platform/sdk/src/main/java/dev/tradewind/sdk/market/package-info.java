/** Market events: bars, trades, quotes, books, funding. */
@NullMarked
package dev.tradewind.sdk.market;

import org.jspecify.annotations.NullMarked;
