package dev.tradewind.simulation.synthetic;

import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.simulation.data.BarChunk;
import java.math.RoundingMode;

/** The bars of a {@link SyntheticMarket}, from the first on. */
final class PricePath {
    private static final int STEPS_A_BAR = 6;

    /** Standard deviation of a bar's log return: 0.06 %, or 43 % a year. */
    private static final double SIGMA = 0.0006;

    /** GARCH(1,1) of the relative variance, with mean 1. */
    private static final double ALPHA = 0.07;

    private static final double BETA = 0.915;
    private static final double MOST_VARIANCE = 60;

    /** One jump in two days, of 8 to 40 standard deviations. */
    private static final double JUMP_CHANCE = 1.0 / (2 * SyntheticMarket.BARS_A_DAY);

    /** What a bar takes back of the distance to the first price: half of it in some 24 days. */
    private static final double HOME_PULL = 2e-5;

    private static final double MEAN_VOLUME = 12;

    private final Chance chance;
    private final long bars;
    private final long startNanos;
    private final long tick;
    private final long lot;
    private final Scales scales;
    private final double home;
    private final double tickSize;
    private final double lotSize;

    private long done;
    private double logPrice;
    private long lastTicks;
    private double variance = 1;
    private Regime regime = Regime.REVERTING;
    private double anchor;

    PricePath(SyntheticMarket market) {
        TradingSteps steps = market.instrument().steps();
        chance = new Chance(market.seed());
        bars = market.estimatedBars();
        startNanos = market.startNanos();
        scales = new Scales(steps.tick().scale(), steps.lot().scale());
        tick = steps.tick().unscaledAt(scales.price());
        lot = steps.lot().unscaledAt(scales.quantity());
        tickSize = steps.tick().toDouble();
        lotSize = steps.lot().toDouble();
        lastTicks = market.firstPrice()
                .dividedBy(steps.tick(), 0, RoundingMode.HALF_EVEN)
                .unscaledAt(0);
        home = StrictMath.log(lastTicks * tickSize);
        logPrice = home;
        anchor = home;
    }

    /** Fills the chunk with the next bars; false, and none, at the end. */
    boolean fill(BarChunk chunk) {
        int size = (int) Math.min(BarChunk.CAPACITY, bars - done);
        chunk.scales(scales);
        chunk.size(size);
        for (int i = 0; i < size; i++) {
            bar(chunk, i);
            done++;
        }
        return size > 0;
    }

    private void bar(BarChunk chunk, int at) {
        if (chance.uniform() * regime.meanBars < 1) {
            regime = regime.next(chance);
            anchor = logPrice;
        }
        int minute = (int) (done % SyntheticMarket.BARS_A_DAY);
        double season = season(minute);
        double sigma = SIGMA * regime.volatility * StrictMath.sqrt(variance * season) * chance.tailFactor();
        double drift = SIGMA * regime.drift + regime.pull * (anchor - logPrice) + HOME_PULL * (home - logPrice);
        double start = logPrice;
        double highest = start;
        double lowest = start;
        for (int step = 0; step < STEPS_A_BAR; step++) {
            logPrice += drift / STEPS_A_BAR + sigma * chance.normal() / StrictMath.sqrt(STEPS_A_BAR);
            if (step == 0 && chance.uniform() < JUMP_CHANCE) {
                logPrice += SIGMA * (8 + 32 * chance.uniform()) * (chance.uniform() < 0.5 ? -1 : 1);
            }
            highest = Math.max(highest, logPrice);
            lowest = Math.min(lowest, logPrice);
        }
        double move = (logPrice - start) / (SIGMA * regime.volatility);
        variance = Math.min(MOST_VARIANCE, 1 - ALPHA - BETA + ALPHA * move * move + BETA * variance);
        long open = lastTicks;
        lastTicks = ticks(logPrice);
        chunk.endNanos[at] = startNanos + (done + 1) * Timeframe.MINUTE_1.nanos();
        chunk.open[at] = Math.multiplyExact(open, tick);
        chunk.high[at] = Math.multiplyExact(Math.max(ticks(highest), Math.max(open, lastTicks)), tick);
        chunk.low[at] = Math.multiplyExact(Math.min(ticks(lowest), Math.min(open, lastTicks)), tick);
        chunk.close[at] = Math.multiplyExact(lastTicks, tick);
        chunk.volume[at] = Math.multiplyExact(volume(season, Math.abs(move)), lot);
    }

    private long ticks(double logarithm) {
        return Math.max(1, (long) StrictMath.floor(StrictMath.exp(logarithm) / tickSize + 0.5));
    }

    private long volume(double season, double move) {
        double noise = StrictMath.exp(0.6 * chance.normal() - 0.18);
        double units = MEAN_VOLUME * regime.activity * season * (0.4 + 0.75 * Math.min(move, 20)) * noise;
        return Math.max(1, (long) StrictMath.floor(units / lotSize));
    }

    /** Activity by the time of day, mean about 1: low after midnight UTC, highest in the afternoon. */
    private static double season(int minute) {
        double angle = 2 * StrictMath.PI * minute / SyntheticMarket.BARS_A_DAY;
        return 1 - 0.35 * StrictMath.cos(angle - 0.5) + 0.15 * StrictMath.sin(2 * angle - 2.2);
    }
}
