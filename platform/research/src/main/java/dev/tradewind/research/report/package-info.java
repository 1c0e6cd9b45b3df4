/** The report of a backtest: one self-contained page, tables as CSV, and the result as JSON. */
@NullMarked
package dev.tradewind.research.report;

import org.jspecify.annotations.NullMarked;
