package dev.tradewind.store.journal;

import java.util.function.Consumer;

/** A batch with its place in the chain, on its way into the journal. */
final class WriterEntry {
    final WriterShard shard;
    final long sequence;
    final JournalBatch batch;
    final byte[] hash;
    private final Consumer<JournalResult> whenDone;

    WriterEntry(
            WriterShard shard,
            long sequence,
            JournalBatch batch,
            byte[] hash,
            Consumer<JournalResult> whenDone) {
        this.shard = shard;
        this.sequence = sequence;
        this.batch = batch;
        this.hash = hash;
        this.whenDone = whenDone;
    }

    void complete(JournalResult result) {
        whenDone.accept(result);
    }
}
