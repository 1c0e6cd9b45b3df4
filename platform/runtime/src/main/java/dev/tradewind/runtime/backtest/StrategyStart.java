package dev.tradewind.runtime.backtest;

import dev.tradewind.engine.EngineConfig;
import dev.tradewind.engine.EngineConfig.HardLimits;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.runtime.cli.InputException;
import dev.tradewind.runtime.plugin.InstalledStrategy;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.backtest.BacktestException;
import dev.tradewind.simulation.backtest.PluginFault;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** What a run begins with, whatever it runs on. */
final class StrategyStart {
    private static final String ACCOUNT = "backtest";
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
        return new EngineConfig(
                ACCOUNT,
                0,
                currency,
                account.size(),
                account.costReserve(),
                account.leverage(),
                hard,
                account.seed());
    }

    /** Leverage that was asked for and that the rules' table of limits takes back. */
    static Optional<String> lowerLeverage(
            BacktestJob.Account account, String strategy, List<Instrument> instruments, Policy policy) {
        double lowest = Double.POSITIVE_INFINITY;
        for (Instrument one : instruments) {
            String symbol = one.id().symbol();
            lowest = Math.min(lowest, policy.limits(ACCOUNT, strategy, symbol).getMaxLeverage());
        }
        if (account.leverage().compareTo(Decimal.ONE) <= 0 || account.leverage().toDouble() <= lowest) {
            return Optional.empty();
        }
        return Optional.of("Leverage " + account.leverage() + " was asked for, but the rules allow positions of "
                + Decimal.of(lowest, RoundingMode.HALF_EVEN)
                + " times equity (max-leverage in limits.csv), and deny what goes beyond."
                + " Raise that limit in rules of your own (--rules), or ask for less.");
    }
}
