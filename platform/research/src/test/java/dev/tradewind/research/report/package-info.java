@NullMarked
package dev.tradewind.research.report;

import org.jspecify.annotations.NullMarked;
