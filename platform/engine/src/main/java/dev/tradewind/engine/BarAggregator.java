package dev.tradewind.engine;

import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.value.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * Makes bars of a longer timeframe from closed bars of a shorter one. An interval whose last bar is missing closes when
 * a bar of a later interval arrives; one without any bar makes none.
 */
final class BarAggregator {
    private final Timeframe timeframe;

    private boolean open;
    private long startNanos;
    private Decimal[] prices = new Decimal[4];
    private Decimal volume = Decimal.ZERO;
    private @Nullable Bar last;

    BarAggregator(Timeframe timeframe) {
        this.timeframe = timeframe;
    }

    Timeframe timeframe() {
        return timeframe;
    }

    /** The interval before this bar's, if it is still open and thus over; to be called before {@link #add}. */
    @Nullable Bar closeBefore(Bar bar) {
        return open && bar.openNanos() >= startNanos + timeframe.nanos() ? close() : null;
    }

    /**
     * Adds a closed bar; returns the longer bar if this one ends it.
     *
     * @throws IllegalArgumentException if the timeframe is no multiple of the bar's
     */
    @Nullable Bar add(Bar bar) {
        if (!timeframe.isMultipleOf(bar.timeframe())) {
            throw new IllegalArgumentException(
                    "bars of " + timeframe + " cannot be made of bars of " + bar.timeframe() + " (" + bar.instrument()
                            + "); ask for a multiple of " + bar.timeframe());
        }
        last = bar;
        Decimal high = bar.high().value();
        Decimal low = bar.low().value();
        if (!open) {
            open = true;
            startNanos = timeframe.startOf(bar.openNanos());
            prices = new Decimal[] {bar.open().value(), high, low, bar.close().value()};
            volume = bar.volume().value();
        } else {
            prices[1] = prices[1].max(high);
            prices[2] = prices[2].min(low);
            prices[3] = bar.close().value();
            volume = volume.plus(bar.volume().value());
        }
        return bar.eventNanos() >= startNanos + timeframe.nanos() ? close() : null;
    }

    private Bar close() {
        Bar template = last;
        if (template == null) {
            throw new IllegalStateException("an interval without a bar cannot close");
        }
        open = false;
        int priceScale = 0;
        for (Decimal price : prices) {
            priceScale = Math.max(priceScale, price.scale());
        }
        Scales scales = new Scales(priceScale, volume.scale());
        return Bar.ofUnscaled(
                template.instrument(),
                timeframe,
                startNanos + timeframe.nanos(),
                prices[0].unscaledAt(priceScale),
                prices[1].unscaledAt(priceScale),
                prices[2].unscaledAt(priceScale),
                prices[3].unscaledAt(priceScale),
                volume.unscaledAt(volume.scale()),
                scales);
    }
}
