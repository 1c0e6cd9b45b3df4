/** Streaming indicators, constant time a bar. */
@NullMarked
package dev.tradewind.sdk.indicator;

import org.jspecify.annotations.NullMarked;
