package dev.tradewind.store.journal;

import dev.tradewind.engine.codec.CorruptBytesException;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.ChainCheck.ChainBreak;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings back a shard's ledger: the newest sound snapshot, and the fold of the batches after it. */
public final class Recovery {
    private final Journal journal;
    private final Snapshots snapshots;

    public Recovery(Database database) {
        journal = new Journal(database);
        snapshots = new Snapshots(database);
    }

    /**
     * A ledger as the journal has it.
     *
     * @param ledger what the journal folds to
     * @param head the last batch in it
     * @param snapshot sequence of the snapshot that it started from, 0 if none
     * @param events how many were folded after that
     * @param discarded a line for each snapshot that was passed over, with the reason
     */
    public record Recovered(Ledger ledger, JournalHead head, long snapshot, long events, List<String> discarded) {
        public Recovered {
            discarded = List.copyOf(discarded);
        }
    }

    /**
     * The ledger at the end of the journal.
     *
     * @throws StoreException with {@link StoreException.Code#CORRUPT} if the chain is broken after the snapshot
     */
    public Recovered recover(String shard) {
        return recover(shard, Long.MAX_VALUE, batch -> {});
    }

    /**
     * The ledger after a batch.
     *
     * @param upTo sequence of the last batch to fold
     * @param observer sees each batch that was folded
     */
    public Recovered recover(String shard, long upTo, Consumer<StoredBatch> observer) {
        List<String> discarded = new ArrayList<>();
        Snapshots.@Nullable Kept kept = snapshots.newest(shard, upTo, discarded);
        JournalHead start = kept == null ? Journal.empty(shard) : kept.head();
        Fold fold = new Fold(kept == null ? new Ledger() : kept.ledger(), start);
        if (upTo > start.sequence()) {
            journal.read(shard, start.sequence() + 1, batch -> {
                if (batch.sequence() > upTo) {
                    return false;
                }
                fold.add(batch);
                observer.accept(batch);
                return batch.sequence() < upTo;
            });
        }
        return new Recovered(fold.ledger, fold.follower.head(), start.sequence(), fold.events, discarded);
    }

    /** A ledger that grows batch by batch, each checked against the chain first. */
    private static final class Fold {
        private final Ledger ledger;
        private final ChainFollower follower;
        private long events;

        Fold(Ledger ledger, JournalHead start) {
            this.ledger = ledger;
            this.follower = new ChainFollower(start);
        }

        void add(StoredBatch batch) {
            ChainBreak broken = follower.follow(batch);
            if (broken != null) {
                throw new StoreException(
                        StoreException.Code.CORRUPT, broken + "; restore a backup, nothing is traded on it");
            }
            try {
                for (LedgerEvent event : batch.content().events()) {
                    ledger.evolve(event);
                    events++;
                }
            } catch (CorruptBytesException | IllegalStateException e) {
                throw new StoreException(
                        StoreException.Code.CORRUPT,
                        new ChainBreak(batch.shard(), batch.sequence(), String.valueOf(e.getMessage())).toString(),
                        e);
            }
        }
    }
}
