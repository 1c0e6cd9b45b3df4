/** Benchmarks: the figures promised, measured beside other libraries in the same run. */
@NullMarked
package dev.tradewind.bench;

import org.jspecify.annotations.NullMarked;
