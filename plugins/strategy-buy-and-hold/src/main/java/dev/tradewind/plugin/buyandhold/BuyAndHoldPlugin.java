package dev.tradewind.plugin.buyandhold;

import dev.tradewind.sdk.plugin.TradewindPlugin;
import dev.tradewind.sdk.strategy.StrategyFactory;
import java.util.List;

/** The entry of this plugin. */
public final class BuyAndHoldPlugin implements TradewindPlugin {
    @Override
    public List<StrategyFactory> strategies() {
        return List.of(new BuyAndHoldFactory());
    }
}
