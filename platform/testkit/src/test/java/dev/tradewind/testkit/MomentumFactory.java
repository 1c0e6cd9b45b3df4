package dev.tradewind.testkit;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.ParameterSpec;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.strategy.StrategyFactory;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A strategy that does everything right. */
final class MomentumFactory implements StrategyFactory {
    @Override
    public String name() {
        return "momentum";
    }

    @Override
    public String description() {
        return "Buys when the close is above that of some bars ago, exits when it is below.";
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(ParameterSpec.wholeNumber("lookback", "Bars to look back", 20, 1, 500));
    }

    @Override
    public Strategy create(Parameters parameters) {
        return new Momentum(parameters.wholeNumber("lookback"));
    }

    private static final class Momentum implements Strategy {
        private final int lookback;
        private final Map<InstrumentId, ArrayDeque<Double>> closes = new LinkedHashMap<>();

        Momentum(int lookback) {
            this.lookback = lookback;
        }

        @Override
        public void onBar(Bar bar, StrategyContext context) {
            InstrumentId id = bar.instrument();
            ArrayDeque<Double> past = closes.computeIfAbsent(id, key -> new ArrayDeque<>());
            past.addLast(bar.closeAsDouble());
            if (past.size() <= lookback) {
                return;
            }
            double before = past.removeFirst();
            boolean waiting = !context.openOrders(id).isEmpty();
            if (bar.closeAsDouble() > before && context.position(id).isFlat() && !waiting) {
                context.enter(id, Side.BUY, "higher than before");
            } else if (bar.closeAsDouble() < before && context.position(id).isLong() && !waiting) {
                context.exit(id, "lower than before");
            }
        }
    }
}
