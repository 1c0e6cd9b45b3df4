package dev.tradewind.plugin.donchianbreakout;

import dev.tradewind.sdk.strategy.StrategyFactory;
import dev.tradewind.testkit.StrategyContract;
import java.util.List;
import java.util.Map;

class DonchianBreakoutContractTest extends StrategyContract {
    @Override
    protected StrategyFactory factory() {
        return new DonchianBreakoutFactory();
    }

    @Override
    protected List<Map<String, String>> parametersToTry() {
        return List.of(
                Map.of("direction", "both"),
                Map.of("direction", "short", "entry", "10", "exit", "5"));
    }

    @Override
    protected boolean usesShorts() {
        return true;
    }
}
