package dev.tradewind.simulation.backtest;

import java.util.List;

/**
 * What a run came to.
 *
 * @param bars bars handled
 * @param eventHash SHA-256 over the bytes of all ledger events, lower-case hex
 * @param dataHash of the one series, or SHA-256 over the hashes of several in their order
 * @param missingBars bars that are missing between those that there were, of each series in their order; -1 where
 *     nobody counted
 * @param engineSeconds wall time of the run without the time in which it waited for data to be read
 */
public record BacktestOutcome(
        long bars, String eventHash, String dataHash, List<Long> missingBars, double engineSeconds) {
    public BacktestOutcome {
        missingBars = List.copyOf(missingBars);
    }

    public double barsPerSecond() {
        return engineSeconds > 0 ? bars / engineSeconds : 0;
    }
}
