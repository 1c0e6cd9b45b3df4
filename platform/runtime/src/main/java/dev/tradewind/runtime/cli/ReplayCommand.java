package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.node.Replays;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Decides a recorded session once more and compares. */
@Command(
        name = "replay",
        description = "Decides a recorded session once more, from its inputs and the stored market, with the rules of"
                + " the time, and compares every ledger event. It only reads: a node may run meanwhile.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
    @Option(names = "--session", paramLabel = "ID", description = "Which, as --list names it. Default: the newest")
    private String session = "";

    @Option(names = "--list", description = "Show what is recorded")
    private boolean list;

    @Option(
            names = "--diff",
            description = "Run the same data as a backtest instead, and say order by order what came out otherwise")
    private boolean diff;

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
        NodeConfig config = NodeConfig.of(options.settings());
        try (Replays replays = Replays.open(config, options.home())) {
            if (list) {
                ReplayText.list(replays, out);
                return ExitCode.DONE;
            }
            if (diff) {
                ReplayText.diff(replays, session, out);
                return ExitCode.DONE;
            }
            return ReplayText.replay(replays, session, out) ? ExitCode.DONE : ExitCode.FAILED;
        }
    }
}
