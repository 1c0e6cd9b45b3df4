package dev.tradewind.sdk.plugin;

import dev.tradewind.sdk.strategy.StrategyFactory;
import java.util.List;

/**
 * The entry of a plugin. A plugin names its implementation in
 * {@code META-INF/services/dev.tradewind.sdk.plugin.TradewindPlugin} and overrides what it supplies.
 */
public interface TradewindPlugin {
    /** The strategies that this plugin supplies. */
    default List<StrategyFactory> strategies() {
        return List.of();
    }

    /** Models of costs and fills that this plugin supplies, for backtest and paper trading. */
    default List<SimulationModels> simulationModels() {
        return List.of();
    }

    /** The venues that this plugin supplies. */
    default List<VenueFactory> venues() {
        return List.of();
    }
}
