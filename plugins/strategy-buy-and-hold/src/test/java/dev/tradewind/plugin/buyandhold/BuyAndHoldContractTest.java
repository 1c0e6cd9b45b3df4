package dev.tradewind.plugin.buyandhold;

import dev.tradewind.sdk.strategy.StrategyFactory;
import dev.tradewind.testkit.StrategyContract;
import java.util.List;
import java.util.Map;

class BuyAndHoldContractTest extends StrategyContract {
    @Override
    protected StrategyFactory factory() {
        return new BuyAndHoldFactory();
    }

    @Override
    protected List<Map<String, String>> parametersToTry() {
        return List.of(Map.of("attempts", "1"));
    }
}
