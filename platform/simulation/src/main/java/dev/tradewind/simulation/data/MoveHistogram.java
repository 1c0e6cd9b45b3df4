package dev.tradewind.simulation.data;

/** The usual size of relative moves, robust against a few large ones, in memory that does not grow. */
public final class MoveHistogram {
    /** Fewer moves say nothing about what is usual. */
    private static final int MIN_MOVES = 30;

    /** Of the median of |x| to the standard deviation of a normal x. */
    private static final double MEDIAN_TO_SIGMA = 1.4826;

    /** Bins of the logarithm of absolute moves, 64 for each factor of e, from e^-30 on. */
    private static final int BINS_A_UNIT = 64;

    private static final int LOWEST = 30;
    private static final int BINS = 40 * BINS_A_UNIT;

    private final long[] histogram = new long[BINS];
    private long moves;

    /** Adds a logarithmic move; none at all is left out. */
    public void add(double move) {
        if (move != 0) {
            moves++;
            int bin = (int) ((StrictMath.log(Math.abs(move)) + LOWEST) * BINS_A_UNIT);
            histogram[Math.clamp(bin, 0, BINS - 1)]++;
        }
    }

    /** 1.4826 × the median of the absolute moves; 0 where there are too few. */
    public double sigma() {
        if (moves < MIN_MOVES) {
            return 0;
        }
        long seen = 0;
        int bin = 0;
        while ((seen += histogram[bin]) * 2 < moves) {
            bin++;
        }
        return MEDIAN_TO_SIGMA * StrictMath.exp((bin + 0.5) / BINS_A_UNIT - LOWEST);
    }
}
