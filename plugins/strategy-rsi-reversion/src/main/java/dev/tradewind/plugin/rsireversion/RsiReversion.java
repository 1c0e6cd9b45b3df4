package dev.tradewind.plugin.rsireversion;

import dev.tradewind.sdk.indicator.Rsi;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.Direction;
import dev.tradewind.sdk.strategy.PerInstrument;
import dev.tradewind.sdk.strategy.Position;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import java.util.Locale;

/**
 * Enters when the index goes beyond an extreme, not again while it stays there; exits at the first bar on which it is
 * back at the exit level.
 */
final class RsiReversion implements Strategy {
    private final int period;
    private final Levels levels;
    private final Direction direction;
    private final PerInstrument<State> states;

    /** Levels of the index, rising. */
    record Levels(double oversold, double exit, double overbought) {}

    private static final class State {
        private final Rsi rsi;

        /** The index one bar before; NaN until there was one, and NaN is beyond no level. */
        private double previous = Double.NaN;

        State(int period) {
            rsi = new Rsi(period);
        }
    }

    RsiReversion(int period, Levels levels, Direction direction) {
        this.period = period;
        this.levels = levels;
        this.direction = direction;
        states = new PerInstrument<>(() -> new State(period));
    }

    /** The average goes back without end; what is older than this moves it by little. */
    @Override
    public int warmUpBars() {
        return 5 * period;
    }

    @Override
    public void onBar(Bar bar, StrategyContext context) {
        State state = states.of(bar.instrument());
        double previous = state.previous;
        state.rsi.update(bar);
        double now = state.rsi.value();
        state.previous = now;
        if (Double.isNaN(previous)) {
            return;
        }
        Position position = context.position(bar.instrument());
        if (position.isFlat()) {
            if (now < levels.oversold() && previous >= levels.oversold()) {
                enter(bar.instrument(), Side.BUY, says("fell", now, "below", levels.oversold()), context);
            } else if (now > levels.overbought() && previous <= levels.overbought()) {
                enter(bar.instrument(), Side.SELL, says("rose", now, "above", levels.overbought()), context);
            }
        } else if (position.isLong() ? now >= levels.exit() : now <= levels.exit()) {
            if (context.openOrders(bar.instrument()).isEmpty()) {
                context.exit(bar.instrument(), says("came back", now, "across", levels.exit()));
            }
        }
    }

    private void enter(InstrumentId id, Side side, String reason, StrategyContext context) {
        if (!direction.allows(side)) {
            return;
        }
        if (context.openOrders(id).isEmpty()) {
            context.enter(id, side, reason);
        } else {
            context.skipped(id, side, reason + ": an order is still open");
        }
    }

    private String says(String verb, double value, String beyond, double level) {
        return String.format(Locale.ROOT, "RSI(%d) %s to %.2f, %s %.2f", period, verb, value, beyond, level);
    }
}
