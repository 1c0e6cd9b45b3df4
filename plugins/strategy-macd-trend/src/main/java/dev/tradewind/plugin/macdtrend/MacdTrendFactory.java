package dev.tradewind.plugin.macdtrend;

import dev.tradewind.sdk.strategy.Direction;
import dev.tradewind.sdk.strategy.ParameterSpec;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyFactory;
import java.util.List;

/** Describes {@link MacdTrend} and makes instances of it. */
final class MacdTrendFactory implements StrategyFactory {
    @Override
    public String name() {
        return "macd-trend";
    }

    @Override
    public String description() {
        return "Buys when the MACD line crosses above its signal and sells when it is below;"
                + " short the other way round.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                ParameterSpec.wholeNumber("fast", "Bars of the fast average", 12, 1, 500),
                ParameterSpec.wholeNumber("slow", "Bars of the slow average, more than fast", 26, 2, 2_000),
                ParameterSpec.wholeNumber("signal", "Bars of the signal, the average of the line", 9, 1, 500),
                Direction.parameter());
    }

    @Override
    public Strategy create(Parameters parameters) {
        int fast = parameters.wholeNumber("fast");
        int slow = parameters.wholeNumber("slow");
        if (fast >= slow) {
            throw new IllegalArgumentException(
                    "parameter fast must be less than slow, but fast is " + fast + " and slow is " + slow);
        }
        return new MacdTrend(
                new MacdTrend.Periods(fast, slow, parameters.wholeNumber("signal")), Direction.of(parameters));
    }
}
