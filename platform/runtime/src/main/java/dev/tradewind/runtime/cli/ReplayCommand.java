package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.node.BacktestDiff;
import dev.tradewind.runtime.node.ReplayResult;
import dev.tradewind.runtime.node.Replays;
import dev.tradewind.store.session.Session;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
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
                replays.sessions().forEach(one -> out.println(line(one)));
                return ExitCode.DONE;
            }
            Session chosen = replays.session(session);
            if (diff) {
                print(chosen, replays.diff(chosen), out);
                return ExitCode.DONE;
            }
            ReplayResult result = replays.replay(chosen);
            print(result, out);
            return result.isSame() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private static String line(Session session) {
        return String.format(
                Locale.ROOT,
                "%-16s  started %s  batches %d to %d  rules %.12s",
                session.id(),
                session.started().truncatedTo(ChronoUnit.SECONDS),
                session.firstSequence(),
                session.lastSequence(),
                session.ruleSet());
    }

    private static void print(Session session, BacktestDiff diff, PrintWriter out) {
        out.println(line(session));
        out.println("the backtest " + diff.terms());
        out.println("it fills by the recorded book, behind all that a level showed; the venue's own queue was another");
        diff.counts().forEach((kind, count) -> out.printf(Locale.ROOT, "%6d  %s%n", count, kind.text()));
        if (diff.counts().isEmpty()) {
            out.println("no order was placed in either");
        }
        diff.lines().forEach(out::println);
    }

    private static void print(ReplayResult result, PrintWriter out) {
        ReplayResult.Compared compared = result.compared();
        out.println(line(result.session()));
        out.printf(
                Locale.ROOT,
                "%d batches with %d ledger events and %d market events in %.1f s%n",
                compared.batches(),
                compared.events(),
                compared.marketEvents(),
                compared.nanos() / 1e9);
        if (!result.ended().isEmpty()) {
            out.println("ended early: " + result.ended());
        }
        if (result.difference() != null) {
            out.println("DIFFERENT at " + result.difference());
            return;
        }
        out.println("recorded  " + result.recordedHash());
        out.println("replayed  " + result.replayedHash());
        out.println(result.isSame() ? "the same" : "DIFFERENT");
    }
}
