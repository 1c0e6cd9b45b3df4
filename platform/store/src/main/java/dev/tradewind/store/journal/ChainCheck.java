package dev.tradewind.store.journal;

import org.jspecify.annotations.Nullable;

/**
 * What a look at every batch of a shard found.
 *
 * @param head the last batch that is sound
 * @param events number of ledger events up to there
 * @param broken where the chain breaks; null where it is whole
 */
public record ChainCheck(JournalHead head, long events, @Nullable ChainBreak broken) {
    public boolean isWhole() {
        return broken == null;
    }

    /**
     * The first thing that is wrong.
     *
     * @param sequence of the batch at fault, or that is missing
     * @param reason one sentence
     */
    public record ChainBreak(String shard, long sequence, String reason) {
        @Override
        public String toString() {
            return "the journal of " + shard + " is broken at batch " + sequence + ": " + reason;
        }
    }
}
