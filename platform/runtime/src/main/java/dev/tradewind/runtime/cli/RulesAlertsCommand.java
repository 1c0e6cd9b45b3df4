package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.node.RuleDesk;
import dev.tradewind.runtime.surveillance.AlertText;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tradewind rules alerts}. */
@Command(
        name = "alerts",
        description = "Shows the alerts of surveillance that were kept, with their evidence. It only reads: a node may"
                + " run meanwhile.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false)
final class RulesAlertsCommand implements Callable<Integer> {
    /** Beyond these a shorter period has to be asked for. */
    private static final int MOST = 10_000;

    @Option(names = "--from", paramLabel = "TIME", description = "Found at or after this time (UTC)")
    private String from = "";

    @Option(names = "--to", paramLabel = "TIME", description = "Found before this time (UTC)")
    private String to = "";

    @Option(names = "--json", description = "Print each alert as a JSON object on a line.")
    private boolean json;

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
        long first = from.isEmpty() ? Long.MIN_VALUE : TimeText.nanos("--from", from);
        long last = to.isEmpty() ? Long.MAX_VALUE : TimeText.nanos("--to", to);
        try (RuleDesk desk = RuleDesk.open(NodeConfig.of(options.settings()), options.home())) {
            List<String> alerts = AlertText.kept(desk.alerts(first, last, MOST), json);
            alerts.forEach(out::println);
            if (!json) {
                out.println(alerts.size() + " alerts"
                        + (alerts.size() == MOST ? ", the first of more; name a shorter period" : ""));
            }
            out.flush();
            return ExitCode.DONE;
        }
    }
}
