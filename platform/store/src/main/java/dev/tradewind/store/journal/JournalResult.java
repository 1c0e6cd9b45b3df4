package dev.tradewind.store.journal;

/**
 * What became of a batch.
 *
 * @param outcome in one word
 * @param sequence its place in the shard's journal
 * @param detail why, for all but {@link Outcome#DURABLE}
 */
public record JournalResult(Outcome outcome, long sequence, String detail) {
    /** What became of a batch. */
    public enum Outcome {
        /** It is committed and on disk: commands may leave. */
        DURABLE,
        /** The shard has a newer owner. Nothing was written, nor will be of what follows: stop at once. */
        FENCED,
        /** The journal holds something else in its place. Nothing was written: stop, and look into it. */
        CONFLICT,
        /** The writer was closed before it knew: whether the batch is there, the next start will see. */
        CLOSED
    }

    public boolean isDurable() {
        return outcome == Outcome.DURABLE;
    }
}
