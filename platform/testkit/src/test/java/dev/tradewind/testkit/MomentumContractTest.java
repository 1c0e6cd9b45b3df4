package dev.tradewind.testkit;

import dev.tradewind.sdk.strategy.StrategyFactory;
import java.util.List;
import java.util.Map;

/** The contract can be met. */
class MomentumContractTest extends StrategyContract {
    @Override
    protected StrategyFactory factory() {
        return new MomentumFactory();
    }

    @Override
    protected List<Map<String, String>> parametersToTry() {
        return List.of(Map.of("lookback", "3"));
    }
}
