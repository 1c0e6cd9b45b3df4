package dev.tradewind.engine;

import dev.tradewind.engine.guard.Distance;
import dev.tradewind.engine.guard.GuardLevels;
import dev.tradewind.engine.guard.GuardSpec;
import dev.tradewind.engine.ledger.GuardState;
import dev.tradewind.sdk.indicator.Atr;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the distances of a guard into prices. Holds the average true ranges; after a restart bars of the past make them
 * anew, which the host is asked for by {@link #needed}.
 */
final class GuardMeasures {
    private static final Decimal HUNDREDTH = Decimal.ofUnscaled(1, 2);
    /** An average that forgets by a part a bar has nearly forgotten where it began after so many periods. */
    private static final int SMOOTHED = 5;

    private static final int MOST_BARS = 1_000;

    private final Map<Key, Tracker> trackers = new LinkedHashMap<>();

    private record Key(InstrumentId instrument, Timeframe timeframe, int period) {}

    private static final class Tracker {
        private final Atr atr;
        private final BarAggregator bars;
        private long lastNanos = Long.MIN_VALUE;

        Tracker(Key key) {
            atr = new Atr(key.period());
            bars = new BarAggregator(key.timeframe());
        }

        void update(Bar bar) {
            lastNanos = Math.max(lastNanos, bar.eventNanos());
            if (bar.timeframe().equals(bars.timeframe())) {
                atr.update(bar);
                return;
            }
            if (!bars.timeframe().isMultipleOf(bar.timeframe())) {
                return;
            }
            Bar late = bars.closeBefore(bar);
            if (late != null) {
                atr.update(late);
            }
            Bar closed = bars.add(bar);
            if (closed != null) {
                atr.update(closed);
            }
        }
    }

    /** Takes in a bar for the ranges that this guard is measured in. */
    void update(Bar bar, InstrumentSlot slot, GuardState guard) {
        GuardSpec spec = guard.spec();
        Tracker first = tracker(spec.stopLoss(), slot);
        Tracker second = tracker(spec.takeProfit(), slot);
        Tracker third = tracker(spec.trailing(), slot);
        Tracker fourth = tracker(spec.emergency(), slot);
        update(first, bar);
        update(second == first ? null : second, bar);
        update(third == first || third == second ? null : third, bar);
        update(fourth == first || fourth == second || fourth == third ? null : fourth, bar);
    }

    /** What these guards are measured in, and how many bars of the past that takes. */
    static List<RangeNeed> needed(Map<InstrumentId, GuardState> guards) {
        Map<Key, RangeNeed> needs = new LinkedHashMap<>();
        guards.forEach((id, guard) -> {
            GuardSpec spec = guard.spec();
            for (Distance distance :
                    Arrays.asList(spec.stopLoss(), spec.takeProfit(), spec.trailing(), spec.emergency())) {
                if (distance instanceof Distance.Atr atr) {
                    int bars = (int) Math.min(MOST_BARS, (long) SMOOTHED * atr.period() + 1);
                    needs.put(
                            new Key(id, atr.timeframe(), atr.period()), new RangeNeed(id, atr.timeframe(), bars));
                }
            }
        });
        return List.copyOf(needs.values());
    }

    /** Makes the ranges of bars of this length anew from bars of the past; what came since the start is among those. */
    void warm(InstrumentId instrument, List<Bar> past, GuardState guard) {
        Timeframe timeframe = past.getFirst().timeframe();
        GuardSpec spec = guard.spec();
        for (Distance distance : Arrays.asList(spec.stopLoss(), spec.takeProfit(), spec.trailing(), spec.emergency())) {
            if (distance instanceof Distance.Atr atr && atr.timeframe().equals(timeframe)) {
                Key key = new Key(instrument, timeframe, atr.period());
                Tracker fresh = new Tracker(key);
                past.forEach(fresh::update);
                trackers.put(key, fresh);
            }
        }
    }

    /** A bar that comes late; one that was counted already is not counted again. */
    void late(Bar bar) {
        trackers.forEach((key, tracker) -> {
            if (key.instrument().equals(bar.instrument()) && bar.eventNanos() > tracker.lastNanos) {
                tracker.update(bar);
            }
        });
    }

    private static void update(@Nullable Tracker tracker, Bar bar) {
        if (tracker != null) {
            tracker.update(bar);
        }
    }

    private @Nullable Tracker tracker(@Nullable Distance distance, InstrumentSlot slot) {
        return distance instanceof Distance.Atr atr
                ? trackers.computeIfAbsent(
                        new Key(slot.instrument.id(), atr.timeframe(), atr.period()), Tracker::new)
                : null;
    }

    /** Where a guard's exits are for the position as it is. */
    GuardLevels levels(InstrumentSlot slot, GuardState guard, Decimal entry, long nowNanos) {
        GuardSpec spec = guard.spec();
        GuardLevels before = guard.levels();
        Side side = slot.position.quantity().signum() > 0 ? Side.BUY : Side.SELL;
        boolean isLong = side == Side.BUY;
        Decimal best = before != null ? before.exits().best() : entry;
        if (slot.hasMark()) {
            best = isLong ? best.max(slot.markPrice()) : best.min(slot.markPrice());
        }
        Decimal trail = spec.trailing() == null ? null : length(spec.trailing(), best, slot);
        Decimal stop = level(spec.stopLoss(), entry, slot, !isLong);
        if (trail != null) {
            Decimal trailed = onTick(slot, isLong ? best.minus(trail) : best.plus(trail));
            stop = stop == null ? trailed : isLong ? stop.max(trailed) : stop.min(trailed);
        }
        long opened = before != null ? before.times().openedNanos() : nowNanos;
        long deadline = spec.longestNanos() == 0 ? Long.MAX_VALUE : opened + spec.longestNanos();
        return new GuardLevels(
                side,
                entry,
                new GuardLevels.Exits(
                        positive(stop),
                        positive(level(spec.takeProfit(), entry, slot, isLong)),
                        positive(level(spec.emergency(), entry, slot, !isLong)),
                        trail,
                        best),
                new GuardLevels.Times(opened, deadline));
    }

    private @Nullable Decimal level(@Nullable Distance distance, Decimal from, InstrumentSlot slot, boolean above) {
        if (distance == null) {
            return null;
        }
        if (distance instanceof Distance.At at) {
            return at.price().value();
        }
        Decimal length = length(distance, from, slot);
        return onTick(slot, above ? from.plus(length) : from.minus(length));
    }

    private Decimal length(Distance distance, Decimal price, InstrumentSlot slot) {
        return switch (distance) {
            case Distance.Percent percent -> share(price, percent.percent());
            case Distance.At at -> at.price().value().minus(price).abs();
            case Distance.Atr atr -> {
                Tracker tracker = tracker(atr, slot);
                double range = tracker == null ? Double.NaN : tracker.atr.value();
                yield Double.isNaN(range)
                        ? share(price, atr.fallbackPercent())
                        : Decimal.of(range, RoundingMode.HALF_EVEN).times(atr.multiple());
            }
        };
    }

    private static Decimal share(Decimal price, Decimal percent) {
        return price.times(percent).times(HUNDREDTH);
    }

    /** A stop so far away that its price is no price is none. */
    private static @Nullable Decimal positive(@Nullable Decimal level) {
        return level == null || level.signum() <= 0 ? null : level;
    }

    static Decimal onTick(InstrumentSlot slot, Decimal price) {
        return price.roundedTo(slot.instrument.steps().tick(), RoundingMode.HALF_EVEN);
    }
}
