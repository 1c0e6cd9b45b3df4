package dev.tradewind.plugin.buyandhold;

import dev.tradewind.sdk.strategy.ParameterSpec;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyFactory;
import java.util.List;

/** Describes {@link BuyAndHold} and makes instances of it. */
final class BuyAndHoldFactory implements StrategyFactory {
    private static final String ATTEMPTS = "attempts";

    @Override
    public String name() {
        return "buy-and-hold";
    }

    @Override
    public String description() {
        return "Buys each instrument at its first bar and never sells. Long only.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(ParameterSpec.wholeNumber(
                ATTEMPTS, "How often it tries, at one bar after the other, when an order does not fill", 5, 1, 100));
    }

    @Override
    public Strategy create(Parameters parameters) {
        return new BuyAndHold(parameters.wholeNumber(ATTEMPTS));
    }
}
