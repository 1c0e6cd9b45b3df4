/** A generated market that is the same on every machine. */
@NullMarked
package dev.tradewind.simulation.synthetic;

import org.jspecify.annotations.NullMarked;
