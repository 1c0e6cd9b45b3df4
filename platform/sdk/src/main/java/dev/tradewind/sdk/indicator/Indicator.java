package dev.tradewind.sdk.indicator;

import dev.tradewind.sdk.market.Bar;

/**
 * A number, or a few, made from the bars so far. Not thread-safe; one instance serves one instrument.
 *
 * <p>An update with a number that is NaN, infinite or larger in magnitude than 10<sup>100</sup>, with a high below the
 * low or with a negative volume throws {@link IllegalArgumentException} and leaves the indicator as it was.
 */
public interface Indicator {
    /** Takes in one closed bar. */
    void update(double high, double low, double close, double volume);

    /** Takes in one closed bar. */
    default void update(Bar bar) {
        update(bar.highAsDouble(), bar.lowAsDouble(), bar.closeAsDouble(), bar.volumeAsDouble());
    }

    /** The main value; NaN until {@link #isReady()}. */
    double value();

    /** Whether every value of this indicator is there. */
    default boolean isReady() {
        return !Double.isNaN(value());
    }

    /** How many bars it takes until it is ready. */
    int warmupBars();
}
