package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.node.RuleDesk;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tradewind rules history}. */
@Command(
        name = "history",
        description = "Shows who put which rules in force, when and why; checks the chain of hashes over it.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false)
final class RulesHistoryCommand implements Callable<Integer> {
    @Option(names = "--details", description = "Show what changed, and what was said of it")
    private boolean details;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        return NodeTrouble.report(spec.commandLine().getErr(), this::run);
    }

    private int run() {
        PrintWriter out = spec.commandLine().getOut();
        try (RuleDesk desk = RuleDesk.open(NodeConfig.of(options.settings()), options.home())) {
            RulesHistoryText.print(desk, details, out);
        }
        out.flush();
        return ExitCode.DONE;
    }
}
