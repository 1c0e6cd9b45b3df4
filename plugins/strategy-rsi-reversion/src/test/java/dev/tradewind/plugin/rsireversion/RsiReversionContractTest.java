package dev.tradewind.plugin.rsireversion;

import dev.tradewind.sdk.strategy.StrategyFactory;
import dev.tradewind.testkit.StrategyContract;
import java.util.List;
import java.util.Map;

class RsiReversionContractTest extends StrategyContract {
    @Override
    protected StrategyFactory factory() {
        return new RsiReversionFactory();
    }

    @Override
    protected List<Map<String, String>> parametersToTry() {
        return List.of(
                Map.of("direction", "both"),
                Map.of("direction", "short", "period", "5"));
    }

    @Override
    protected boolean usesShorts() {
        return true;
    }
}
