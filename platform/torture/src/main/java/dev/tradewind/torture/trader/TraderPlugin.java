package dev.tradewind.torture.trader;

import dev.tradewind.sdk.plugin.TradewindPlugin;
import dev.tradewind.sdk.strategy.ParameterSpec;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyFactory;
import java.util.List;

/** The entry of the plugin. */
public final class TraderPlugin implements TradewindPlugin {
    @Override
    public List<StrategyFactory> strategies() {
        return List.of(new Factory());
    }

    private static final class Factory implements StrategyFactory {
        @Override
        public String name() {
            return "torture-trader";
        }

        @Override
        public String description() {
            return "Places, amends and cancels orders of all kinds at random, without an aim but to keep busy.";
        }

        @Override
        public List<ParameterSpec> parameters() {
            return List.of(
                    ParameterSpec.wholeNumber("pause-millis", "Between two actions", 40, 1, 10_000),
                    ParameterSpec.wholeNumber("open-orders", "Most in an instrument at a time", 6, 1, 100),
                    ParameterSpec.wholeNumber("seed", "Of what it does", 1, 0, Integer.MAX_VALUE));
        }

        @Override
        public Strategy create(Parameters parameters) {
            return new Trader(
                    parameters.wholeNumber("pause-millis") * 1_000_000L,
                    parameters.wholeNumber("open-orders"),
                    parameters.wholeNumber("seed"));
        }
    }
}
