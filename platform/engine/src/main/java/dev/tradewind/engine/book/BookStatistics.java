package dev.tradewind.engine.book;

/**
 * What a book's feed was like, counted since the book was made.
 *
 * @param applied deltas that changed the book
 * @param snapshots snapshots that were taken
 * @param waiting deltas that came while there was no book to change
 * @param stale deltas that the book was ahead of
 * @param staleSnapshots snapshots older than what was known already
 * @param duplicates deltas and snapshots that came twice
 * @param losses how often, and why, the book could not be trusted any more
 * @param backwards events whose venue time was before that of an earlier one
 * @param overflowed deltas dropped because more than {@link FeedBook#MAX_WAITING} waited for a snapshot
 */
public record BookStatistics(
        long applied,
        long snapshots,
        long waiting,
        long stale,
        long staleSnapshots,
        long duplicates,
        Losses losses,
        long backwards,
        long overflowed) {

    /**
     * Losses of trust.
     *
     * @param gaps updates were missing
     * @param crossed the best bid was not below the best ask
     * @param checksums the venue's checksum was another
     * @param refused levels were impossible
     */
    public record Losses(long gaps, long crossed, long checksums, long refused) {
        public long total() {
            return gaps + crossed + checksums + refused;
        }
    }

    /** Whether nothing was missed, doubled, impossible or late; deltas older than a snapshot are ordinary. */
    public boolean isClean() {
        return losses.total() == 0 && duplicates == 0 && staleSnapshots == 0 && overflowed == 0;
    }
}
