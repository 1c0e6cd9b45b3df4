package dev.tradewind.plugin.bollingerreversion;

import dev.tradewind.sdk.strategy.Direction;
import dev.tradewind.sdk.strategy.ParameterSpec;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyFactory;
import java.util.List;

/** Describes {@link BollingerReversion} and makes instances of it. */
final class BollingerReversionFactory implements StrategyFactory {
    @Override
    public String name() {
        return "bollinger-reversion";
    }

    @Override
    public String description() {
        return "Buys when the close falls out of the Bollinger bands and sells when it is back at the middle band;"
                + " short the other way round.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                ParameterSpec.wholeNumber("period", "Bars of the bands", 20, 2, 500),
                ParameterSpec.number(
                        "deviations", "Standard deviations from the middle to a band", "2", "0.1", "10"),
                Direction.parameter());
    }

    @Override
    public Strategy create(Parameters parameters) {
        return new BollingerReversion(
                parameters.wholeNumber("period"), parameters.number("deviations"), Direction.of(parameters));
    }
}
