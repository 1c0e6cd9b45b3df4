package dev.tradewind.engine;

import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import java.util.Arrays;

/**
 * What was traded of an instrument in the last day, by hours of the clock: the current hour and the 23 before it. Known
 * once a whole day was seen; after a restart, bars of the past are part of what was seen ({@link #seed}). A bar longer
 * than a day is not counted.
 */
final class VolumeWindow {
    private static final int HOURS = 24;
    private static final long HOUR = Timeframe.HOUR_1.nanos();
    private static final long DAY = HOURS * HOUR;

    private final double[] traded = new double[HOURS];
    private long hour = Long.MIN_VALUE;
    private long hourEnd = Long.MIN_VALUE;
    private long first = Long.MAX_VALUE;
    /** What was counted since the start begins here: bars of the past end before. */
    private long live = Long.MAX_VALUE;

    /** Where the bars of the past end that were counted. */
    private long seeded = Long.MIN_VALUE;

    /** Bars bring their volume in units of a scale, of which nearly all have the same. */
    private int scale;

    /** Keeps the volume as it stands in the bar: most are never asked for. */
    void add(Bar bar) {
        if (bar.timeframe().nanos() > DAY) {
            return;
        }
        if (first == Long.MAX_VALUE) {
            scale = bar.volumeScale();
        }
        first = Math.min(first, bar.openNanos());
        live = Math.min(live, bar.openNanos());
        double volume = (double) bar.volumeUnscaled();
        if (bar.volumeScale() != scale) {
            volume = bar.volumeAsDouble() * PriceWindow.POWERS[scale];
        }
        // What ends with the hour belongs to it.
        put(bar.eventNanos() - 1, volume);
    }

    /** Counts a bar of the past, which come in order, longer ones first; what is counted already is not again. */
    void seed(Bar bar) {
        if (bar.eventNanos() <= live && bar.openNanos() >= seeded) {
            long began = live;
            add(bar);
            live = began;
            seeded = bar.eventNanos();
        }
    }

    /** A single trade, of an instrument that has no bars. */
    void add(double quantity, long nanos) {
        first = Math.min(first, nanos);
        live = Math.min(live, nanos);
        put(nanos, quantity * PriceWindow.POWERS[scale]);
    }

    private void put(long nanos, double volume) {
        if (nanos >= hourEnd) {
            roll(Math.floorDiv(nanos, HOUR));
        }
        long ago = hourEnd - HOUR <= nanos ? 0 : hour - Math.floorDiv(nanos, HOUR);
        if (ago < HOURS) {
            traded[(int) Math.floorMod(hour - ago, (long) HOURS)] += volume;
        }
    }

    private void roll(long now) {
        if (hour == Long.MIN_VALUE || now - hour >= HOURS) {
            Arrays.fill(traded, 0);
        } else {
            for (long one = hour + 1; one <= now; one++) {
                traded[(int) Math.floorMod(one, (long) HOURS)] = 0;
            }
        }
        hour = now;
        hourEnd = (now + 1) * HOUR;
    }

    /** Volume of the last day; 0 where a whole day was not seen yet. */
    double lastDay(long nowNanos) {
        if (first == Long.MAX_VALUE || first > nowNanos - DAY) {
            return 0;
        }
        if (nowNanos - 1 >= hourEnd) {
            roll(Math.floorDiv(nowNanos - 1, HOUR));
        }
        double sum = 0;
        for (double one : traded) {
            sum += one;
        }
        return sum / PriceWindow.POWERS[scale];
    }
}
