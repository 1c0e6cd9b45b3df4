package dev.tradewind.plugin.macdtrend;

import dev.tradewind.sdk.indicator.Macd;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.Direction;
import dev.tradewind.sdk.strategy.PerInstrument;
import dev.tradewind.sdk.strategy.Position;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Enters on a cross of the line and its signal, exits while the line is on the other side of it. Where it may hold both
 * directions, a cross against its position first closes that; once it is flat it enters, unless the line has crossed
 * back since.
 */
final class MacdTrend implements Strategy {
    private final Periods periods;
    private final Direction direction;
    private final PerInstrument<State> states;

    /** Periods of the averages. */
    record Periods(int fast, int slow, int signal) {}

    private static final class State {
        private final Macd macd;

        /** The side of the signal that the line was on when last it was on one; 0 until it was. */
        private int side;

        /** A cross that has not been acted on. */
        private @Nullable Side waiting;

        State(Periods periods) {
            macd = new Macd(periods.fast(), periods.slow(), periods.signal());
        }
    }

    MacdTrend(Periods periods, Direction direction) {
        this.periods = periods;
        this.direction = direction;
        states = new PerInstrument<>(() -> new State(periods));
    }

    /** Exponential averages go back without end; what is older than this moves them by little. */
    @Override
    public int warmUpBars() {
        return 4 * periods.slow() + periods.signal();
    }

    /** What broke out or crossed in the past is not acted on now. */
    @Override
    public void onHistory(Bar bar, StrategyContext context) {
        onBar(bar, context);
        states.of(bar.instrument()).waiting = null;
    }

    @Override
    public void onBar(Bar bar, StrategyContext context) {
        InstrumentId id = bar.instrument();
        State state = states.of(id);
        state.macd.update(bar);
        double histogram = state.macd.histogram();
        int before = state.side;
        if (histogram > 0) {
            state.side = 1;
        } else if (histogram < 0) {
            state.side = -1;
        }
        if (before != 0 && state.side != before) {
            Side side = state.side > 0 ? Side.BUY : Side.SELL;
            state.waiting = direction.allows(side) ? side : null;
        }
        Position position = context.position(id);
        boolean against = position.signedQuantity().signum() == -state.side && state.side != 0;
        if ((!against && state.waiting == null) || !context.openOrders(id).isEmpty()) {
            return;
        }
        if (against) {
            context.exit(id, says(state));
        } else if (state.waiting != null) {
            if (position.isFlat()) {
                context.enter(id, state.waiting, says(state));
            }
            state.waiting = null;
        }
    }

    private static String says(State state) {
        return String.format(
                Locale.ROOT,
                "MACD %.6g is %s its signal %.6g",
                state.macd.line(),
                state.side > 0 ? "above" : "below",
                state.macd.signal());
    }
}
