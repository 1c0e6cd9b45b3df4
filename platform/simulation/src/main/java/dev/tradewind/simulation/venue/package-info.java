/** A venue that is simulated from market data, and does not flatter. */
@NullMarked
package dev.tradewind.simulation.venue;

import org.jspecify.annotations.NullMarked;
