package dev.tradewind.plugin.macdtrend;

import dev.tradewind.sdk.strategy.StrategyFactory;
import dev.tradewind.testkit.StrategyContract;
import java.util.List;
import java.util.Map;

class MacdTrendContractTest extends StrategyContract {
    @Override
    protected StrategyFactory factory() {
        return new MacdTrendFactory();
    }

    @Override
    protected List<Map<String, String>> parametersToTry() {
        return List.of(
                Map.of("direction", "both"),
                Map.of("direction", "short", "fast", "5", "slow", "10", "signal", "4"));
    }

    @Override
    protected boolean usesShorts() {
        return true;
    }
}
