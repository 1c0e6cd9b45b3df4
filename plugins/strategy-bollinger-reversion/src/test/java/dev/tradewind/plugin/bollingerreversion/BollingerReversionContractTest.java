package dev.tradewind.plugin.bollingerreversion;

import dev.tradewind.sdk.strategy.StrategyFactory;
import dev.tradewind.testkit.StrategyContract;
import java.util.List;
import java.util.Map;

class BollingerReversionContractTest extends StrategyContract {
    @Override
    protected StrategyFactory factory() {
        return new BollingerReversionFactory();
    }

    @Override
    protected List<Map<String, String>> parametersToTry() {
        return List.of(
                Map.of("direction", "both"),
                Map.of("direction", "short", "period", "10", "deviations", "1.5"));
    }

    @Override
    protected boolean usesShorts() {
        return true;
    }
}
