package dev.tradewind.sdk.indicator;

import dev.tradewind.sdk.market.Bar;

/** An indicator of high, low and close that needs no volume. */
public interface RangeIndicator extends Indicator {
    /** Takes in one closed bar. */
    void update(double high, double low, double close);

    @Override
    default void update(double high, double low, double close, double volume) {
        update(high, low, close);
    }

    @Override
    default void update(Bar bar) {
        update(bar.highAsDouble(), bar.lowAsDouble(), bar.closeAsDouble());
    }
}
