/** A small language for order flows: prices, orders and what must come of them, one a line. */
@NullMarked
package dev.tradewind.testkit.scenario;

import org.jspecify.annotations.NullMarked;
