/**
 * Streaming indicators: doubles in, doubles out, constant time a bar and nothing allocated after construction.
 *
 * <p>Every indicator says how many bars it needs ({@link dev.tradewind.sdk.indicator.Indicator#warmupBars()}), is NaN
 * until it has them, and refuses a number that is not finite before it changes anything. Sums over a window are kept to
 * twice the precision of a double and renewed once a window, so that they do not drift however long a run is. Where an
 * order must hang on an exact comparison of prices, use {@link dev.tradewind.sdk.indicator.RollingPriceSum}.
 */
@NullMarked
package dev.tradewind.sdk.indicator;

import org.jspecify.annotations.NullMarked;
