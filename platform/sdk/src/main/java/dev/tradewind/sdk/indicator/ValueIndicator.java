package dev.tradewind.sdk.indicator;

import dev.tradewind.sdk.market.Bar;

/** An indicator of a single series; of bars it takes the close. */
public interface ValueIndicator extends Indicator {
    /** Takes in the next value of the series. */
    void update(double value);

    @Override
    default void update(double high, double low, double close, double volume) {
        update(close);
    }

    @Override
    default void update(Bar bar) {
        update(bar.closeAsDouble());
    }
}
