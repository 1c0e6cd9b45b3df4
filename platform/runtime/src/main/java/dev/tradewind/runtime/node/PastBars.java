package dev.tradewind.runtime.node;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.plugin.MarketHistory;
import dev.tradewind.sdk.value.Decimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Bars of any length from a history that has some lengths. */
final class PastBars {
    private PastBars() {}

    /** The longest length of a history that bars of this length can be made of. */
    static Optional<Timeframe> base(MarketHistory history, Timeframe wanted) {
        return history.timeframes().stream().filter(wanted::isMultipleOf).reduce((shorter, longer) -> longer);
    }

    /**
     * The last bars that were over by then, oldest first; fewer where the history has no more.
     *
     * @throws dev.tradewind.sdk.plugin.VenueException if it does not answer
     */
    static List<Bar> last(MarketHistory history, InstrumentId instrument, Timeframe wanted, int count, long nowNanos) {
        Optional<Timeframe> base = base(history, wanted);
        if (base.isEmpty()) {
            return List.of();
        }
        long end = wanted.startOf(nowNanos);
        List<Bar> bars = made(
                history.bars(instrument, base.get(), end - count * wanted.nanos(), end), instrument, wanted);
        return bars.subList(Math.max(0, bars.size() - count), bars.size());
    }

    /** Bars of a length from shorter ones, which are in order; the first and the last may lack some. */
    static List<Bar> made(List<Bar> shorter, InstrumentId instrument, Timeframe wanted) {
        List<Bar> made = new ArrayList<>();
        int from = 0;
        while (from < shorter.size()) {
            long start = wanted.startOf(shorter.get(from).openNanos());
            int to = from;
            while (to < shorter.size() && wanted.startOf(shorter.get(to).openNanos()) == start) {
                to++;
            }
            made.add(join(shorter.subList(from, to), instrument, wanted, start + wanted.nanos()));
            from = to;
        }
        return made;
    }

    private static Bar join(List<Bar> parts, InstrumentId instrument, Timeframe timeframe, long endNanos) {
        Decimal high = parts.getFirst().high().value();
        Decimal low = parts.getFirst().low().value();
        Decimal volume = Decimal.ZERO;
        for (Bar part : parts) {
            high = high.max(part.high().value());
            low = low.min(part.low().value());
            volume = volume.plus(part.volume().value());
        }
        Decimal open = parts.getFirst().open().value();
        Decimal close = parts.getLast().close().value();
        int scale = Math.max(Math.max(open.scale(), close.scale()), Math.max(high.scale(), low.scale()));
        return Bar.ofUnscaled(
                instrument,
                timeframe,
                endNanos,
                open.unscaledAt(scale),
                high.unscaledAt(scale),
                low.unscaledAt(scale),
                close.unscaledAt(scale),
                volume.unscaledAt(volume.scale()),
                new Scales(scale, volume.scale()));
    }
}
