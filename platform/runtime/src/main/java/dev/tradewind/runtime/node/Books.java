package dev.tradewind.runtime.node;

import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Journal;
import dev.tradewind.store.journal.JournalWriter;
import dev.tradewind.store.journal.Ownership;
import dev.tradewind.store.journal.Recovery;
import dev.tradewind.store.journal.Snapshots;
import java.time.Duration;

/** The database of a node, as its accounts use it. */
record Books(
        Database database,
        JournalWriter writer,
        Journal journal,
        Ownership ownership,
        Recovery recovery,
        Snapshots snapshots)
        implements AutoCloseable {
    private static final Duration LAST_WRITES = Duration.ofSeconds(5);

    static Books of(Database database, String node) {
        return new Books(
                database,
                new JournalWriter(database),
                new Journal(database),
                new Ownership(database, node),
                new Recovery(database),
                new Snapshots(database));
    }

    /** The same for a node that goes on under another name. */
    Books withOwnership(Ownership next) {
        return new Books(database, writer, journal, next, recovery, snapshots);
    }

    /** Writes what waits; the database stays. */
    @Override
    public void close() {
        writer.close(LAST_WRITES);
        ownership.close();
    }
}
