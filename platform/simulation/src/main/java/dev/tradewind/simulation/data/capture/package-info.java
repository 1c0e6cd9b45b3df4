/** Readers of what venues sent over the wire, as it was recorded. */
@NullMarked
package dev.tradewind.simulation.data.capture;

import org.jspecify.annotations.NullMarked;
