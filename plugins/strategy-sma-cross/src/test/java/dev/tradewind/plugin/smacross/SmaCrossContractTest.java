package dev.tradewind.plugin.smacross;

import dev.tradewind.sdk.strategy.StrategyFactory;
import dev.tradewind.testkit.StrategyContract;
import java.util.List;
import java.util.Map;

class SmaCrossContractTest extends StrategyContract {
    @Override
    protected StrategyFactory factory() {
        return new SmaCrossFactory();
    }

    @Override
    protected List<Map<String, String>> parametersToTry() {
        return List.of(Map.of("fast", "3", "slow", "8"));
    }
}
