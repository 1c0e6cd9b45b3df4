package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.node.Replays;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Decides a recorded session once more and compares. */
@Command(
        name = "replay",
        description = "Decides a recorded session once more, from its inputs and the stored market, with the rules of"
                + " the time, and compares every ledger event. It only reads: a node may run meanwhile.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ReplayCommand extends NodeCommand {
    @Option(names = "--session", paramLabel = "ID", description = "Which, as --list names it. Default: the newest")
    private String session = "";

    @Option(names = "--list", description = "Show what is recorded")
    private boolean list;

    @Option(
            names = "--diff",
            description = "Run the same data as a backtest instead, and say order by order what came out otherwise")
    private boolean diff;

    @Override
    int run(NodeOptions options, PrintWriter out) {
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
