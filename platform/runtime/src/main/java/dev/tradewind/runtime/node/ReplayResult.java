package dev.tradewind.runtime.node;

import dev.tradewind.store.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * What came of deciding a session once more.
 *
 * @param session which
 * @param compared how much was compared
 * @param recordedHash SHA-256 over the bytes of the ledger events that were compared, as the journal has them
 * @param replayedHash the same of what was decided now
 * @param ended why the comparison ended before the session did; empty if it did not
 * @param difference the first; null for none
 */
public record ReplayResult(
        Session session,
        Compared compared,
        String recordedHash,
        String replayedHash,
        String ended,
        @Nullable Difference difference) {

    /**
     * How much was compared.
     *
     * @param batches of the journal
     * @param events in them
     * @param marketEvents that were decided, also those that led to nothing
     * @param nanos how long it took
     */
    public record Compared(long batches, long events, long marketEvents, long nanos) {}

    /**
     * Where the two part.
     *
     * @param batch its sequence
     * @param input what was decided
     * @param event place among the batch's events, from 1
     * @param recorded what the journal has there, or what is missing
     * @param replayed what was decided now
     */
    public record Difference(long batch, String input, int event, String recorded, String replayed) {
        @Override
        public String toString() {
            return "batch " + batch + ", input " + input + ", event " + event + ":\n  recorded  " + recorded
                    + "\n  now       " + replayed;
        }
    }

    /** Whether everything that was compared is the same. */
    public boolean isSame() {
        return difference == null && recordedHash.equals(replayedHash);
    }
}
