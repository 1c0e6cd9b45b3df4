/** Recorded ticks (books, trades, quotes, funding rates): reading, checking, and their columnar catalogue. */
@NullMarked
package dev.tradewind.simulation.data.ticks;

import org.jspecify.annotations.NullMarked;
