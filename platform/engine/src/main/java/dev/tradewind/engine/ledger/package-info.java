/** What is true of orders, positions and cash, and the events that alone change it. */
@NullMarked
package dev.tradewind.engine.ledger;

import org.jspecify.annotations.NullMarked;
