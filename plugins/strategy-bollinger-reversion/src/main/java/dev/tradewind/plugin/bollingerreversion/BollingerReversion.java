package dev.tradewind.plugin.bollingerreversion;

import dev.tradewind.sdk.indicator.BollingerBands;
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
 * Enters on the bar that closes outside the bands after one that did not; exits on the first bar that closes at the
 * middle band or beyond. Bands without width hold no signal.
 */
final class BollingerReversion implements Strategy {
    private static final double MIDDLE = 0.5;

    private final int period;
    private final Direction direction;
    private final PerInstrument<State> states;

    private static final class State {
        private final BollingerBands bands;

        /** Where the close before lay, 0 at the lower band, 1 at the upper; NaN until there was one. */
        private double previous = Double.NaN;

        State(int period, double deviations) {
            bands = new BollingerBands(period, deviations);
        }
    }

    BollingerReversion(int period, double deviations, Direction direction) {
        this.period = period;
        this.direction = direction;
        states = new PerInstrument<>(() -> new State(period, deviations));
    }

    @Override
    public int warmUpBars() {
        return period + 1;
    }

    @Override
    public void onBar(Bar bar, StrategyContext context) {
        State state = states.of(bar.instrument());
        double previous = state.previous;
        state.bands.update(bar);
        if (!state.bands.isReady()) {
            return;
        }
        double now = state.bands.percentB();
        state.previous = now;
        Position position = context.position(bar.instrument());
        if (position.isFlat()) {
            if (now < 0 && previous >= 0) {
                enter(bar, Side.BUY, says(bar, "below the lower band", state.bands.lower()), context);
            } else if (now > 1 && previous <= 1) {
                enter(bar, Side.SELL, says(bar, "above the upper band", state.bands.upper()), context);
            }
        } else if (position.isLong() ? now >= MIDDLE : now <= MIDDLE) {
            if (context.openOrders(bar.instrument()).isEmpty()) {
                context.exit(bar.instrument(), says(bar, "back at the middle band", state.bands.middle()));
            }
        }
    }

    private void enter(Bar bar, Side side, String reason, StrategyContext context) {
        InstrumentId id = bar.instrument();
        if (!direction.allows(side)) {
            return;
        }
        if (context.openOrders(id).isEmpty()) {
            context.enter(id, side, reason);
        } else {
            context.skipped(id, side, reason + ": an order is still open");
        }
    }

    private static String says(Bar bar, String where, double band) {
        return String.format(Locale.ROOT, "close %s is %s %.8g", bar.close(), where, band);
    }
}
