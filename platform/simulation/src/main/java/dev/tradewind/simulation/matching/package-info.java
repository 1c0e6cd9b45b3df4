/** The matching engine: one instrument's order book in price-time priority, on ticks and lots. */
@NullMarked
package dev.tradewind.simulation.matching;

import org.jspecify.annotations.NullMarked;
