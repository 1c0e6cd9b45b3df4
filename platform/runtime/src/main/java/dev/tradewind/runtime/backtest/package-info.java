/** From a backtest's options to its result: what is run, what is recorded, what is reported. */
@NullMarked
package dev.tradewind.runtime.backtest;

import org.jspecify.annotations.NullMarked;
