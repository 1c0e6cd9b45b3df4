package dev.tradewind.plugin.buyandhold;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.PerInstrument;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;

/** Buys each instrument once. An order that is denied, rejected or too small is tried again, a few times. */
final class BuyAndHold implements Strategy {
    private final int attempts;
    private final PerInstrument<State> states = new PerInstrument<>(State::new);

    private static final class State {
        private int tried;
        private boolean done;
    }

    BuyAndHold(int attempts) {
        this.attempts = attempts;
    }

    @Override
    public void onBar(Bar bar, StrategyContext context) {
        InstrumentId id = bar.instrument();
        State state = states.of(id);
        if (state.done || !context.openOrders(id).isEmpty()) {
            return;
        }
        if (state.tried == attempts || !context.position(id).isFlat()) {
            state.done = true;
            return;
        }
        state.tried++;
        String reason = "buys at the start, attempt " + state.tried + " of " + attempts + ", close " + bar.close();
        context.enter(id, Side.BUY, reason);
    }
}
