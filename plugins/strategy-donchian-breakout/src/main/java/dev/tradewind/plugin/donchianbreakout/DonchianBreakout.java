package dev.tradewind.plugin.donchianbreakout;

import dev.tradewind.sdk.indicator.DonchianChannel;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.Direction;
import dev.tradewind.sdk.strategy.PerInstrument;
import dev.tradewind.sdk.strategy.Position;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import org.jspecify.annotations.Nullable;

/**
 * Compares each close with the channels of the bars before it. Where it may hold both directions, a breakout against
 * its position first closes that; once it is flat it enters, unless the price has broken out the other way since.
 */
final class DonchianBreakout implements Strategy {
    private final int longest;
    private final Direction direction;
    private final PerInstrument<State> states;

    private static final class State {
        private final DonchianChannel entry;
        private final DonchianChannel exit;

        /** A breakout that waits for the position against it to be closed. */
        private @Nullable Side waiting;

        private String waitingReason = "";

        State(int entry, int exit) {
            this.entry = new DonchianChannel(entry);
            this.exit = new DonchianChannel(exit);
        }
    }

    DonchianBreakout(int entry, int exit, Direction direction) {
        this.longest = Math.max(entry, exit);
        this.direction = direction;
        states = new PerInstrument<>(() -> new State(entry, exit));
    }

    @Override
    public int warmUpBars() {
        return longest;
    }

    /** What broke out or crossed in the past is not acted on now. */
    @Override
    public void onHistory(Bar bar, StrategyContext context) {
        onBar(bar, context);
        states.of(bar.instrument()).waiting = null;
    }

    @Override
    public void onBar(Bar bar, StrategyContext context) {
        State state = states.of(bar.instrument());
        if (state.entry.isReady()) {
            act(bar, bar.closeAsDouble(), state, context);
        }
        // After the decision: a close cannot be above a channel that holds its own high.
        state.entry.update(bar);
        state.exit.update(bar);
    }

    private void act(Bar bar, double close, State state, StrategyContext context) {
        if (close > state.entry.upper()) {
            broke(state, Side.BUY, "close " + bar.close() + " is above the highest high " + state.entry.upper());
        } else if (close < state.entry.lower()) {
            broke(state, Side.SELL, "close " + bar.close() + " is below the lowest low " + state.entry.lower());
        }
        InstrumentId id = bar.instrument();
        Position position = context.position(id);
        boolean leaves = (position.isLong() && close < state.exit.lower())
                || (position.isShort() && close > state.exit.upper());
        if ((!leaves && state.waiting == null) || !context.openOrders(id).isEmpty()) {
            return;
        }
        if (leaves) {
            String reason = position.isLong()
                    ? "close " + bar.close() + " is below the exit's lowest low " + state.exit.lower()
                    : "close " + bar.close() + " is above the exit's highest high " + state.exit.upper();
            context.exit(id, reason);
        } else if (state.waiting != null && position.isFlat()) {
            context.enter(id, state.waiting, state.waitingReason);
            state.waiting = null;
        } else if (state.waiting != null && position.signedQuantity().signum() == state.waiting.sign()) {
            // It is there already.
            state.waiting = null;
        }
    }

    private void broke(State state, Side side, String reason) {
        state.waiting = direction.allows(side) ? side : null;
        state.waitingReason = reason;
    }
}
