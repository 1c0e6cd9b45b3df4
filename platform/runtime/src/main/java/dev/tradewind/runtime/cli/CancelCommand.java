package dev.tradewind.runtime.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Cancels orders of a running node. */
@Command(
        name = "cancel",
        description = "Cancels an open order of a running node, or all of them, whatever strategy they are of. The"
                + " strategy is told, and may place another: 'strategy stop' or 'kill-switch on' keeps it from that.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CancelCommand extends NodeClientCommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "ORDER_ID", description = "As 'orders' shows it: O-12 or 12")
    private String order = "";

    @Option(names = "--all", description = "Every open order")
    private boolean all;

    @Option(
            names = "--account",
            paramLabel = "ACCOUNT",
            description = "Of this account; needed with an id where there are several, for each counts its own orders")
    private String account = "";

    @Override
    Map<String, String> command() {
        if (all == !order.isEmpty()) {
            throw new InputException("name one order, or --all");
        }
        return Map.of("command", "cancel", "order", order, "account", account);
    }
}
