package dev.tradewind.research.metrics;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Follows an account's equity bar by bar: the maximum drawdown with its times, the last value of each UTC day, and a
 * curve of at most {@value #MAX_POINTS} points for charts. Memory grows with the days (24 bytes each), never with the
 * bars.
 *
 * <p>The curve is exact while it fits. After that each point pair stands for a run of bars: its lowest and its highest
 * equity, in the order they came, with the deepest drawdown of the run; so no fall disappears from a chart.
 *
 * <p>A bar's time is the end of its interval, so that a value at midnight belongs to the day that has just ended.
 */
public final class EquityCurve {
    /** The most points that {@link #points()} returns. */
    public static final int MAX_POINTS = 4_000;

    private static final int MAX_RUNS = MAX_POINTS / 2 - 2;
    private static final long DAY_NANOS = 86_400_000_000_000L;

    private final double initialEquity;
    private final Runs runs = new Runs(MAX_RUNS + 1);
    private final Days days = new Days();
    private long bars;
    private long firstNanos;
    private long lastNanos;
    private double lastEquity;
    private double firstBenchmark;
    private double lastBenchmark;
    private double equitySum;
    private long dayEndNanos = Long.MIN_VALUE;

    private double peak;
    private double inversePeak;
    private long peakNanos;
    private double deepest;
    private double deepestPeak;
    private long deepestPeakNanos;
    private long troughNanos;
    private long recoveryNanos = Long.MIN_VALUE;

    private long stride = 1;
    private long inRun;
    private double runLow;
    private double runHigh;
    private double runDrawdown;
    private long lowNanos;
    private long highNanos;
    private double lowBenchmark;
    private double highBenchmark;

    /** @param initialEquity the account's value before the first bar, above zero: the first peak */
    public EquityCurve(double initialEquity) {
        if (!(initialEquity > 0) || !Double.isFinite(initialEquity)) {
            throw new IllegalArgumentException("the initial equity must be above zero, was " + initialEquity);
        }
        this.initialEquity = initialEquity;
        this.lastEquity = initialEquity;
        this.peak = initialEquity;
        this.inversePeak = 1 / initialEquity;
    }

    /**
     * Adds the account's value at a bar's close.
     *
     * @param timeNanos the bar's time, not before the one added last
     * @param equity the account's value, finite
     * @param benchmark what to compare with, in any unit (the close of the instrument); scaled to the initial equity at
     *     the first bar
     */
    public void add(long timeNanos, double equity, double benchmark) {
        if (timeNanos > dayEndNanos) {
            startDay(timeNanos, benchmark);
        }
        bars++;
        lastNanos = timeNanos;
        lastEquity = equity;
        lastBenchmark = benchmark;
        equitySum += equity;
        double fall = 0;
        if (equity >= peak) {
            newPeak(timeNanos, equity);
        } else {
            fall = 1 - equity * inversePeak;
            if (fall > deepest) {
                newDeepest(timeNanos, fall);
            }
        }
        if (inRun == 0) {
            startRun(timeNanos, equity, benchmark, fall);
        } else {
            extendRun(timeNanos, equity, benchmark, fall);
        }
        if (++inRun == stride) {
            endRun();
        }
    }

    private void newPeak(long timeNanos, double equity) {
        // Until the deepest fall is recovered from, its peak is the running peak.
        if (deepest > 0 && recoveryNanos < deepestPeakNanos) {
            recoveryNanos = timeNanos;
        }
        if (equity > peak) {
            inversePeak = 1 / equity;
            peak = equity;
        }
        peakNanos = timeNanos;
    }

    private void newDeepest(long timeNanos, double fall) {
        deepest = fall;
        deepestPeak = peak;
        deepestPeakNanos = peakNanos;
        troughNanos = timeNanos;
        recoveryNanos = Long.MIN_VALUE;
    }

    private void startDay(long timeNanos, double benchmark) {
        if (bars == 0) {
            firstNanos = timeNanos;
            peakNanos = timeNanos;
            firstBenchmark = benchmark;
        } else {
            days.add(dayEndNanos / DAY_NANOS - 1, lastEquity, lastBenchmark);
        }
        dayEndNanos = (Math.floorDiv(timeNanos - 1, DAY_NANOS) + 1) * DAY_NANOS;
    }

    private void startRun(long timeNanos, double equity, double benchmark, double fall) {
        runLow = equity;
        runHigh = equity;
        lowNanos = timeNanos;
        highNanos = timeNanos;
        lowBenchmark = benchmark;
        highBenchmark = benchmark;
        runDrawdown = fall;
    }

    private void extendRun(long timeNanos, double equity, double benchmark, double fall) {
        if (equity < runLow) {
            runLow = equity;
            lowNanos = timeNanos;
            lowBenchmark = benchmark;
        } else if (equity > runHigh) {
            runHigh = equity;
            highNanos = timeNanos;
            highBenchmark = benchmark;
        }
        if (fall > runDrawdown) {
            runDrawdown = fall;
        }
    }

    private void endRun() {
        if (runs.count == MAX_RUNS) {
            // The run at hand grows on until it is as long as the merged ones.
            runs.halve();
            stride *= 2;
            return;
        }
        appendRun(runs);
        inRun = 0;
    }

    private void appendRun(Runs target) {
        int i = target.count++;
        target.low[i] = runLow;
        target.high[i] = runHigh;
        target.lowNanos[i] = lowNanos;
        target.highNanos[i] = highNanos;
        target.lowBenchmark[i] = lowBenchmark;
        target.highBenchmark[i] = highBenchmark;
        target.drawdown[i] = runDrawdown;
    }

    public long bars() {
        return bars;
    }

    public double initialEquity() {
        return initialEquity;
    }

    /** The last value added; the initial equity before the first bar. */
    public double lastEquity() {
        return lastEquity;
    }

    /** Time of the first bar; 0 before it. */
    public long firstNanos() {
        return firstNanos;
    }

    /** Time of the last bar; 0 before the first. */
    public long lastNanos() {
        return lastNanos;
    }

    /** The mean of the equity over all bars; the initial equity before the first. */
    public double averageEquity() {
        return bars == 0 ? initialEquity : equitySum / bars;
    }

    /** What the benchmark returned from the first bar's close to the last one's; empty where that is no number. */
    public OptionalDouble benchmarkReturn() {
        return bars == 0 ? OptionalDouble.empty() : Statistics.finite(lastBenchmark / firstBenchmark - 1);
    }

    /** The deepest fall of the equity, seen at every bar; its depth may exceed 1 when equity falls below zero. */
    public Drawdown maxDrawdown() {
        if (deepest <= 0) {
            return Drawdown.NONE;
        }
        boolean recovered = recoveryNanos >= deepestPeakNanos;
        OptionalLong recovery = recovered ? OptionalLong.of(recoveryNanos) : OptionalLong.empty();
        return new Drawdown(deepest, deepestPeakNanos, troughNanos, recovery, recovered ? recoveryNanos : lastNanos);
    }

    /** The equity that the deepest fall began at. */
    public double maxDrawdownPeak() {
        return deepest > 0 ? deepestPeak : peak;
    }

    /** Days with at least one bar, the current one included. */
    public int dayCount() {
        return days.count + (bars == 0 ? 0 : 1);
    }

    /** The UTC days that had bars, ascending. */
    public LocalDate[] dayDates() {
        LocalDate[] dates = new LocalDate[dayCount()];
        for (int i = 0; i < dates.length; i++) {
            dates[i] = LocalDate.ofEpochDay(i < days.count ? days.epochDay[i] : dayEndNanos / DAY_NANOS - 1);
        }
        return dates;
    }

    /** The last equity of each day, in the order of {@link #dayDates()}. */
    public double[] dailyEquity() {
        return withLast(days.equity, lastEquity);
    }

    /** Daily returns: of the first day against the initial equity, then of each against the day before. */
    public double[] dailyReturns() {
        return Returns.ofValues(initialEquity, dailyEquity());
    }

    /** The benchmark's daily returns: of the first day against the first bar's close. */
    public double[] dailyBenchmarkReturns() {
        return Returns.ofValues(firstBenchmark, withLast(days.benchmark, lastBenchmark));
    }

    private double[] withLast(double[] closed, double last) {
        double[] values = Arrays.copyOf(closed, dayCount());
        if (bars > 0) {
            values[values.length - 1] = last;
        }
        return values;
    }

    /** The curve for charts: at most {@value #MAX_POINTS} points in the order of time, the last bar among them. */
    public CurvePoints points() {
        CurvePoints points = new CurvePoints(MAX_POINTS, initialEquity / firstBenchmark);
        Runs all = runs;
        if (inRun > 0) {
            all = runs.copy();
            appendRun(all);
        }
        for (int i = 0; i < all.count; i++) {
            boolean lowFirst = all.lowNanos[i] <= all.highNanos[i];
            addPoint(points, all, i, lowFirst);
            if (all.lowNanos[i] != all.highNanos[i]) {
                addPoint(points, all, i, !lowFirst);
            }
        }
        if (bars > 0 && points.size() < MAX_POINTS && points.timeNanos(points.size() - 1) < lastNanos) {
            points.add(lastNanos, lastEquity, lastBenchmark, Math.max(0, 1 - lastEquity * inversePeak));
        }
        return points;
    }

    private static void addPoint(CurvePoints points, Runs runs, int i, boolean low) {
        if (low) {
            points.add(runs.lowNanos[i], runs.low[i], runs.lowBenchmark[i], runs.drawdown[i]);
        } else {
            points.add(runs.highNanos[i], runs.high[i], runs.highBenchmark[i], runs.drawdown[i]);
        }
    }

    /** Columns of what each run of bars is drawn as. */
    private static final class Runs {
        final double[] low;
        final double[] high;
        final long[] lowNanos;
        final long[] highNanos;
        final double[] lowBenchmark;
        final double[] highBenchmark;
        final double[] drawdown;
        int count;

        Runs(int capacity) {
            low = new double[capacity];
            high = new double[capacity];
            lowNanos = new long[capacity];
            highNanos = new long[capacity];
            lowBenchmark = new double[capacity];
            highBenchmark = new double[capacity];
            drawdown = new double[capacity];
        }

        Runs copy() {
            Runs copy = new Runs(low.length);
            for (int i = 0; i < count; i++) {
                copy.take(i, this, i, i);
                copy.drawdown[i] = drawdown[i];
            }
            copy.count = count;
            return copy;
        }

        /** Merges each pair into one; the count is even. */
        void halve() {
            int merged = 0;
            for (int i = 0; i < count; i += 2) {
                int j = i + 1;
                double deeper = Math.max(drawdown[i], drawdown[j]);
                take(merged, this, low[j] < low[i] ? j : i, high[j] > high[i] ? j : i);
                drawdown[merged++] = deeper;
            }
            count = merged;
        }

        private void take(int to, Runs from, int lowIndex, int highIndex) {
            low[to] = from.low[lowIndex];
            lowNanos[to] = from.lowNanos[lowIndex];
            lowBenchmark[to] = from.lowBenchmark[lowIndex];
            high[to] = from.high[highIndex];
            highNanos[to] = from.highNanos[highIndex];
            highBenchmark[to] = from.highBenchmark[highIndex];
        }
    }

    /** Columns of the closed days. */
    private static final class Days {
        long[] epochDay = new long[64];
        double[] equity = new double[64];
        double[] benchmark = new double[64];
        int count;

        void add(long day, double equityValue, double benchmarkValue) {
            if (count == epochDay.length) {
                epochDay = Arrays.copyOf(epochDay, count * 2);
                equity = Arrays.copyOf(equity, count * 2);
                benchmark = Arrays.copyOf(benchmark, count * 2);
            }
            epochDay[count] = day;
            equity[count] = equityValue;
            benchmark[count++] = benchmarkValue;
        }
    }
}
