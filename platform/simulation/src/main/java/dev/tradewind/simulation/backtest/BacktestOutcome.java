package dev.tradewind.simulation.backtest;

/**
 * What a run came to.
 *
 * @param bars bars handled
 * @param eventHash SHA-256 over the bytes of all ledger events, lower-case hex
 * @param dataHash of the one series, or SHA-256 over the hashes of several in their order
 * @param engineSeconds wall time of the run without the time in which it waited for data to be read
 */
public record BacktestOutcome(long bars, String eventHash, String dataHash, double engineSeconds) {
    public double barsPerSecond() {
        return engineSeconds > 0 ? bars / engineSeconds : 0;
    }
}
