package dev.tradewind.simulation.backtest;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import org.jspecify.annotations.Nullable;

/** Bars of the middle of one market, so that a run on ticks has a curve of equity and a chart like one on bars. */
final class SampleBars {
    private final Instrument instrument;
    private final Timeframe timeframe;
    private final Scales scales;
    private final double factor;
    private double open = Double.NaN;
    private double high;
    private double low;
    private double close;

    SampleBars(Instrument instrument, Timeframe timeframe) {
        this.instrument = instrument;
        this.timeframe = timeframe;
        // Half a tick takes one place more.
        this.scales = new Scales(Math.min(18, instrument.steps().tick().scale() + 1), 0);
        this.factor = StrictMath.pow(10, scales.price());
    }

    void add(double middle) {
        if (Double.isNaN(middle)) {
            return;
        }
        if (Double.isNaN(open)) {
            open = middle;
            high = middle;
            low = middle;
        } else if (middle > high) {
            high = middle;
        } else if (middle < low) {
            low = middle;
        }
        close = middle;
    }

    /** The bar that ends now; null as long as no price is known. The next begins where it ended. */
    @Nullable Bar take(long endNanos) {
        if (Double.isNaN(open)) {
            return null;
        }
        Bar bar = Bar.ofUnscaled(
                instrument.id(),
                timeframe,
                endNanos,
                Math.round(open * factor),
                Math.round(high * factor),
                Math.round(low * factor),
                Math.round(close * factor),
                0,
                scales);
        open = close;
        high = close;
        low = close;
        return bar;
    }
}
