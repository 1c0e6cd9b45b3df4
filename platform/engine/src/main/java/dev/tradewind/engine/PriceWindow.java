package dev.tradewind.engine;

import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.value.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * The prices of an instrument in the last hour: bars as they came, and single prices by minutes of the clock. A bar
 * that is longer than an hour says nothing about an hour and is not looked at. After a restart it is filled with bars
 * of the past by {@link #seed}, as far as there are any, and from then on as ever.
 */
final class PriceWindow {
    /** A power of two, and more than there are minutes in an hour. */
    private static final int BARS = 64;

    private static final int MINUTES = 60;
    private static final long MINUTE = Timeframe.MINUTE_1.nanos();
    private static final long HOUR = MINUTES * MINUTE;

    /** Powers of ten by scale: each is exact. */
    static final double[] POWERS = powers();

    private final @Nullable Bar[] bars = new Bar[BARS];
    private long count;
    private @Nullable Minutes minutes;

    private double high;
    private double low;
    private double sum;
    private int seen;

    /** Single prices by minute, in a slot by the minute's number; made with the first of them. */
    private static final class Minutes {
        final long[] minute = new long[MINUTES];
        final double[] high = new double[MINUTES];
        final double[] low = new double[MINUTES];
        final double[] last = new double[MINUTES];

        void add(long nanos, double highest, double lowest, double latest) {
            long now = Math.floorDiv(nanos, MINUTE);
            int slot = (int) Math.floorMod(now, (long) MINUTES);
            if (minute[slot] != now) {
                minute[slot] = now;
                high[slot] = highest;
                low[slot] = lowest;
            } else {
                high[slot] = Math.max(high[slot], highest);
                low[slot] = Math.min(low[slot], lowest);
            }
            last[slot] = latest;
        }

        /** Of a time before all that was added: the last price stays that which came later. */
        void addBefore(long nanos, double highest, double lowest, double latest) {
            long then = Math.floorDiv(nanos, MINUTE);
            int slot = (int) Math.floorMod(then, (long) MINUTES);
            if (minute[slot] < then) {
                add(nanos, highest, lowest, latest);
            } else if (minute[slot] == then) {
                high[slot] = Math.max(high[slot], highest);
                low[slot] = Math.min(low[slot], lowest);
            }
        }
    }

    private static double[] powers() {
        double[] powers = new double[Decimal.MAX_SCALE + 1];
        double power = 1;
        for (int i = 0; i < powers.length; i++) {
            powers[i] = power;
            power *= 10;
        }
        return powers;
    }

    /** Only keeps the bar: most are never looked at. */
    void add(Bar bar) {
        long length = bar.timeframe().nanos();
        if (length >= MINUTE) {
            if (length <= HOUR) {
                bars[(int) (count++ & (BARS - 1))] = bar;
            }
        } else {
            minutes().add(bar.eventNanos(), bar.highAsDouble(), bar.lowAsDouble(), bar.closeAsDouble());
        }
    }

    /** Takes a bar of the past into its minute; one that is longer is of no minute. */
    void seed(Bar bar) {
        if (bar.timeframe().nanos() <= MINUTE) {
            minutes().addBefore(bar.openNanos(), bar.highAsDouble(), bar.lowAsDouble(), bar.closeAsDouble());
        }
    }

    void add(double price, long nanos) {
        minutes().add(nanos, price, price, price);
    }

    private Minutes minutes() {
        Minutes known = minutes;
        if (known == null) {
            known = new Minutes();
            minutes = known;
        }
        return known;
    }

    /** Looks at the hour that ends now; the other methods tell what was found. @return whether there was any price */
    boolean look(long nowNanos) {
        seen = 0;
        sum = 0;
        high = Double.NEGATIVE_INFINITY;
        low = Double.POSITIVE_INFINITY;
        long from = nowNanos - HOUR;
        lookAtBars(from);
        Minutes single = minutes;
        if (single != null) {
            long now = Math.floorDiv(nowNanos, MINUTE);
            for (int slot = 0; slot < MINUTES; slot++) {
                long ago = now - single.minute[slot];
                if (Math.abs(ago) < MINUTES && single.minute[slot] != 0) {
                    take(single.high[slot], single.low[slot], single.last[slot]);
                }
            }
        }
        return seen > 0;
    }

    /** Bars nearly always have one scale: their prices are compared and added as they are, and converted once. */
    private void lookAtBars(long from) {
        int scale = -1;
        int same = 0;
        long highest = Long.MIN_VALUE;
        long lowest = Long.MAX_VALUE;
        double closes = 0;
        for (long i = count - 1; i >= Math.max(0, count - BARS); i--) {
            Bar bar = bars[(int) (i & (BARS - 1))];
            if (bar == null || bar.eventNanos() <= from) {
                break;
            }
            scale = scale < 0 ? bar.priceScale() : scale;
            if (bar.priceScale() != scale) {
                take(bar.highAsDouble(), bar.lowAsDouble(), bar.closeAsDouble());
                continue;
            }
            highest = Math.max(highest, bar.highUnscaled());
            lowest = Math.min(lowest, bar.lowUnscaled());
            closes += (double) bar.closeUnscaled();
            same++;
        }
        if (same > 0) {
            high = Math.max(high, Decimal.toDouble(highest, scale));
            low = Math.min(low, Decimal.toDouble(lowest, scale));
            sum += closes / POWERS[scale];
            seen += same;
        }
    }

    private void take(double highest, double lowest, double last) {
        high = Math.max(high, highest);
        low = Math.min(low, lowest);
        sum += last;
        seen++;
    }

    double range() {
        return high - low;
    }

    /** Mean of the last prices of each bar and minute. */
    double mean() {
        return sum / seen;
    }
}
