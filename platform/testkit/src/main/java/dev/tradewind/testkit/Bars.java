package dev.tradewind.testkit;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.value.Decimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds bars by hand, one after the other in time:
 *
 * <pre>{@code
 * Bars.of(instrument).bar("100", "102", "99", "101", "50").closes("103", "104").gap(2).close("90").series()
 * }</pre>
 */
public final class Bars {
    /** 2024-01-01T00:00Z, a Monday. */
    public static final long START_NANOS = 1_704_067_200_000_000_000L;

    private final Instrument instrument;
    private final Timeframe timeframe;
    private final List<Bar> bars = new ArrayList<>();
    private long openNanos;
    private String volume = "1000";

    private Bars(Instrument instrument, Timeframe timeframe, long startNanos) {
        this.instrument = instrument;
        this.timeframe = timeframe;
        this.openNanos = timeframe.startOf(startNanos);
    }

    /** Bars of one minute from {@link #START_NANOS} on. */
    public static Bars of(Instrument instrument) {
        return of(instrument, Timeframe.MINUTE_1, START_NANOS);
    }

    /** Bars of any length; the first is the one whose interval holds the start. */
    public static Bars of(Instrument instrument, Timeframe timeframe, long startNanos) {
        return new Bars(instrument, timeframe, startNanos);
    }

    /** Volume of bars that are added without one; 1000 until this is called. */
    public Bars withVolume(String newVolume) {
        volume = newVolume;
        return this;
    }

    /**
     * A bar in full.
     *
     * @throws IllegalArgumentException if high or low do not enclose open and close, or the volume is negative
     */
    public Bars bar(String open, String high, String low, String close, String barVolume) {
        openNanos += timeframe.nanos();
        bars.add(Bar.of(instrument.id(), timeframe, openNanos, open, high, low, close, barVolume));
        return this;
    }

    /** A bar from the last close (or from this price, if it is the first) to this price. */
    public Bars close(String price) {
        Decimal close = Decimal.parse(price);
        Decimal open = bars.isEmpty() ? close : bars.getLast().close().value();
        return bar(open.toString(), open.max(close).toString(), open.min(close).toString(), price, volume);
    }

    /** One bar for each price. */
    public Bars closes(String... prices) {
        for (String price : prices) {
            close(price);
        }
        return this;
    }

    /** Leaves out so many bars: the market was silent. */
    public Bars gap(int missing) {
        openNanos += missing * timeframe.nanos();
        return this;
    }

    public List<Bar> list() {
        return List.copyOf(bars);
    }

    public MemorySeries series() {
        return new MemorySeries(instrument, timeframe, bars);
    }
}
