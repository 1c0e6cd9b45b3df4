@NullMarked
package dev.tradewind.research.metrics;

import org.jspecify.annotations.NullMarked;
