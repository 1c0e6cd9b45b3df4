package dev.tradewind.runtime.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what a running node does. */
@Command(
        name = "status",
        description = "Shows mode, state, positions, orders and profit of each account of a running node.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class StatusCommand extends NodeClientCommand {
    @Option(names = "--json", description = "As JSON")
    private boolean json;

    @Override
    Map<String, String> command() {
        return Map.of("command", "status");
    }

    @Override
    boolean json() {
        return json;
    }
}
