/** Recorded market data: reading, checking, and the local columnar catalogue. */
@NullMarked
package dev.tradewind.simulation.data;

import org.jspecify.annotations.NullMarked;
