/** Exact decimal values: prices, quantities, money. */
@NullMarked
package dev.tradewind.sdk.value;

import org.jspecify.annotations.NullMarked;
