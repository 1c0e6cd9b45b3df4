package dev.tradewind.runtime.cli;

import java.util.Map;
import picocli.CommandLine.Command;

/** Ends a running node. */
@Command(
        name = "stop",
        description = "Ends a running node in order. Orders that rest at a venue stay there.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class StopCommand extends NodeClientCommand {
    @Override
    Map<String, String> command() {
        return Map.of("command", "stop");
    }
}
