/** Performance metrics: pure functions on primitives, and collectors whose memory does not grow with the bars. */
@NullMarked
package dev.tradewind.research.metrics;

import org.jspecify.annotations.NullMarked;
