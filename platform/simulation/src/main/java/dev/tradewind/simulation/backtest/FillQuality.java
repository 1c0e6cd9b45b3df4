package dev.tradewind.simulation.backtest;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.Side;
import java.util.ArrayDeque;

/**
 * How good the fills in one instrument were, against the middle of the venue's book. Amounts are in the settlement
 * currency:
 *
 * <ul>
 *   <li>spread captured by a fill: what it gained against the middle, negative for a loss;
 *   <li>adverse selection after h seconds: what the middle has since moved against the fill, times its quantity; a
 *       loss is positive. The middle is the last one known at fill time + h. Fills whose h seconds go beyond the data
 *       are left out.
 * </ul>
 *
 * <p>Basis points are of the fills' value at the middle, all amounts added up before dividing.
 */
public final class FillQuality {
    private static final double BASIS_POINTS = 10_000;
    private static final long SECOND = 1_000_000_000L;
    private static final int[] HORIZON_SECONDS = {1, 10, 60};

    private final Instrument instrument;
    private final double multiplier;
    private final Sum maker = new Sum();
    private final Sum taker = new Sum();
    private final Horizon[] horizons = new Horizon[HORIZON_SECONDS.length];
    private long dueNanos = Long.MAX_VALUE;
    private long unknown;

    /** Amounts over some fills. */
    public static final class Sum {
        private long fills;
        private double amount;
        private double notional;

        private void add(double more, double worth) {
            fills++;
            amount += more;
            notional += worth;
        }

        public long fills() {
            return fills;
        }

        /** In the settlement currency. */
        public double amount() {
            return amount;
        }

        /** Of the fills' value; NaN without any. */
        public double basisPoints() {
            return notional == 0 ? Double.NaN : amount / notional * BASIS_POINTS;
        }
    }

    private record Pending(long dueNanos, int sign, double middle, double quantity) {}

    private static final class Horizon {
        final long nanos;
        final ArrayDeque<Pending> pending = new ArrayDeque<>();
        final Sum sum = new Sum();

        Horizon(long nanos) {
            this.nanos = nanos;
        }
    }

    FillQuality(Instrument instrument) {
        this.instrument = instrument;
        this.multiplier = instrument.contract().multiplier().toDouble();
        for (int i = 0; i < horizons.length; i++) {
            horizons[i] = new Horizon(HORIZON_SECONDS[i] * SECOND);
        }
    }

    /** A fill, with the middle of the book as it was then; NaN where it was not known. */
    void onFill(long nanos, Side side, double price, double quantity, Liquidity liquidity, double middle) {
        if (Double.isNaN(middle)) {
            unknown++;
            return;
        }
        double worth = Math.abs(worth(middle, quantity));
        (liquidity == Liquidity.MAKER ? maker : taker).add(gain(side.sign(), price, middle, quantity), worth);
        if (liquidity == Liquidity.MAKER) {
            for (Horizon horizon : horizons) {
                horizon.pending.addLast(new Pending(nanos + horizon.nanos, side.sign(), middle, quantity));
            }
            dueNanos = Math.min(dueNanos, nanos + horizons[0].nanos);
        }
    }

    /** Time has come to here, and the middle has been this one for all horizons that ended since. */
    void advance(long nanos, double middle) {
        if (nanos <= dueNanos) {
            return;
        }
        dueNanos = Long.MAX_VALUE;
        for (Horizon horizon : horizons) {
            Pending first = horizon.pending.peekFirst();
            while (first != null && first.dueNanos() < nanos) {
                horizon.pending.removeFirst();
                if (Double.isNaN(middle)) {
                    unknown++;
                } else {
                    double against = -gain(first.sign(), first.middle(), middle, first.quantity());
                    horizon.sum.add(against, Math.abs(worth(first.middle(), first.quantity())));
                }
                first = horizon.pending.peekFirst();
            }
            dueNanos = first == null ? dueNanos : Math.min(dueNanos, first.dueNanos());
        }
    }

    private double worth(double price, double quantity) {
        return instrument.contract().inverse() ? quantity * multiplier / price : quantity * multiplier * price;
    }

    /** What a position that was opened at one price has gained at another. */
    private double gain(int sign, double from, double to, double quantity) {
        double rise = worth(to, quantity) - worth(from, quantity);
        return instrument.contract().inverse() ? -sign * rise : sign * rise;
    }

    public Instrument instrument() {
        return instrument;
    }

    /** Spread captured by fills of resting orders. */
    public Sum maker() {
        return maker;
    }

    /** Spread captured by fills that took; negative, as a rule. */
    public Sum taker() {
        return taker;
    }

    /** How many horizons there are. */
    public static int horizons() {
        return HORIZON_SECONDS.length;
    }

    /** The length of a horizon. */
    public static int horizonSeconds(int horizon) {
        return HORIZON_SECONDS[horizon];
    }

    /** Adverse selection of fills of resting orders; positive amounts are losses. */
    public Sum adverse(int horizon) {
        return horizons[horizon].sum;
    }

    /** Measurements that could not be made because the middle was not known. */
    public long unknown() {
        return unknown;
    }
}
