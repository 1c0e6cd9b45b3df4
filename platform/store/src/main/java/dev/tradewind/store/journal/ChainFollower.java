package dev.tradewind.store.journal;

import dev.tradewind.store.journal.ChainCheck.ChainBreak;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Walks along a shard's chain, batch by batch, and sees where it breaks. */
final class ChainFollower {
    private final String shard;
    private final HashChain chain;
    private long sequence;
    private long epoch;
    private byte[] hash;

    /** Starts after a batch whose hash is known. */
    ChainFollower(JournalHead after) {
        shard = after.shard();
        chain = new HashChain(shard);
        sequence = after.sequence();
        hash = after.hash().toByteArray();
    }

    /** The break at this batch, or null, and then it is the new end. */
    @Nullable ChainBreak follow(StoredBatch batch) {
        long expected = sequence + 1;
        if (batch.sequence() != expected) {
            return new ChainBreak(
                    shard, expected, "it is missing, the next one there is batch " + batch.sequence());
        }
        if (batch.epoch() < epoch) {
            return new ChainBreak(
                    shard,
                    expected,
                    "its epoch is " + batch.epoch() + ", the one before has " + epoch + ", and epochs never fall");
        }
        byte[] wanted = chain.next(hash, expected, batch.epoch(), batch.payload());
        if (!Arrays.equals(wanted, batch.hash())) {
            return new ChainBreak(shard, expected, "its hash does not fit its content and the batch before");
        }
        sequence = expected;
        epoch = batch.epoch();
        hash = batch.hash();
        return null;
    }

    JournalHead head() {
        return new JournalHead(shard, sequence, Bytes.of(hash));
    }
}
