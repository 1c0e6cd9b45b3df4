package dev.tradewind.runtime.node;

import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerSnapshot;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.journal.JournalHead;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the ledger every so many batches. It is written down on the shard's thread and kept on another, once the batch
 * that it stands after is durable; a snapshot that cannot be kept costs a longer recovery and nothing else.
 */
final class SnapshotSaver {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotSaver.class);

    private final Books books;
    private final String account;
    private final int every;
    private long lastAt;
    private volatile @Nullable Taken taken;

    /** A ledger that was written down. */
    private static final class Taken {
        private final long sequence;
        private final byte[] content;

        Taken(long sequence, byte[] content) {
            this.sequence = sequence;
            this.content = content;
        }

        long sequence() {
            return sequence;
        }

        byte[] content() {
            return content;
        }
    }

    SnapshotSaver(Books books, String account, int every, long lastAt) {
        this.books = books;
        this.account = account;
        this.every = every;
        this.lastAt = lastAt;
    }

    /** On the shard's thread. */
    void afterBatch(long sequence, Ledger ledger) {
        if (sequence - lastAt >= every && taken == null) {
            lastAt = sequence;
            taken = new Taken(sequence, LedgerSnapshot.write(ledger));
        }
    }

    /** On the writer's thread, which must not wait. */
    void durable(long sequence) {
        Taken waiting = taken;
        if (waiting != null && sequence >= waiting.sequence()) {
            taken = null;
            Thread.ofVirtual().name("snapshot-" + account).start(() -> save(waiting));
        }
    }

    private void save(Taken ready) {
        try {
            JournalHead[] head = new JournalHead[1];
            books.journal().read(account, ready.sequence(), batch -> {
                head[0] = batch.head();
                return false;
            });
            if (head[0] != null && head[0].sequence() == ready.sequence()) {
                books.snapshots().save(head[0], ready.content());
            }
        } catch (StoreException e) {
            LOG.warn("a snapshot of {} was not kept: {}", account, e.getMessage());
        }
    }
}
