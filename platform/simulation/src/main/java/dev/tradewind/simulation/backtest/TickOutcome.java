package dev.tradewind.simulation.backtest;

import dev.tradewind.simulation.venue.QueueStatistics;
import java.util.List;

/**
 * What a run on ticks came to.
 *
 * @param events level changes, trades, quotes and funding rates handled
 * @param samples bars that were made of the middle of the market, and given to the listener
 * @param eventHash SHA-256 over the bytes of all ledger events, lower-case hex
 * @param dataHash of the one series, or SHA-256 over the hashes of several in their order
 * @param engineSeconds wall time of the run, reading included
 * @param fills how good the fills were, by instrument
 * @param queues how resting orders fared
 * @param warnings what of the data must be known to judge the result, one sentence each: times without a book, a
 *     recorder's clock that ran backwards
 */
public record TickOutcome(
        long events,
        long samples,
        String eventHash,
        String dataHash,
        double engineSeconds,
        List<FillQuality> fills,
        QueueStatistics queues,
        List<String> warnings) {
    public TickOutcome {
        warnings = List.copyOf(warnings);
        fills = List.copyOf(fills);
    }

    public double eventsPerSecond() {
        return engineSeconds > 0 ? events / engineSeconds : 0;
    }
}
