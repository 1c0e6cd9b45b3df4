package dev.tradewind.testkit;

import dev.tradewind.sdk.strategy.ParameterSpec;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyFactory;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** A factory put together in a test. */
record BadFactory(
        String name, String description, List<ParameterSpec> parameters, Function<Parameters, Strategy> maker)
        implements StrategyFactory {
    static BadFactory of(Supplier<Strategy> maker) {
        return new BadFactory("bad", "Buys at every bar and never sells.", List.of(), parameters -> maker.get());
    }

    @Override
    public Strategy create(Parameters values) {
        return maker.apply(values);
    }
}
