package dev.tradewind.runtime.node;

import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.store.backup.Backup;
import dev.tradewind.store.backup.Manifest;
import dev.tradewind.store.backup.Restore;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.ChainCheck;
import dev.tradewind.store.journal.Journal;
import dev.tradewind.store.journal.JournalHead;
import dev.tradewind.store.projection.Projector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What can be done with a node's database besides running the node. */
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

    /**
     * Looks at every batch of every account, also while a node writes more.
     *
     * @param against a backup, or what {@link #heads} said, whose heads the journal must still hold
     */
    public static Verified verify(NodeConfig config, NodeHome home, @Nullable Path against) {
        List<JournalHead> published = against == null ? List.of() : HeadFile.read(against);
        try (Database database = NodeDatabase.openForReading(config, home)) {
            Journal journal = new Journal(database);
            // One that is gone from the database is missing, not forgotten.
            Map<String, Optional<JournalHead>> accounts = new TreeMap<>();
            journal.heads().forEach(head -> accounts.put(head.shard(), Optional.empty()));
            published.forEach(head -> accounts.put(head.shard(), Optional.of(head)));
            List<String> lines = new ArrayList<>();
            boolean whole = true;
            for (Map.Entry<String, Optional<JournalHead>> one : accounts.entrySet()) {
                String account = one.getKey();
                JournalHead known = one.getValue().orElse(null);
                ChainCheck check = known == null ? journal.verify(account) : journal.verify(known);
                whole &= check.isWhole();
                lines.add(check.isWhole() ? describe(account, check, known) : String.valueOf(check.broken()));
            }
            if (lines.isEmpty()) {
                lines.add("the journal is empty");
            }
            return new Verified(whole, lines);
        }
    }

    private static String describe(String account, ChainCheck check, @Nullable JournalHead known) {
        return "account " + account + ": " + check.head().sequence() + " batches, " + check.events()
                + " events, whole; head " + check.head().hash()
                + (known == null ? "" : "; holds batch " + known.sequence() + " as it was");
    }

    /** The end of each account's journal, a line each: name, sequence, hash. To be kept outside the database. */
    public static List<String> heads(NodeConfig config, NodeHome home) {
        try (Database database = NodeDatabase.openForReading(config, home)) {
            return new Journal(database)
                    .heads().stream().map(JournalHead::toString).toList();
        }
    }

    /**
     * Makes the tables of orders, fills, positions and the like anew from the journal.
     *
     * @return a line for each account
     * @throws dev.tradewind.store.StoreException if a node uses the home
     */
    public static List<String> rebuild(NodeConfig config, NodeHome home) {
        home.take();
        try (home;
                Database database = NodeDatabase.open(config, home)) {
            Projector projector = new Projector(database);
            List<String> lines = new ArrayList<>();
            for (JournalHead head : new Journal(database).heads()) {
                lines.add("account " + head.shard() + ": made anew from " + projector.rebuild(head.shard())
                        + " batches");
            }
            return lines;
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
