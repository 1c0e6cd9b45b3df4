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
    private int last = -1;
    private long inLast;
    private long stride = 1;

    /** @param instrument what the chart is called */
    public PriceChart(String instrument) {
        this.instrument = instrument;
    }

    /** Adds a bar; its time is not before the one added last. */
    public void add(long barNanos, double barOpen, double barHigh, double barLow, double barClose) {
        if (last < 0 || inLast == stride) {
            if (last == MAX_CANDLES - 1) {
                halve();
            }
            if (last < 0 || inLast == stride) {
                start(barNanos, barOpen, barHigh, barLow, barClose);
                return;
            }
        }
        int i = last;
        timeNanos[i] = barNanos;
        if (barHigh > high[i]) {
            high[i] = barHigh;
        }
        if (barLow < low[i]) {
            low[i] = barLow;
        }
        close[i] = barClose;
        inLast++;
    }

    private void start(long barNanos, double barOpen, double barHigh, double barLow, double barClose) {
        int i = ++last;
        timeNanos[i] = barNanos;
        open[i] = barOpen;
        high[i] = barHigh;
        low[i] = barLow;
        close[i] = barClose;
        inLast = 1;
    }

    private void halve() {
        for (int i = 0; i <= last; i += 2) {
            int to = i / 2;
            open[to] = open[i];
            high[to] = Math.max(high[i], high[i + 1]);
            low[to] = Math.min(low[i], low[i + 1]);
            close[to] = close[i + 1];
            timeNanos[to] = timeNanos[i + 1];
        }
        last = last / 2;
        stride *= 2;
        inLast = stride;
    }

    public String instrument() {
        return instrument;
    }

    public int size() {
        return last + 1;
    }

    /** How many bars a full candle was merged from. */
    public long barsPerCandle() {
        return stride;
    }

    /** Time of the last bar in the candle. */
    public long timeNanos(int i) {
        return timeNanos[i];
    }

    public double open(int i) {
        return open[i];
    }

    public double high(int i) {
        return high[i];
    }

    public double low(int i) {
        return low[i];
    }

    public double close(int i) {
        return close[i];
    }
}
