package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.Settings;
import dev.tradewind.runtime.node.DatabaseTasks;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies, backs up or restores a node's database. */
@Command(
        name = "db",
        description = "Verifies the journal, prints the end of each account's, or writes a backup, also beside a"
                + " running node; with the node stopped: restores a backup into an empty database, or makes the tables"
                + " of orders, fills and positions anew from the journal.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DbCommand extends NodeCommand {
    /** What to do. */
    enum Action {
        VERIFY,
        BACKUP,
        RESTORE,
        HEADS,
        REBUILD
    }

    @Parameters(index = "0", paramLabel = "verify|backup|restore|heads|rebuild", description = "What to do")
    private Action action = Action.VERIFY;

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "Of the backup")
    private @Nullable Path file;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "With verify: that the journal still holds what it held then, by a backup or by what 'heads'"
                    + " printed")
    private @Nullable Path against;

    @Override
    int run(NodeOptions options, PrintWriter out) {
        Settings settings = options.settings();
        NodeConfig config = NodeConfig.of(settings);
        switch (action) {
            case VERIFY -> {
                DatabaseTasks.Verified verified = DatabaseTasks.verify(config, options.home(), against);
                verified.lines().forEach(out::println);
                return verified.whole() ? ExitCode.DONE : ExitCode.FAILED;
            }
            case BACKUP -> out.println("written " + DatabaseTasks.backup(config, options.home(), needed()));
            case RESTORE -> out.println("restored " + DatabaseTasks.restore(config, options.home(), needed()));
            case HEADS -> DatabaseTasks.heads(config, options.home()).forEach(out::println);
            case REBUILD -> DatabaseTasks.rebuild(config, options.home()).forEach(out::println);
        }
        return ExitCode.DONE;
    }

    private Path needed() {
        if (file == null) {
            throw new InputException("name the file of the backup");
        }
        return file;
    }
}
