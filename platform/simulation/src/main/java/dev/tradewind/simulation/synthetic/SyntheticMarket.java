package dev.tradewind.simulation.synthetic;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.data.BarReader;
import dev.tradewind.simulation.data.BarSeries;
import dev.tradewind.simulation.data.GeneratedBars;
import java.math.RoundingMode;

/**
 * A generated market of 1m bars, the same on every machine for the same arguments. It has regimes (rising, falling,
 * reverting, quiet, volatile), clusters of volatility (GARCH(1,1)), fat tails (Student's t), rare jumps, volume that
 * follows the time of day and the size of moves, and a weak pull to its first price, so that it neither dies nor
 * explodes. Prices are on the instrument's tick, volumes on its lot.
 *
 * @param seed the same seed gives the same market
 * @param instrument whose tick and lot are used
 * @param days how many days of 1,440 bars, 1..36,500
 * @param startNanos open of the first bar, on a whole minute
 * @param firstPrice where the price starts, at least 100 ticks
 */
public record SyntheticMarket(long seed, Instrument instrument, int days, long startNanos, Decimal firstPrice)
        implements BarSeries {
    /** 2024-01-01T00:00:00Z. */
    public static final long DEFAULT_START_NANOS = 1_704_067_200_000_000_000L;

    static final int BARS_A_DAY = 1440;

    /** @throws IllegalArgumentException if an argument is out of its range */
    public SyntheticMarket {
        if (days < 1 || days > 36_500) {
            throw new IllegalArgumentException("days must be in 1..36500, was " + days);
        }
        if (startNanos < 0 || startNanos > 4_102_444_800_000_000_000L
                || startNanos % Timeframe.MINUTE_1.nanos() != 0) {
            throw new IllegalArgumentException("the start must be a whole minute between 1970 and 2100");
        }
        Decimal tick = instrument.steps().tick();
        if (firstPrice.compareTo(tick.times(Decimal.of(100))) < 0
                || firstPrice.compareTo(tick.times(Decimal.of(1_000_000_000))) > 0) {
            throw new IllegalArgumentException("the first price must be 100 to 1,000,000,000 ticks of " + tick
                    + ", was " + firstPrice);
        }
    }

    /** Starts in 2024, at 10,000 ticks. */
    public static SyntheticMarket of(long seed, Instrument instrument, int days) {
        return new SyntheticMarket(
                seed, instrument, days, DEFAULT_START_NANOS, instrument.steps().tick().times(Decimal.of(10_000)));
    }

    /** The same market, from another minute on. */
    public SyntheticMarket startingAt(long newStartNanos) {
        return new SyntheticMarket(seed, instrument, days, newStartNanos, firstPrice);
    }

    /** The same market, from another price on, rounded to the tick. */
    public SyntheticMarket startingAtPrice(Decimal price) {
        Decimal onTick = price.roundedTo(instrument.steps().tick(), RoundingMode.HALF_EVEN);
        return new SyntheticMarket(seed, instrument, days, startNanos, onTick);
    }

    @Override
    public Timeframe timeframe() {
        return Timeframe.MINUTE_1;
    }

    @Override
    public long estimatedBars() {
        return (long) days * BARS_A_DAY;
    }

    @Override
    public BarReader open() {
        return GeneratedBars.read("synthetic", new PricePath(this)::fill);
    }
}
