package dev.tradewind.simulation.backtest;

import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.EngineConfig;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.data.BarSeries;
import dev.tradewind.simulation.venue.VenueModels;
import java.time.Duration;
import java.util.List;

/**
 * Everything that a backtest depends on; the same setup gives the same {@code eventHash} anywhere.
 *
 * @param engine the account
 * @param policy judges every order
 * @param strategies what trades
 * @param series the market
 * @param venue what fills
 * @param limits how far a strategy may go
 */
public record BacktestSetup(
        EngineConfig engine,
        Policy policy,
        List<NamedStrategy> strategies,
        List<BarSeries> series,
        Venue venue,
        Limits limits) {
    public BacktestSetup {
        strategies = List.copyOf(strategies);
        series = List.copyOf(series);
    }

    /**
     * The simulated venue.
     *
     * @param models fees, slippage, latency, fills
     * @param cash what the account starts with
     * @param leverage how many times equity positions may be worth
     */
    public record Venue(VenueModels models, Money cash, Decimal leverage) {}

    /**
     * Bounds of a run.
     *
     * @param stall a run that handles no bar for this long is given up, and its strategy named
     */
    public record Limits(Duration stall) {
        public static final Limits DEFAULT = new Limits(Duration.ofSeconds(30));
    }
}
