/** What protects positions: how far an exit is, the levels that it comes to, and why positions are closed. */
@NullMarked
package dev.tradewind.engine.guard;

import org.jspecify.annotations.NullMarked;
