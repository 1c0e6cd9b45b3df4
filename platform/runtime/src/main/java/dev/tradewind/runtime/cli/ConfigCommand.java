package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.config.Settings;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks or shows the configuration of a node. */
@Command(
        name = "config",
        description = "Checks the configuration, or prints each value with where it comes from; secrets are not shown.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ConfigCommand extends NodeCommand {
    /** What to do. */
    enum Action {
        CHECK,
        PRINT
    }

    @Parameters(index = "0", paramLabel = "check|print", description = "What to do")
    private Action action = Action.CHECK;

    @Override
    int run(NodeOptions options, PrintWriter out) {
        Settings settings = options.settings();
        NodeConfig config = NodeConfig.of(settings);
        if (action == Action.PRINT) {
            settings.describe().forEach(out::println);
        } else {
            out.println("the configuration is well: " + config.accounts().size() + " accounts, "
                    + config.strategies().size() + " strategies");
        }
        return ExitCode.DONE;
    }
}
