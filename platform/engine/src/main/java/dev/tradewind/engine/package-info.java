/** The deterministic state machine: inputs in, ledger events and commands out. No clock, no I/O, no randomness. */
@NullMarked
package dev.tradewind.engine;

import org.jspecify.annotations.NullMarked;
