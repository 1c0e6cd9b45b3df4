package dev.tradewind.store.session;

import dev.tradewind.store.journal.Bytes;
import java.time.Instant;

/**
 * A start of a node with an account, and what the account's engine was configured with.
 *
 * @param shard the account
 * @param epoch of the owner that the node was when it started
 * @param firstSequence the first batch that it wrote; it may have written none
 * @param lastSequence the last one: before the next session's first, or the end of the journal
 * @param started when, by the database's clock
 * @param ruleSet hash of the rules that it started with
 * @param setup in the node's own encoding
 */
public record Session(
        String shard,
        long epoch,
        long firstSequence,
        long lastSequence,
        Instant started,
        String ruleSet,
        Bytes setup) {
    /** How people name it: account and epoch. */
    public String id() {
        return shard + "-" + epoch;
    }

    public long batches() {
        return Math.max(0, lastSequence - firstSequence + 1);
    }
}
