package dev.tradewind.research.metrics;

/**
 * Candles for a chart: at most {@value #MAX_CANDLES} of them, each merged from the same number of bars, which doubles
 * whenever they are full. Memory does not grow with the bars.
 */
public final class PriceChart {
    /** The most candles that the chart holds. */
    public static final int MAX_CANDLES = 2_000;

    private final String instrument;
    private final long[] timeNanos = new long[MAX_CANDLES];
    private final double[] open = new double[MAX_CANDLES];
    private final double[] high = new double[MAX_CANDLES];
    private final double[] low = new double[MAX_CANDLES];
    private final double[] close = new double[MAX_CANDLES];
    private int closed;
    private long stride = 1;
    private long inLast;
    private long lastNanos;
    private double lastOpen;
    private double lastHigh;
    private double lastLow;
    private double lastClose;

    /** @param instrument what the chart is called */
    public PriceChart(String instrument) {
        this.instrument = instrument;
    }

    /** Adds a bar; its time is not before the one added last. */
    public void add(long barNanos, double barOpen, double barHigh, double barLow, double barClose) {
        if (inLast == stride) {
            close();
        }
        if (inLast == 0) {
            lastOpen = barOpen;
            lastHigh = barHigh;
            lastLow = barLow;
        } else {
            if (barHigh > lastHigh) {
                lastHigh = barHigh;
            }
            if (barLow < lastLow) {
                lastLow = barLow;
            }
        }
        lastNanos = barNanos;
        lastClose = barClose;
        inLast++;
    }

    /** Puts the last candle away; when that fills the chart, each candle is merged with its neighbour. */
    private void close() {
        timeNanos[closed] = lastNanos;
        open[closed] = lastOpen;
        high[closed] = lastHigh;
        low[closed] = lastLow;
        close[closed] = lastClose;
        inLast = 0;
        if (++closed == MAX_CANDLES) {
            halve();
        }
    }

    private void halve() {
        for (int i = 0; i < MAX_CANDLES; i += 2) {
            int to = i / 2;
            open[to] = open[i];
            high[to] = Math.max(high[i], high[i + 1]);
            low[to] = Math.min(low[i], low[i + 1]);
            close[to] = close[i + 1];
            timeNanos[to] = timeNanos[i + 1];
        }
        closed = MAX_CANDLES / 2;
        stride *= 2;
    }

    public String instrument() {
        return instrument;
    }

    public int size() {
        return closed + (inLast > 0 ? 1 : 0);
    }

    /** How many bars a full candle was merged from. */
    public long barsPerCandle() {
        return stride;
    }

    /** Time of the last bar in the candle. */
    public long timeNanos(int i) {
        return i == closed ? lastNanos : timeNanos[i];
    }

    public double open(int i) {
        return i == closed ? lastOpen : open[i];
    }

    public double high(int i) {
        return i == closed ? lastHigh : high[i];
    }

    public double low(int i) {
        return i == closed ? lastLow : low[i];
    }

    public double close(int i) {
        return i == closed ? lastClose : close[i];
    }
}
