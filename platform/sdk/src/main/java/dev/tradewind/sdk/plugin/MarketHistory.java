package dev.tradewind.sdk.plugin;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.market.TradeTick;
import java.util.List;

/**
 * What a venue remembers of its market: to warm strategies up, and to fill holes after an outage. A call waits for the
 * answer and may take seconds, for long periods are asked for in pages within the venue's limits. It works from the
 * making of a connection to its end, also before the start; every method throws {@link VenueException} if there is no
 * answer, and never an empty answer instead.
 */
public interface MarketHistory {
    /** The lengths of bars that the venue has, the shortest first. */
    List<Timeframe> timeframes();

    /**
     * Bars that are over, oldest first. An interval without a trade may be missing, or be a bar without volume.
     *
     * @param timeframe one of {@link #timeframes}
     * @param fromNanos bars of intervals that begin then or later
     * @param toNanos bars of intervals that end then or earlier
     */
    List<Bar> bars(InstrumentId instrument, Timeframe timeframe, long fromNanos, long toNanos);

    /**
     * The trades between two that were heard, oldest first, neither of them included.
     *
     * @param before the last one that was heard before the hole
     * @param after the first one after it
     */
    List<TradeTick> trades(TradeTick before, TradeTick after);
}
