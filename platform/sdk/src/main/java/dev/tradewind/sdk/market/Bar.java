package dev.tradewind.sdk.market;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Open, high, low, close and volume of one interval, closed. {@link #eventNanos()} is the end of the interval.
 *
 * <p>Prices are held as whole numbers of 10<sup>-priceScale</sup> and volume as whole numbers of
 * 10<sup>-volumeScale</sup>, so that a backtest handles tens of millions a second; the accessors give exact values.
 */
public final class Bar implements MarketEvent {
    private final InstrumentId instrument;
    private final Timeframe timeframe;
    private final long eventNanos;
    private final long open;
    private final long high;
    private final long low;
    private final long close;
    private final long volume;
    private final byte priceScale;
    private final byte volumeScale;

    private Bar(InstrumentId instrument, Timeframe timeframe, long eventNanos, long[] values, Scales scales) {
        this(instrument, timeframe, eventNanos, values[0], values[1], values[2], values[3], values[4], scales);
    }

    private Bar(
            InstrumentId instrument,
            Timeframe timeframe,
            long eventNanos,
            long open,
            long high,
            long low,
            long close,
            long volume,
            Scales scales) {
        this.instrument = instrument;
        this.timeframe = timeframe;
        this.eventNanos = eventNanos;
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
        this.volume = volume;
        this.priceScale = (byte) scales.price();
        this.volumeScale = (byte) scales.quantity();
    }

    /**
     * A bar from whole numbers. The hot path of every reader: it checks nothing but what it needs.
     *
     * @param endNanos end of the interval, in nanoseconds since the epoch
     */
    public static Bar ofUnscaled(
            InstrumentId instrument,
            Timeframe timeframe,
            long endNanos,
            long open,
            long high,
            long low,
            long close,
            long volume,
            Scales scales) {
        return new Bar(instrument, timeframe, endNanos, open, high, low, close, volume, scales);
    }

    /**
     * A bar from exact values, for tests and plugins.
     *
     * @param endNanos end of the interval, in nanoseconds since the epoch
     * @param ohlcv open, high, low, close, volume
     * @throws IllegalArgumentException if there are not five values, high is below or low above another price, or the
     *     volume is negative
     */
    public static Bar of(InstrumentId instrument, Timeframe timeframe, long endNanos, String... ohlcv) {
        if (ohlcv.length != 5) {
            throw new IllegalArgumentException("open, high, low, close, volume expected, got " + ohlcv.length);
        }
        Decimal[] values = new Decimal[5];
        int priceScale = 0;
        for (int i = 0; i < 5; i++) {
            values[i] = Decimal.parse(ohlcv[i]);
            priceScale = i < 4 ? Math.max(priceScale, values[i].scale()) : priceScale;
        }
        if (values[1].compareTo(values[0].max(values[3])) < 0 || values[2].compareTo(values[0].min(values[3])) > 0) {
            throw new IllegalArgumentException("high and low must enclose open and close: " + String.join(",", ohlcv));
        }
        if (values[4].signum() < 0) {
            throw new IllegalArgumentException("volume is negative: " + ohlcv[4]);
        }
        Scales scales = new Scales(priceScale, values[4].scale());
        long[] unscaled = new long[5];
        for (int i = 0; i < 5; i++) {
            unscaled[i] = values[i].unscaledAt(i < 4 ? scales.price() : scales.quantity());
        }
        return new Bar(instrument, timeframe, endNanos, unscaled, scales);
    }

    @Override
    public InstrumentId instrument() {
        return instrument;
    }

    public Timeframe timeframe() {
        return timeframe;
    }

    /** End of the interval. */
    @Override
    public long eventNanos() {
        return eventNanos;
    }

    /** Start of the interval. */
    public long openNanos() {
        return eventNanos - timeframe.nanos();
    }

    public Price open() {
        return Price.ofUnscaled(open, priceScale);
    }

    public Price high() {
        return Price.ofUnscaled(high, priceScale);
    }

    public Price low() {
        return Price.ofUnscaled(low, priceScale);
    }

    public Price close() {
        return Price.ofUnscaled(close, priceScale);
    }

    public Quantity volume() {
        return Quantity.ofUnscaled(volume, volumeScale);
    }

    public double openAsDouble() {
        return Decimal.toDouble(open, priceScale);
    }

    public double highAsDouble() {
        return Decimal.toDouble(high, priceScale);
    }

    public double lowAsDouble() {
        return Decimal.toDouble(low, priceScale);
    }

    public double closeAsDouble() {
        return Decimal.toDouble(close, priceScale);
    }

    public double volumeAsDouble() {
        return Decimal.toDouble(volume, volumeScale);
    }

    /** The open in units of 10<sup>-{@link #priceScale()}</sup>; likewise the next four. */
    public long openUnscaled() {
        return open;
    }

    public long highUnscaled() {
        return high;
    }

    public long lowUnscaled() {
        return low;
    }

    public long closeUnscaled() {
        return close;
    }

    public long volumeUnscaled() {
        return volume;
    }

    public int priceScale() {
        return priceScale;
    }

    public int volumeScale() {
        return volumeScale;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bar that
                && eventNanos == that.eventNanos
                && instrument.equals(that.instrument)
                && timeframe.equals(that.timeframe)
                && open().equals(that.open())
                && high().equals(that.high())
                && low().equals(that.low())
                && close().equals(that.close())
                && volume().equals(that.volume());
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(eventNanos) + close().hashCode();
    }

    @Override
    public String toString() {
        return "Bar[" + instrument + " " + timeframe + " end " + eventNanos + " " + open() + " " + high() + " " + low()
                + " " + close() + " volume " + volume() + "]";
    }
}
