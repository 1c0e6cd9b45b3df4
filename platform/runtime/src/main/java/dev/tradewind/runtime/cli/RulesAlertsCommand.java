package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.node.RuleDesk;
import dev.tradewind.runtime.surveillance.AlertText;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tradewind rules alerts}. */
@Command(
        name = "alerts",
        description = "Shows the alerts of surveillance that were kept, with their evidence. It only reads: a node may"
                + " run meanwhile.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false)
final class RulesAlertsCommand extends NodeCommand {
    /** Beyond these a shorter period has to be asked for. */
    private static final int MOST = 10_000;

    @Option(names = "--from", paramLabel = "TIME", description = "Found at or after this time (UTC)")
    private String from = "";

    @Option(names = "--to", paramLabel = "TIME", description = "Found before this time (UTC)")
    private String to = "";

    @Option(names = "--json", description = "Print each alert as a JSON object on a line.")
    private boolean json;

    @Override
    int run(NodeOptions node, PrintWriter out) {
        long first = from.isEmpty() ? Long.MIN_VALUE : TimeText.nanos("--from", from);
        long last = to.isEmpty() ? Long.MAX_VALUE : TimeText.nanos("--to", to);
        try (RuleDesk desk = RuleDesk.open(NodeConfig.of(node.settings()), node.home())) {
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
