package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.node.RuleDesk;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tradewind rules history}. */
@Command(
        name = "history",
        description = "Shows who put which rules in force, when and why; checks the chain of hashes over it.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false)
final class RulesHistoryCommand extends NodeCommand {
    @Option(names = "--details", description = "Show what changed, and what was said of it")
    private boolean details;

    @Override
    int run(NodeOptions node, PrintWriter out) {
        try (RuleDesk desk = RuleDesk.open(NodeConfig.of(node.settings()), node.home())) {
            RulesHistoryText.print(desk, details, out);
        }
        out.flush();
        return ExitCode.DONE;
    }
}
