package dev.tradewind.research.metrics;

/** Points of an equity curve in the order of time, with the benchmark scaled to the same start. */
public final class CurvePoints {
    private final long[] timeNanos;
    private final double[] equity;
    private final double[] benchmark;
    private final double[] drawdown;
    private final double benchmarkScale;
    private int size;

    CurvePoints(int capacity, double benchmarkScale) {
        this.timeNanos = new long[capacity];
        this.equity = new double[capacity];
        this.benchmark = new double[capacity];
        this.drawdown = new double[capacity];
        this.benchmarkScale = benchmarkScale;
    }

    void add(long time, double equityValue, double benchmarkValue, double fall) {
        timeNanos[size] = time;
        equity[size] = equityValue;
        benchmark[size] = benchmarkValue * benchmarkScale;
        drawdown[size++] = fall;
    }

    public int size() {
        return size;
    }

    public long timeNanos(int i) {
        return timeNanos[i];
    }

    public double equity(int i) {
        return equity[i];
    }

    /** What the initial equity would be worth in the benchmark; NaN where no benchmark was given. */
    public double benchmark(int i) {
        return benchmark[i];
    }

    /** The deepest fall from the peak in the bars that the point stands for, as a positive share. */
    public double drawdown(int i) {
        return drawdown[i];
    }
}
