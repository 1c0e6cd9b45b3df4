package dev.tradewind.store.journal;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A shard as its writer knows it: where its chain stands, and whether it may still be written. */
final class WriterShard {
    final Lease lease;
    private final HashChain chain;
    private long sequence;
    private byte[] hash;
    private volatile @Nullable JournalResult failure;

    WriterShard(Lease lease, JournalHead head) {
        this.lease = lease;
        this.chain = new HashChain(lease.shard());
        this.sequence = head.sequence();
        this.hash = head.hash().toByteArray();
    }

    /** The next place in the chain. It counts once {@link #advance} was called. Under this object's lock. */
    WriterEntry place(JournalBatch batch, Consumer<JournalResult> whenDone) {
        long next = sequence + 1;
        return new WriterEntry(
                this, next, batch, chain.next(hash, next, lease.epoch(), batch.payload()), whenDone);
    }

    void advance(WriterEntry entry) {
        sequence = entry.sequence;
        hash = entry.hash;
    }

    /** From now on nothing of this shard is written: a batch after a missing one would be a gap. */
    void fail(JournalResult result) {
        if (failure == null) {
            failure = result;
        }
    }

    /** Why the shard may not be written; null while it may. */
    @Nullable JournalResult failure() {
        return failure;
    }
}
