/** Recorded ticks (book snapshots and deltas, trades, quotes, funding rates): reading, checking, and their catalogue. */
@NullMarked
package dev.tradewind.simulation.data.ticks;

import org.jspecify.annotations.NullMarked;
