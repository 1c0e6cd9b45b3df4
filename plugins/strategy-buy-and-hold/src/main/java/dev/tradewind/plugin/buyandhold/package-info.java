/** Buys once and keeps it: what every other strategy is held against. */
@NullMarked
package dev.tradewind.plugin.buyandhold;

import org.jspecify.annotations.NullMarked;
