package dev.tradewind.runtime.backtest;

import dev.tradewind.engine.EngineConfig;
import dev.tradewind.engine.EngineConfig.HardLimits;
import dev.tradewind.runtime.cli.InputException;
import dev.tradewind.runtime.plugin.InstalledStrategy;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.simulation.backtest.BacktestException;
import dev.tradewind.simulation.backtest.PluginFault;

/** What a run begins with, whatever it runs on. */
final class StrategyStart {
    static final String ACCOUNT = "backtest";

    private static final long SECOND = 1_000_000_000L;

    private StrategyStart() {}

    /** A new instance. @throws InputException if the parameters do not fit together */
    static Strategy create(InstalledStrategy installed, Parameters parameters) {
        try {
            return installed.factory().create(parameters);
        } catch (IllegalArgumentException e) {
            throw new InputException("strategy " + installed.name() + ": " + e.getMessage(), e);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
            throw new BacktestException(
                    "the strategy " + installed.name() + " could not be made: " + PluginFault.text(e), e);
        }
    }

    /** The engine of an account in this currency. */
    static EngineConfig config(BacktestJob.Account account, Currency currency) {
        HardLimits hard = new HardLimits(
                HardLimits.BACKTEST.maxOrderNotional(),
                HardLimits.BACKTEST.maxRequestsPerEvent(),
                2 * SECOND + account.latencyNanos(),
                true);
        return new EngineConfig(ACCOUNT, 0, currency, account.size(), account.costReserve(), account.leverage(), hard, account.seed());
    }
}
