package dev.tradewind.engine;

import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;

/**
 * What one account's engine is configured with.
 *
 * @param account name of the account, 1 to 12 letters and digits; part of every ClientOrderId
 * @param incarnation raised by every restore from a backup
 * @param baseCurrency what equity is measured in
 * @param entrySize how large an entry is when a strategy leaves it open
 * @param costReserve fraction of its worth that an all-in entry leaves for fees and price moves, 0 to 1
 * @param leverage how many times equity positions may be worth, 1 or more; what an all-in entry uses
 * @param limits hard limits behind the rules
 * @param seed of the randomness that strategies may use
 * @param running what only an account on a running node needs
 */
public record EngineConfig(
        String account,
        int incarnation,
        Currency baseCurrency,
        EntrySize entrySize,
        Decimal costReserve,
        Decimal leverage,
        HardLimits limits,
        long seed,
        RunSettings running) {

    /** As in a backtest. */
    public EngineConfig(
            String account,
            int incarnation,
            Currency baseCurrency,
            EntrySize entrySize,
            Decimal costReserve,
            Decimal leverage,
            HardLimits limits,
            long seed) {
        this(
                account,
                incarnation,
                baseCurrency,
                entrySize,
                costReserve,
                leverage,
                limits,
                seed,
                RunSettings.BACKTEST);
    }

    /** An account without leverage. */
    public EngineConfig(
            String account,
            int incarnation,
            Currency baseCurrency,
            EntrySize entrySize,
            Decimal costReserve,
            HardLimits limits,
            long seed) {
        this(account, incarnation, baseCurrency, entrySize, costReserve, Decimal.ONE, limits, seed);
    }

    public EngineConfig with(RunSettings settings) {
        return new EngineConfig(
                account, incarnation, baseCurrency, entrySize, costReserve, leverage, limits, seed, settings);
    }

    /**
     * Limits in plain Java, which a broken rule set cannot disable.
     *
     * @param maxOrderNotional no order is worth more, in its settlement currency
     * @param maxRequestsPerEvent a strategy that asks for more in one event is halted
     * @param commandValidityNanos a venue must not act on a command later than this after the decision
     * @param denyHeldAtOnce whether a held order counts as denied, because nobody is there to approve it (backtest)
     */
    public record HardLimits(
            Decimal maxOrderNotional, int maxRequestsPerEvent, long commandValidityNanos, boolean denyHeldAtOnce) {
        /** A hundred million, a thousand requests, two seconds; held orders are denied. */
        public static final HardLimits BACKTEST = new HardLimits(Decimal.of(100_000_000), 1_000, 2_000_000_000L, true);
    }
}
