package dev.tradewind.runtime.node;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.market.TradeTick;
import org.jspecify.annotations.Nullable;

/** Makes bars of one instrument from its trades. An interval without a trade has no bar. */
final class TradeBars {
    private final InstrumentId instrument;
    private final Timeframe timeframe;
    private @Nullable TradeTick last;
    private long endNanos;
    private long open;
    private long high;
    private long low;
    private long volume;

    TradeBars(InstrumentId instrument, Timeframe timeframe) {
        this.instrument = instrument;
        this.timeframe = timeframe;
    }

    /** The bar that is over by then; null if none is. To be asked before a trade of that time is added. */
    @Nullable Bar closeBefore(long nanos) {
        TradeTick close = last;
        if (close == null || nanos < endNanos) {
            return null;
        }
        last = null;
        return Bar.ofUnscaled(
                instrument,
                timeframe,
                endNanos,
                open,
                high,
                low,
                close.priceUnscaled(),
                volume,
                close.scales());
    }

    /** Whether a bar is being made. */
    boolean isOpen() {
        return last != null;
    }

    /** Bars that go on as these would, apart from them. */
    TradeBars copy() {
        TradeBars copy = new TradeBars(instrument, timeframe);
        copy.last = last;
        copy.endNanos = endNanos;
        copy.open = open;
        copy.high = high;
        copy.low = low;
        copy.volume = volume;
        return copy;
    }

    void add(TradeTick trade) {
        long price = trade.priceUnscaled();
        if (last == null) {
            endNanos = timeframe.startOf(trade.eventNanos()) + timeframe.nanos();
            open = price;
            high = price;
            low = price;
            volume = 0;
        }
        high = Math.max(high, price);
        low = Math.min(low, price);
        volume = Math.addExact(volume, trade.quantityUnscaled());
        last = trade;
    }
}
