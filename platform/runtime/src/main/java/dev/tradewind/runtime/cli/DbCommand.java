package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.Settings;
import dev.tradewind.runtime.node.DatabaseTasks;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Verifies, backs up or restores a node's database. */
@Command(
        name = "db",
        description = "Verifies the journal or writes a backup, also beside a running node; or restores a backup into"
                + " an empty database, with the node stopped.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DbCommand extends NodeCommand {
    /** What to do. */
    enum Action {
        VERIFY,
        BACKUP,
        RESTORE
    }

    @Parameters(index = "0", paramLabel = "verify|backup|restore", description = "What to do")
    private Action action = Action.VERIFY;

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "Of the backup")
    private @Nullable Path file;

    @Override
    int run(NodeOptions options, PrintWriter out) {
        Settings settings = options.settings();
        NodeConfig config = NodeConfig.of(settings);
        switch (action) {
            case VERIFY -> {
                DatabaseTasks.Verified verified = DatabaseTasks.verify(config, options.home());
                verified.lines().forEach(out::println);
                return verified.whole() ? ExitCode.DONE : ExitCode.FAILED;
            }
            case BACKUP -> out.println("written " + DatabaseTasks.backup(config, options.home(), needed()));
            case RESTORE -> out.println("restored " + DatabaseTasks.restore(config, options.home(), needed()));
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
