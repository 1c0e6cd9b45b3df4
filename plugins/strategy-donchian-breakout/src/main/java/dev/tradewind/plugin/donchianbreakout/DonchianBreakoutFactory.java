package dev.tradewind.plugin.donchianbreakout;

import dev.tradewind.sdk.strategy.Direction;
import dev.tradewind.sdk.strategy.ParameterSpec;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyFactory;
import java.util.List;

/** Describes {@link DonchianBreakout} and makes instances of it. */
final class DonchianBreakoutFactory implements StrategyFactory {
    @Override
    public String name() {
        return "donchian-breakout";
    }

    @Override
    public String description() {
        return "Buys when the close is above the highest high of the entry window and sells when it is below the lowest"
                + " low of the exit window; short the other way round.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                ParameterSpec.wholeNumber("entry", "Bars of the channel that a breakout leaves", 20, 2, 2_000),
                ParameterSpec.wholeNumber(
                        "exit", "Bars of the channel that ends a position, at most entry", 10, 1, 2_000),
                Direction.parameter());
    }

    @Override
    public Strategy create(Parameters parameters) {
        int entry = parameters.wholeNumber("entry");
        int exit = parameters.wholeNumber("exit");
        if (exit > entry) {
            throw new IllegalArgumentException(
                    "parameter exit must be at most entry, but exit is " + exit + " and entry is " + entry);
        }
        return new DonchianBreakout(entry, exit, Direction.of(parameters));
    }
}
