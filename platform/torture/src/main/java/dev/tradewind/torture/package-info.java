/** Kills a trading platform at any instant, and compares what it believes afterwards with what the exchange did. */
@NullMarked
package dev.tradewind.torture;

import org.jspecify.annotations.NullMarked;
