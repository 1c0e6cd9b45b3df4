package dev.tradewind.engine;

/**
 * What an account on a running node is configured with, and a backtest does without.
 *
 * @param markEveryNanos how often the portfolio's worth and peak are journaled, on a tick of the clock; 0 for never
 * @param holdLifeNanos how long a held order waits for a person before it is denied; 0 for ever
 * @param asking how venues are asked
 * @param keeps what venues can keep for us
 */
public record RunSettings(long markEveryNanos, long holdLifeNanos, Asking asking, VenueKeeps keeps) {
    /** Nothing that a backtest would notice. */
    public static final RunSettings BACKTEST =
            new RunSettings(0, 0, new Asking(0, 0, Integer.MAX_VALUE, 0, 0), VenueKeeps.ALL);

    /**
     * How venues are asked what they know.
     *
     * @param answerNanos a command that was not answered for so long puts its order in doubt; 0 for ever
     * @param queryLagNanos so long after it happened something may be missing in a venue's answers
     * @param attempts statements in a row that may leave an overdue order in doubt before the account halts
     * @param everyNanos how often a venue is asked although nothing is in doubt; 0 for never
     * @param retryNanos the least time between two statements while something is in doubt
     */
    public record Asking(
            long answerNanos, long queryLagNanos, int attempts, long everyNanos, long retryNanos) {
        /** @throws IllegalArgumentException if a time is negative or there are no attempts */
        public Asking {
            if (answerNanos < 0 || queryLagNanos < 0 || everyNanos < 0 || retryNanos < 0 || attempts < 1) {
                throw new IllegalArgumentException("times of asking are not negative and attempts are 1 or more");
            }
        }
    }

    /**
     * What a venue can keep for us; what it cannot, the engine watches.
     *
     * @param stops stop orders rest at the venue
     * @param reduceOnly the venue itself keeps orders from opening a position; without this two exits of one position
     *     cannot rest at once, and orders go out without the mark
     */
    public record VenueKeeps(boolean stops, boolean reduceOnly) {
        public static final VenueKeeps ALL = new VenueKeeps(true, true);

        /** Whether the stop and the target of a bracket can rest together. */
        public boolean brackets() {
            return stops && reduceOnly;
        }
    }
}
