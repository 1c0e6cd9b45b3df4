package dev.tradewind.strategy.smacross;

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
    private final Map<InstrumentId, CrossDetector> detectors = new LinkedHashMap<>();

    /** The last instrument and its detector: with one instrument no bar needs a look-up. */
    private @Nullable InstrumentId lastInstrument;
    private @Nullable CrossDetector lastDetector;

    SmaCross(int fast, int slow) {
        this.fast = fast;
        this.slow = slow;
    }

    @Override
    public void onBar(Bar bar, StrategyContext context) {
        int cross = detector(bar.instrument()).add(bar.closeUnscaled(), bar.priceScale());
        if (cross > 0) {
            crossedUp(bar.instrument(), context);
        } else if (cross < 0) {
            crossedDown(bar.instrument(), context);
        }
    }

    private CrossDetector detector(InstrumentId instrument) {
        CrossDetector detector = lastDetector;
        if (detector == null || !instrument.equals(lastInstrument)) {
            detector = detectors.computeIfAbsent(instrument, id -> new CrossDetector(fast, slow));
            lastInstrument = instrument;
            lastDetector = detector;
        }
        return detector;
    }

    private static void crossedUp(InstrumentId instrument, StrategyContext context) {
        if (!context.position(instrument).isFlat()) {
            return;
        }
        if (context.openOrders(instrument).isEmpty()) {
            context.enter(instrument, Side.BUY, UP);
        } else {
            context.skipped(instrument, Side.BUY, UP + ": an entry is still open");
        }
    }

    private static void crossedDown(InstrumentId instrument, StrategyContext context) {
        if (context.position(instrument).isLong()) {
            context.exit(instrument, DOWN);
        } else {
            // An entry that has not filled yet must not fill after the reason for it has gone.
            context.cancelAll(instrument);
        }
    }
}
