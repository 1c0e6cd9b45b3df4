package dev.tradewind.runtime.node;

import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.store.backup.Backup;
import dev.tradewind.store.backup.Manifest;
import dev.tradewind.store.backup.Restore;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.ChainCheck;
import dev.tradewind.store.journal.Journal;
import dev.tradewind.store.journal.JournalHead;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What can be done with a node's database while the node does not run. */
public final class DatabaseTasks {
    private DatabaseTasks() {}

    /**
     * What a look at all journals found.
     *
     * @param whole whether every chain is
     * @param lines one for each account
     */
    public record Verified(boolean whole, List<String> lines) {
        public Verified {
            lines = List.copyOf(lines);
        }
    }

    /** Looks at every batch of every account, also while a node writes more. */
    public static Verified verify(NodeConfig config, NodeHome home) {
        try (Database database = NodeDatabase.openForReading(config, home)) {
            Journal journal = new Journal(database);
            List<String> lines = new ArrayList<>();
            boolean whole = true;
            for (JournalHead head : journal.heads()) {
                ChainCheck check = journal.verify(head.shard());
                whole &= check.isWhole();
                lines.add(
                        check.isWhole()
                                ? "account " + head.shard() + ": " + check.head().sequence() + " batches, "
                                        + check.events() + " events, whole; head " + check.head().hash()
                                : String.valueOf(check.broken()));
            }
            if (lines.isEmpty()) {
                lines.add("the journal is empty");
            }
            return new Verified(whole, lines);
        }
    }

    /** Writes a backup as of one moment, also while a node writes more. @return a line about it */
    public static String backup(NodeConfig config, NodeHome home, Path file) {
        try (Database database = NodeDatabase.openForReading(config, home)) {
            Manifest manifest = Backup.write(database, file.toAbsolutePath(), Backup.Scope.ALL);
            return describe(file, manifest);
        }
    }

    /** Restores into an empty database; client order ids get a new incarnation. @return a line about it */
    public static String restore(NodeConfig config, NodeHome home, Path file) {
        Restore.check(file.toAbsolutePath());
        try (Database database = NodeDatabase.openForRestore(config, home)) {
            return describe(file, Restore.into(database, file.toAbsolutePath()));
        }
    }

    private static String describe(Path file, Manifest manifest) {
        long rows = manifest.tables().stream().mapToLong(Manifest.TableData::rows).sum();
        return file + ": " + rows + " rows of " + manifest.tables().size() + " tables";
    }
}
