package dev.tradewind.testkit;

import dev.tradewind.sdk.instrument.ContractTerms;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/**
 * Generated markets for tests. The same arguments give the same bars on every machine and in every version: prices move
 * by whole ticks, the randomness is {@link SplittableRandom} (whose algorithm is specified), transcendental functions
 * are {@link StrictMath}. A golden result may therefore rest on them.
 *
 * <p>Each market is a recipe until {@link #series()} makes the bars:
 *
 * <pre>{@code TestMarket.random(7, 500).of(instrument).every(Timeframe.HOUR_1).series()}</pre>
 */
public final class TestMarket {
    /** A spot instrument with a tick of 0.01 and a lot of 0.001, in USD. */
    public static final Instrument DEMO = spot("DEMOUSD.TEST", "DEMO", "0.01", "0.001");

    /** Another one, for runs with several. */
    public static final Instrument OTHER = spot("OTHERUSD.TEST", "OTHER", "0.01", "0.001");

    private static final Instrument CENTS = spot("TINYUSD.TEST", "TINY", "0.00000001", "1");
    private static final int BARS = 1_500;
    private static final int VOLUME_PLACES = 3;

    private final String name;
    private final Shape shape;
    private final long seed;
    private final int count;
    private final Instrument instrument;
    private final Timeframe timeframe;

    /**
     * How a market moves.
     *
     * @param startTicks first price, in ticks
     * @param drift added to the price each bar, in ticks, by the bar's number
     * @param swing largest random move of a bar, in ticks
     * @param volumeUnits largest volume of a bar, in thousandths; 0 for none at all
     * @param gapEvery one of so many bars is missing, with a jump of price; 0 for no gaps
     */
    private record Shape(long startTicks, IntToDoubleFunction drift, long swing, long volumeUnits, int gapEvery) {}

    private TestMarket(String name, Shape shape, long seed, int count, Instrument instrument, Timeframe timeframe) {
        this.name = name;
        this.shape = shape;
        this.seed = seed;
        this.count = count;
        this.instrument = instrument;
        this.timeframe = timeframe;
    }

    private static TestMarket market(String name, Shape shape, long seed, int count) {
        return new TestMarket(name, shape, seed, count, DEMO, Timeframe.MINUTE_1);
    }

    /** A spot instrument quoted in USD, without minima. */
    public static Instrument spot(String id, String base, String tick, String lot) {
        return new Instrument(
                InstrumentId.parse(id),
                InstrumentKind.SPOT,
                new TradingSteps(Decimal.parse(tick), Decimal.parse(lot), Decimal.ZERO, Decimal.ZERO),
                ContractTerms.spot(Currency.of(base), Currency.of("USD")),
                base + "/USD");
    }

    /** Bars without direction, around 100.00. */
    public static TestMarket random(long seed, int bars) {
        return market("random", new Shape(10_000, bar -> 0, 25, 400_000, 0), seed, bars);
    }

    /** Long waves up and down with noise: what a trend follower lives on. 1,500 bars. */
    public static TestMarket trending(long seed) {
        return market(
                "trending",
                new Shape(20_000, bar -> 30 * StrictMath.sin(bar / 40.0), 20, 400_000, 0), seed, BARS);
    }

    /** Short swings around one price: what a reverter lives on. 1,500 bars. */
    public static TestMarket swinging(long seed) {
        return market(
                "swinging",
                new Shape(20_000, bar -> 60 * StrictMath.cos(bar / 5.0), 15, 400_000, 0), seed, BARS);
    }

    /** Every bar closes higher. */
    public static TestMarket rising(int bars) {
        return market("rising", new Shape(10_000, bar -> 10, 0, 400_000, 0), 1, bars);
    }

    /** Every bar closes lower. */
    public static TestMarket falling(int bars) {
        return market("falling", new Shape(10 + 10L * bars, bar -> -10, 0, 400_000, 0), 1, bars);
    }

    /** The price never moves. */
    public static TestMarket flat(int bars) {
        return market("flat", new Shape(10_000, bar -> 0, 0, 400_000, 0), 1, bars);
    }

    /** Bars are missing, and the price has moved when they come back. 1,500 intervals. */
    public static TestMarket gaps(long seed) {
        return market("gaps", new Shape(20_000, bar -> 20 * StrictMath.sin(bar / 30.0), 30, 400_000, 12), seed, BARS);
    }

    /** The price moves, but nobody trades. */
    public static TestMarket zeroVolume(long seed) {
        return market("zero volume", new Shape(10_000, bar -> 8 * StrictMath.sin(bar / 25.0), 25, 0, 0), seed, 600);
    }

    /** Crashes to a tick and back to a hundred thousand times as much. */
    public static TestMarket wild(long seed) {
        return market(
                "wild",
                new Shape(100_000, bar -> bar % 100 == 50 ? -1e12 : bar % 100 == 60 ? 100_000 : 0, 2_000, 400_000, 0),
                seed,
                600);
    }

    /** Prices of a few hundred-millionths. */
    public static TestMarket tiny(long seed) {
        Shape shape = new Shape(400, bar -> 3 * StrictMath.sin(bar / 20.0), 4, 400_000_000_000L, 0);
        return market("tiny prices", shape, seed, 600).of(CENTS);
    }

    /** Prices of billions. */
    public static TestMarket huge(long seed) {
        Shape shape = new Shape(
                900_000_000_000L, bar -> 3e9 * StrictMath.sin(bar / 20.0), 1_000_000_000L, 400_000, 0);
        return market("huge prices", shape, seed, 600);
    }

    /** No bars at all. */
    public static TestMarket empty() {
        return market("no bars", new Shape(10_000, bar -> 0, 0, 400_000, 0), 1, 0);
    }

    /** One bar. */
    public static TestMarket oneBar() {
        return market("one bar", new Shape(10_000, bar -> 0, 20, 400_000, 0), 1, 1);
    }

    /** The same market, of another instrument; prices keep their number of ticks. */
    public TestMarket of(Instrument other) {
        return new TestMarket(name, shape, seed, count, other, timeframe);
    }

    /** The same market in bars of another length. */
    public TestMarket every(Timeframe other) {
        return new TestMarket(name, shape, seed, count, instrument, other);
    }

    /** For people, such as {@code zero volume}. */
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name + " (seed " + seed + ")";
    }

    /** Makes the bars. */
    public MemorySeries series() {
        SplittableRandom random = new SplittableRandom(seed);
        List<Bar> bars = new ArrayList<>(count);
        long endNanos = timeframe.startOf(Bars.START_NANOS);
        long price = shape.startTicks();
        for (int i = 0; i < count; i++) {
            endNanos += timeframe.nanos();
            boolean missing = shape.gapEvery() > 0 && random.nextInt(shape.gapEvery()) == 0;
            long close = moved(price, i, missing ? 4 : 1, random);
            if (!missing) {
                bars.add(bar(endNanos, price, close, random));
            }
            price = close;
        }
        return new MemorySeries(instrument, timeframe, bars);
    }

    private long moved(long price, int bar, int times, SplittableRandom random) {
        long swing = shape.swing() * times;
        long noise = swing == 0 ? 0 : random.nextLong(-swing, swing + 1);
        return Math.max(1, price + noise + Math.round(shape.drift().applyAsDouble(bar)));
    }

    private Bar bar(long endNanos, long open, long close, SplittableRandom random) {
        long reach = shape.swing() == 0 ? 0 : random.nextLong(shape.swing() + 1);
        long high = Math.max(open, close) + reach;
        long low = Math.max(1, Math.min(open, close) - reach);
        long volume = shape.volumeUnits() == 0 ? 0 : random.nextLong(1, shape.volumeUnits() + 1);
        Decimal tick = instrument.steps().tick();
        long unit = tick.unscaledAt(tick.scale());
        return Bar.ofUnscaled(
                instrument.id(),
                timeframe,
                endNanos,
                Math.multiplyExact(open, unit),
                Math.multiplyExact(high, unit),
                Math.multiplyExact(low, unit),
                Math.multiplyExact(close, unit),
                volume,
                new Scales(tick.scale(), VOLUME_PLACES));
    }
}
