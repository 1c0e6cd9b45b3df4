package dev.tradewind.runtime.backtest;

import dev.tradewind.engine.EngineConfig;
import dev.tradewind.engine.EngineConfig.HardLimits;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.runtime.cli.InputException;
import dev.tradewind.runtime.plugin.InstalledStrategy;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
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

    /** What to say where a strategy that sent no order could hear nothing of ticks. */
    static Optional<String> deafToTicks(String name, Strategy strategy) {
        boolean deaf = hears(strategy, "onBar", Bar.class)
                && !hears(strategy, "onQuote", Quote.class)
                && !hears(strategy, "onTrade", TradeTick.class)
                && !hears(strategy, "onBook", MarketEvent.class);
        return deaf
                ? Optional.of("The strategy " + name + " sent no order: it acts on bars, and the data is of ticks, of"
                        + " which no bars are made. Give it bars.")
                : Optional.empty();
    }

    /** What to say where a strategy that sent no order could hear nothing of bars. */
    static Optional<String> deafToBars(String name, Strategy strategy) {
        return hears(strategy, "onBar", Bar.class)
                ? Optional.empty()
                : Optional.of("The strategy " + name + " sent no order: it acts on books, quotes, trades or timers, and"
                        + " the data is of bars. Give it ticks, such as --data catalogue:BTCUSDT-PERP@ticks.");
    }

    /** Whether a strategy has a callback of its own instead of the one that does nothing. */
    private static boolean hears(Strategy strategy, String callback, Class<?> event) {
        try {
            return strategy.getClass()
                            .getMethod(callback, event, StrategyContext.class)
                            .getDeclaringClass()
                    != Strategy.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every strategy has " + callback, e);
        }
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
