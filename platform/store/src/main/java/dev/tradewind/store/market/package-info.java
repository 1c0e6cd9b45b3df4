/** Ticks by day, bars of a minute. */
@NullMarked
package dev.tradewind.store.market;

import org.jspecify.annotations.NullMarked;
