package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.node.RuleDesk;
import dev.tradewind.store.rules.RuleEvent;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
            List<RuleEvent> log = desk.history();
            log.forEach(event -> print(event, out));
            out.println(log.size() + (log.size() == 1 ? " row" : " rows") + ", the chain is whole");
        }
        out.flush();
        return ExitCode.DONE;
    }

    private void print(RuleEvent event, PrintWriter out) {
        RuleEvent.Deed deed = event.what();
        Instant time = Instant.ofEpochSecond(Math.floorDiv(event.timeNanos(), 1_000_000_000L));
        out.printf(
                "%4d  %s  %-9s  version %d  rules %.12s  %s: %s%n",
                event.id(),
                time.truncatedTo(ChronoUnit.SECONDS),
                deed.kind(),
                event.version(),
                deed.ruleSet(),
                deed.person(),
                deed.reason());
        if (details) {
            deed.details().lines().forEach(line -> out.println("      " + line));
        }
    }
}
