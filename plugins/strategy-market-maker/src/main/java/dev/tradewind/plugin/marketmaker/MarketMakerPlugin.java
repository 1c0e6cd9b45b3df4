package dev.tradewind.plugin.marketmaker;

import dev.tradewind.sdk.plugin.TradewindPlugin;
import dev.tradewind.sdk.strategy.StrategyFactory;
import java.util.List;

/** The entry of this plugin. */
public final class MarketMakerPlugin implements TradewindPlugin {
    @Override
    public List<StrategyFactory> strategies() {
        return List.of(new MarketMakerFactory());
    }
}
