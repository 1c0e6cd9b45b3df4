/** Runs an engine over recorded data against the simulated venue. */
@NullMarked
package dev.tradewind.simulation.backtest;

import org.jspecify.annotations.NullMarked;
