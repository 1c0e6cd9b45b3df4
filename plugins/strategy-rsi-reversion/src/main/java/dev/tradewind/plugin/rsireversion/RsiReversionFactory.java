package dev.tradewind.plugin.rsireversion;

import dev.tradewind.sdk.strategy.Direction;
import dev.tradewind.sdk.strategy.ParameterSpec;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyFactory;
import java.util.List;

/** Describes {@link RsiReversion} and makes instances of it. */
final class RsiReversionFactory implements StrategyFactory {
    @Override
    public String name() {
        return "rsi-reversion";
    }

    @Override
    public String description() {
        return "Buys when the relative strength index falls below the oversold level and sells when it is back at the"
                + " exit level; short the other way round from the overbought level.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                ParameterSpec.wholeNumber("period", "Bars of the index", 14, 2, 500),
                ParameterSpec.number("oversold", "Below this it buys", "30", "1", "99"),
                ParameterSpec.number("exit", "Here it closes the position, between the other two", "50", "1", "99"),
                ParameterSpec.number("overbought", "Above this it sells short", "70", "1", "99"),
                Direction.parameter());
    }

    @Override
    public Strategy create(Parameters parameters) {
        double oversold = parameters.number("oversold");
        double exit = parameters.number("exit");
        double overbought = parameters.number("overbought");
        if (oversold >= exit || exit >= overbought) {
            throw new IllegalArgumentException("parameters must rise from oversold to exit to overbought, were "
                    + oversold + ", " + exit + ", " + overbought);
        }
        return new RsiReversion(
                parameters.wholeNumber("period"),
                new RsiReversion.Levels(oversold, exit, overbought),
                Direction.of(parameters));
    }
}
