package dev.tradewind.plugin.smacross;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Long from the bar after the fast average crosses above the slow one until the bar after it crosses below. */
final class SmaCross implements Strategy {
    private static final String UP = "fast average crossed above the slow one";
    private static final String DOWN = "fast average crossed below the slow one";

    private final int fast;
    private final int slow;
    private final Map<InstrumentId, State> states = new LinkedHashMap<>();

    /** The last instrument and its state: with one instrument no bar needs a look-up. */
    private @Nullable InstrumentId lastInstrument;
    private @Nullable State lastState;

    /** What is kept of one instrument. */
    private static final class State {
        private final CrossDetector detector;

        /** Whether a cross up came while an exit was working, and waits for it. */
        private boolean waiting;

        State(int fast, int slow) {
            detector = new CrossDetector(fast, slow);
        }
    }

    SmaCross(int fast, int slow) {
        this.fast = fast;
        this.slow = slow;
    }

    @Override
    public int warmUpBars() {
        return slow + 1;
    }

    @Override
    public void onBar(Bar bar, StrategyContext context) {
        State state = state(bar.instrument());
        int cross = state.detector.add(bar.closeUnscaled(), bar.priceScale());
        if (cross > 0) {
            crossedUp(bar.instrument(), state, context);
        } else if (cross < 0) {
            crossedDown(bar.instrument(), state, context);
        } else if (state.waiting) {
            enterOnceFlat(bar.instrument(), state, context);
        }
    }

    private State state(InstrumentId instrument) {
        State state = lastState;
        if (state == null || !instrument.equals(lastInstrument)) {
            state = states.computeIfAbsent(instrument, id -> new State(fast, slow));
            lastInstrument = instrument;
            lastState = state;
        }
        return state;
    }

    private static void crossedUp(InstrumentId instrument, State state, StrategyContext context) {
        boolean working = !context.openOrders(instrument).isEmpty();
        if (!context.position(instrument).isFlat()) {
            state.waiting = working;
        } else if (working) {
            context.skipped(instrument, Side.BUY, UP + ": an entry is still open");
        } else {
            context.enter(instrument, Side.BUY, UP);
        }
    }

    private static void crossedDown(InstrumentId instrument, State state, StrategyContext context) {
        state.waiting = false;
        if (!context.position(instrument).isLong()) {
            // An entry that has not filled yet must not fill after the reason for it has gone.
            context.cancelAll(instrument);
        } else if (context.openOrders(instrument).stream()
                .noneMatch(order -> order.request().side() == Side.SELL)) {
            context.exit(instrument, DOWN);
        }
    }

    private static void enterOnceFlat(InstrumentId instrument, State state, StrategyContext context) {
        if (!context.openOrders(instrument).isEmpty()) {
            return;
        }
        state.waiting = false;
        // An exit that came to nothing has left it long, which is what the cross asks for.
        if (context.position(instrument).isFlat()) {
            context.enter(instrument, Side.BUY, UP);
        }
    }
}
