package dev.tradewind.runtime.config;

/**
 * When the data of a venue counts as bad.
 *
 * @param staleNanos nothing came for so long; 0 for never
 * @param outlierPercent a price so far from the median of the last trades is looked at twice; 0 for none
 * @param clockNanos so far apart may the venue's time and ours be; 0 for any
 * @param goodNanos so long nothing must be wrong until the data counts as good again
 */
public record DataLimits(long staleNanos, double outlierPercent, long clockNanos, long goodNanos) {
    /** Looks at nothing but gaps and crossed books. */
    public static final DataLimits LENIENT = new DataLimits(0, 0, 0, 1);
}
