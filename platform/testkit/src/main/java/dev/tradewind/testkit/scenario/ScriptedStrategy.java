package dev.tradewind.testkit.scenario;

import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/** Does what the scenario's next lines say. Book events, which change no price, are the moments at which it acts. */
final class ScriptedStrategy implements Strategy {
    private final ArrayDeque<Consumer<StrategyContext>> actions = new ArrayDeque<>();

    void next(Consumer<StrategyContext> action) {
        actions.addLast(action);
    }

    @Override
    public void onBook(MarketEvent event, StrategyContext context) {
        while (!actions.isEmpty()) {
            actions.removeFirst().accept(context);
        }
    }
}
