package dev.tradewind.store.projection;

import static dev.tradewind.db.Tables.PROJECTION_POSITION;
import static dev.tradewind.db.Tables.SHARD;

import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Journal;
import dev.tradewind.store.journal.Recovery;
import dev.tradewind.store.session.AccountTerms;
import dev.tradewind.store.session.AccountTermsStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Follows the journal and keeps the tables that questions are asked of. Each chunk of batches and the position after it
 * are one transaction, so that it can be killed at any instant and goes on where it was. Not for several threads.
 */
public final class Projector {
    static final int CHUNK_BATCHES = 500;

    private final Database database;
    private final Journal journal;
    private final Recovery recovery;
    private final int chunkBatches;
    private final Runnable beforeCommit;
    private final Map<String, Follower> followers = new ConcurrentHashMap<>();

    /** Where a shard's tables stand, with the ledger there. */
    private record Follower(int id, long sequence, Ledger ledger, String mode) {}

    public Projector(Database database) {
        this(database, CHUNK_BATCHES, () -> {});
    }

    /** @param beforeCommit for tests that stop it at the worst instant */
    Projector(Database database, int chunkBatches, Runnable beforeCommit) {
        this.database = database;
        this.journal = new Journal(database);
        this.recovery = new Recovery(database);
        this.chunkBatches = chunkBatches;
        this.beforeCommit = beforeCommit;
    }

    /** Brings the tables of every shard up to the end of its journal. @return how many batches that took */
    public long catchUp() {
        long batches = 0;
        for (String shard : database.jooq().select(SHARD.NAME).from(SHARD).orderBy(SHARD.NAME).fetch(SHARD.NAME)) {
            batches += catchUp(shard);
        }
        return batches;
    }

    /** The last batch of a shard that this projector brought into the tables; 0 for none yet. Any thread. */
    long followed(String shard) {
        Follower follower = followers.get(shard);
        return follower == null ? 0 : follower.sequence();
    }

    /** The same for one shard. */
    public long catchUp(String shard) {
        long batches = 0;
        while (true) {
            Follower follower = follower(shard);
            if (follower == null) {
                return batches;
            }
            Chunk chunk = new Chunk(follower.id(), follower.mode());
            journal.read(shard, follower.sequence() + 1, batch -> {
                chunk.add(batch);
                return chunk.size() < chunkBatches;
            });
            if (chunk.size() == 0) {
                return batches;
            }
            write(shard, follower, chunk);
            batches += chunk.size();
        }
    }

    private void write(String shard, Follower follower, Chunk chunk) {
        // Until it is committed the ledger in memory is ahead of the tables: a failure forgets it.
        followers.remove(shard);
        try {
            boolean written = database.jooq().transactionResult(configuration -> {
                DSLContext transaction = configuration.dsl();
                if (position(transaction, follower.id(), true) != follower.sequence()) {
                    // Somebody else moved the tables on: look again where they stand.
                    return false;
                }
                chunk.apply(follower.ledger(), transaction);
                moveTo(transaction, follower.id(), chunk.lastSequence());
                beforeCommit.run();
                return true;
            });
            if (written) {
                followers.put(shard, new Follower(
                                follower.id(), chunk.lastSequence(), follower.ledger(), follower.mode()));
            }
        } catch (DataAccessException e) {
            throw new StoreException(
                    StoreException.Code.DATABASE,
                    "the tables of " + shard + " cannot be brought up to date: " + e.getMessage(),
                    e);
        }
    }

    private @Nullable Follower follower(String shard) {
        Follower known = followers.get(shard);
        if (known != null) {
            return known;
        }
        try {
            Integer id = database.jooq()
                    .select(SHARD.ID)
                    .from(SHARD)
                    .where(SHARD.NAME.eq(shard))
                    .fetchOne(SHARD.ID);
            if (id == null) {
                return null;
            }
            long position = position(database.jooq(), id, false);
            String mode = new AccountTermsStore(database)
                    .find(shard)
                    .map(AccountTerms::mode)
                    .orElse("");
            Follower follower = new Follower(
                    id, position, recovery.recover(shard, position, batch -> {}).ledger(), mode);
            followers.put(shard, follower);
            return follower;
        } catch (DataAccessException e) {
            throw new StoreException(
                    StoreException.Code.DATABASE, "the position of " + shard + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The last batch of a shard that the tables hold; 0 where there is none. */
    public long position(String shard) {
        Follower follower = follower(shard);
        return follower == null ? 0 : position(database.jooq(), follower.id(), false);
    }

    private static long position(DSLContext context, int shard, boolean lock) {
        var query = context.select(PROJECTION_POSITION.SEQUENCE)
                .from(PROJECTION_POSITION)
                .where(PROJECTION_POSITION.SHARD.eq(shard));
        Long sequence = (lock ? query.forUpdate() : query).fetchOne(PROJECTION_POSITION.SEQUENCE);
        return sequence == null ? 0 : sequence;
    }

    private static void moveTo(DSLContext context, int shard, long sequence) {
        context.insertInto(PROJECTION_POSITION, PROJECTION_POSITION.SHARD, PROJECTION_POSITION.SEQUENCE)
                .values(shard, sequence)
                .onConflict(PROJECTION_POSITION.SHARD)
                .doUpdate()
                .set(PROJECTION_POSITION.SEQUENCE, sequence)
                .execute();
    }

    /** Empties the tables of a shard and makes them again from the first batch on. */
    public long rebuild(String shard) {
        Follower follower = follower(shard);
        if (follower == null) {
            return 0;
        }
        followers.remove(shard);
        database.jooq().transaction(configuration -> {
            Chunk.delete(follower.id(), configuration.dsl());
            moveTo(configuration.dsl(), follower.id(), 0);
        });
        return catchUp(shard);
    }
}
