package dev.tradewind.plugin.smacross;

import dev.tradewind.sdk.strategy.ParameterSpec;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyFactory;
import java.util.List;

/** Describes {@link SmaCross} and makes instances of it. */
final class SmaCrossFactory implements StrategyFactory {
    private static final String FAST = "fast";
    private static final String SLOW = "slow";

    @Override
    public String name() {
        return "sma-cross";
    }

    @Override
    public String description() {
        return "Buys when the fast simple moving average of closes crosses above the slow one,"
                + " closes the position when it crosses below. Long only.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                ParameterSpec.wholeNumber(FAST, "Bars in the fast average", 10, 1, 500),
                ParameterSpec.wholeNumber(SLOW, "Bars in the slow average, more than fast", 30, 2, 2000));
    }

    @Override
    public Strategy create(Parameters parameters) {
        int fast = parameters.wholeNumber(FAST);
        int slow = parameters.wholeNumber(SLOW);
        if (fast >= slow) {
            throw new IllegalArgumentException(
                    "parameter fast must be less than slow, but fast is " + fast + " and slow is " + slow);
        }
        return new SmaCross(fast, slow);
    }
}
