package dev.tradewind.plugin.marketmaker;

import dev.tradewind.sdk.strategy.StrategyFactory;
import dev.tradewind.testkit.StrategyContract;
import java.util.List;
import java.util.Map;

class MarketMakerContractTest extends StrategyContract {
    @Override
    protected StrategyFactory factory() {
        return new MarketMakerFactory();
    }

    @Override
    protected List<Map<String, String>> parametersToTry() {
        return List.of(Map.of("centre", "micro", "quantity", "0.01", "interval-ms", "1000"));
    }

    @Override
    protected boolean usesShorts() {
        return true;
    }

    /** Bars have no book; what it does with one is in {@link MarketMakerRunTest}. */
    @Override
    protected boolean tradesOnGeneratedMarkets() {
        return false;
    }
}
